/**
 * What a row of a query becomes in a response: members with their columns, nested reads, and what
 * identifies an entity. Plain values; nothing is rejected here.
 */
@NullMarked
package dev.edmund.plan.shape;

import org.jspecify.annotations.NullMarked;
