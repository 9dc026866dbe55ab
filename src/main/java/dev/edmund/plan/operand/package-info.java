/**
 * What parts of an expression stand for in a query under construction: values, entities, documents,
 * collections, instances that transformations have made. Storage and aliases of entities enter;
 * terms, conditions and subqueries leave. Rejected with 400 is a use that an operand has no meaning
 * in, with 501 one that is not built.
 */
@NullMarked
package dev.edmund.plan.operand;

import org.jspecify.annotations.NullMarked;
