/** Tests of where reading goes on. */
@NullMarked
package dev.edmund.plan.paging;

import org.jspecify.annotations.NullMarked;
