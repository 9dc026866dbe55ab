package dev.edmund.plan.shape;

import dev.edmund.plan.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * A query that is run once for each row of the one around it; its {@code Parent} terms are columns
 * of that row.
 *
 * @param page most members to write; the query asks for one more, which calls for a next link
 * @param nextOptions the query options of the next link without {@code $skip}; null where there is
 *     no page
 * @param skipped how many members the query's offset leaves out
 */
public record NestedRead(
    Query query, @Nullable Long page, @Nullable String nextOptions, long skipped) {}
