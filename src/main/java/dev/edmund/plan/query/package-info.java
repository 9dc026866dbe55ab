/**
 * Relational algebra in the terms of the storage mapping: what a plan asks of the database, before
 * any dialect spells it. Plain values; nothing is rejected here.
 */
@NullMarked
package dev.edmund.plan.query;

import org.jspecify.annotations.NullMarked;
