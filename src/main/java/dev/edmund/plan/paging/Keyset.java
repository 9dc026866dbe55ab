package dev.edmund.plan.paging;

import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes on behind a row by the values of its sort keys, so that a later page costs what the first
 * one does. The last sort key is the row id, which is never null.
 */
public final class Keyset {
  private Keyset() {}

  /**
   * The rows behind the one with these sort keys, as one query or as two to be run in turn: a
   * database can read either from its index, but not both at once, because the values and the nulls
   * of the first sort key are two ranges.
   *
   * @param query with an order that ends in the row id
   * @param keys the sort keys of the last row; null for null
   * @param form what the database reads fastest; where it cannot be said the other one is taken
   */
  public static List<Query> after(Query query, List<@Nullable Term> keys, Form form) {
    return switch (form) {
      case OR -> alternatives(query, keys);
      case ROW -> rows(query, keys).orElseGet(() -> alternatives(query, keys));
    };
  }

  /** Sort keys as the database returned them, in the place of each a term. */
  public static List<@Nullable Term> stored(Query query, List<@Nullable Object> values) {
    List<@Nullable Term> keys = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      Term key = query.order().get(i).term();
      keys.add(value == null ? null : new Term.Stored(value, key.type()));
    }
    return keys;
  }

  /** How "behind a row" is said. */
  public enum Form {
    /** {@code a > 1 OR a = 1 AND b > 2}, with a range for the first key. */
    OR,
    /** {@code (a, b) > (1, 2)}, where all keys go in one direction. */
    ROW
  }

  /**
   * A comparison of rows: of keys in one direction, after a row without nulls. Ascending, nulls
   * come before all values, so that none can follow, and what is compared with null is left out.
   * Descending they follow: those of the first key are asked for by a query of their own, and the
   * keys behind it may not have any.
   */
  private static Optional<List<Query>> rows(Query query, List<@Nullable Term> keys) {
    List<Query.Ordering> order = query.order();
    boolean descending = order.get(0).descending();
    List<Term> terms = new ArrayList<>();
    List<Term> last = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Query.Ordering key = order.get(i);
      Term value = keys.get(i);
      if (value == null
          || key.descending() != descending
          || (descending && i > 0 && query.canBeNull(key.term()))) {
        return Optional.empty();
      }
      terms.add(key.term());
      last.add(value);
    }
    if (terms.size() == 1) {
      return Optional.empty();
    }
    Condition.Comparator comparator =
        descending ? Condition.Comparator.LESS : Condition.Comparator.GREATER;
    Query behind = query.and(new Condition.CompareRows(comparator, terms, last));
    Term first = terms.get(0);
    return Optional.of(
        descending && query.canBeNull(first)
            ? List.of(behind, query.and(new Condition.IsNull(first)))
            : List.of(behind));
  }

  private static List<Query> alternatives(Query query, List<@Nullable Term> keys) {
    List<Query.Ordering> order = query.order();
    Query.Ordering first = order.get(0);
    Condition isNull = new Condition.IsNull(first.term());
    Query same = query.and(behind(order, keys, 0));
    Term value = keys.get(0);
    if (value == null) {
      return first.descending()
          ? List.of(same)
          : List.of(same, query.and(new Condition.Not(isNull)));
    }
    if (order.size() == 1) {
      return List.of(same);
    }
    // Implied by the alternatives, but only a plain range starts the reading of an index.
    Condition range =
        compare(
            first.descending()
                ? Condition.Comparator.LESS_OR_EQUAL
                : Condition.Comparator.GREATER_OR_EQUAL,
            first.term(),
            value);
    Query ranged = query.and(range).and(behind(order, keys, 0));
    return first.descending() ? List.of(ranged, query.and(isNull)) : List.of(ranged);
  }

  /** What is later by the key at {@code index}, or equal there and later by those that follow. */
  private static Condition behind(
      List<Query.Ordering> order, List<@Nullable Term> keys, int index) {
    Query.Ordering key = order.get(index);
    Term value = keys.get(index);
    boolean last = index == order.size() - 1;
    Condition later = later(key, value, index == 0 || last);
    if (last) {
      return later == null ? new Condition.Constant(false) : later;
    }
    Condition tied =
        new Condition.And(List.of(tie(key.term(), value), behind(order, keys, index + 1)));
    return later == null ? tied : new Condition.Or(List.of(later, tied));
  }

  /**
   * Which rows come later by this key alone; null when none can.
   *
   * @param nullsApart there are no nulls, or another query asks for those behind the values
   */
  private static @Nullable Condition later(
      Query.Ordering key, @Nullable Term value, boolean nullsApart) {
    Term term = key.term();
    if (value == null) {
      return key.descending() || nullsApart ? null : new Condition.Not(new Condition.IsNull(term));
    }
    if (!key.descending()) {
      return compare(Condition.Comparator.GREATER, term, value);
    }
    Condition less = compare(Condition.Comparator.LESS, term, value);
    return nullsApart ? less : new Condition.Or(List.of(less, new Condition.IsNull(term)));
  }

  private static Condition tie(Term term, @Nullable Term value) {
    return value == null
        ? new Condition.IsNull(term)
        : compare(Condition.Comparator.EQUAL, term, value);
  }

  private static Condition compare(Condition.Comparator comparator, Term term, Term value) {
    return new Condition.Compare(comparator, term, value);
  }
}
