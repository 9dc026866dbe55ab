/**
 * The SQL of a model's functions and actions, taken apart: statements enter as text, and leave as
 * their pieces and the names that values are put in for. A statement that cannot be taken apart is
 * rejected with the reason.
 */
@NullMarked
package dev.edmund.model.operation;

import org.jspecify.annotations.NullMarked;
