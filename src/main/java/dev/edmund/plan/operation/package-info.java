/**
 * Calls of the model's functions and actions. A call, its arguments and what it is bound to enter;
 * rows leave, as a fragment of the model's SQL with its values, and what they are in expressions.
 * Rejected with 400 are arguments that do not fit, with 403 SQL that would show what the caller may
 * not see, with 501 operations without an implementation.
 */
@NullMarked
package dev.edmund.plan.operation;

import org.jspecify.annotations.NullMarked;
