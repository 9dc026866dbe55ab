/** Tests of the plan package. */
@NullMarked
package dev.edmund.plan;

import org.jspecify.annotations.NullMarked;
