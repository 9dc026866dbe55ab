/** Tests of regular expressions. */
@NullMarked
package dev.edmund.plan.pattern;

import org.jspecify.annotations.NullMarked;
