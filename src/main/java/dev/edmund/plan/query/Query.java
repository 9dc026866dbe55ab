package dev.edmund.plan.query;

import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT.
 *
 * @param where all of these hold
 * @param limit most rows to return; null for all
 * @param offset rows to leave out first
 */
public record Query(
    Source from,
    List<Join> joins,
    List<Term> columns,
    List<Condition> where,
    List<Ordering> order,
    @Nullable Long limit,
    long offset) {
  public Query {
    joins = List.copyOf(joins);
    columns = List.copyOf(columns);
    where = List.copyOf(where);
    order = List.copyOf(order);
  }

  /** A table under a name of its own in the statement. */
  public record Source(String alias, Table table) {}

  /** A joined table; an outer one keeps rows without a partner. */
  public record Join(boolean outer, Source source, Condition on) {}

  /** A sort key; nulls come first ascending and last descending (Part 2, 5.1.5). */
  public record Ordering(Term term, boolean descending) {}

  /** The same query with one more condition. */
  public Query and(Condition condition) {
    List<Condition> all = new ArrayList<>(where);
    all.add(condition);
    return new Query(from, joins, columns, all, order, limit, offset);
  }

  /** The same query with other bounds. */
  public Query window(@Nullable Long newLimit, long newOffset) {
    return new Query(from, joins, columns, where, order, newLimit, newOffset);
  }
}
