/** Tests of what a model lets a client write. */
@NullMarked
package dev.edmund.plan.rules;

import org.jspecify.annotations.NullMarked;
