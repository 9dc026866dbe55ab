/**
 * Operators and built-in functions. Operands enter; an operand leaves, of terms in relational
 * algebra. Rejected with 400 are operands that a function is not for, with 501 by name what is not
 * built.
 */
@NullMarked
package dev.edmund.plan.function;

import org.jspecify.annotations.NullMarked;
