package dev.edmund.plan;

import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on behind a row by the values of its sort keys, so that a later page costs what the first
 * one does. The last sort key is the row id, which is never null and ascending.
 */
public final class Keyset {
  private Keyset() {}

  /**
   * The rows behind the one with these sort keys.
   *
   * @param query with an order that ends in the row id
   * @param values the sort keys of the last row as the database returned them; null for null
   */
  public static Query after(Query query, List<@Nullable Object> values) {
    List<Query.Ordering> order = query.order();
    Condition behind = null;
    for (int i = order.size() - 1; i >= 0; i--) {
      Query.Ordering key = order.get(i);
      Object value = values.get(i);
      Condition later = later(key, value);
      Condition tied = behind == null ? null : new Condition.And(List.of(tie(key, value), behind));
      behind = either(later, tied);
    }
    Query continued = query;
    Condition bound = bound(order.get(0), values.get(0));
    if (bound != null && order.size() > 1) {
      continued = continued.and(bound);
    }
    return behind == null ? continued : continued.and(behind);
  }

  /** Which rows come strictly later by this key alone; null when none can. */
  private static @Nullable Condition later(Query.Ordering key, @Nullable Object value) {
    Term term = key.term();
    if (value == null) {
      return key.descending() ? null : new Condition.Not(new Condition.IsNull(term));
    }
    Term.Stored stored = new Term.Stored(value, term.type());
    if (!key.descending()) {
      return new Condition.Compare(Condition.Comparator.GREATER, term, stored);
    }
    return new Condition.Or(
        List.of(
            new Condition.Compare(Condition.Comparator.LESS, term, stored),
            new Condition.IsNull(term)));
  }

  private static Condition tie(Query.Ordering key, @Nullable Object value) {
    return value == null
        ? new Condition.IsNull(key.term())
        : new Condition.Compare(
            Condition.Comparator.EQUAL, key.term(), new Term.Stored(value, key.term().type()));
  }

  private static @Nullable Condition either(@Nullable Condition a, @Nullable Condition b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    List<Condition> both = new ArrayList<>();
    both.add(a);
    both.add(b);
    return new Condition.Or(both);
  }

  /**
   * What also holds for all later rows by the first key: a plain range, from which a database can
   * start to read its index where the alternatives above would make it read all.
   */
  private static @Nullable Condition bound(Query.Ordering key, @Nullable Object value) {
    if (value == null || key.descending()) {
      return null;
    }
    return new Condition.Compare(
        Condition.Comparator.GREATER_OR_EQUAL,
        key.term(),
        new Term.Stored(value, key.term().type()));
  }
}
