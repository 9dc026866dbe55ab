/**
 * The URL and the body of a change enter; the steps that make it leave, in the model's storage
 * terms. What the model does not allow is rejected here, all of it at once, before the first
 * statement.
 */
@NullMarked
package dev.edmund.plan.write;

import org.jspecify.annotations.NullMarked;
