/** Tests of the planning of changes. */
@NullMarked
package dev.edmund.plan.write;

import org.jspecify.annotations.NullMarked;
