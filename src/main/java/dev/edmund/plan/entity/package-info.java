/**
 * Entities in a query under construction: the tables that they are read from, how navigation
 * properties join them, which of them the caller may see, and where in the entity container they
 * are. The storage mapping enters; sources, joins and conditions leave. Rejected with 501 are
 * entities of which the model does not say in which set they are.
 */
@NullMarked
package dev.edmund.plan.entity;

import org.jspecify.annotations.NullMarked;
