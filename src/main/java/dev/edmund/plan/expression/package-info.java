/**
 * Expressions, and the transformations of {@code $apply}, which are made of expressions and stand
 * in them. A tree and what it is about enter; conditions, orders, and the instances that a
 * transformation gives leave. Rejected with 400 is what makes no sense for those instances, with
 * 501 by name what is not built.
 */
@NullMarked
package dev.edmund.plan.expression;

import org.jspecify.annotations.NullMarked;
