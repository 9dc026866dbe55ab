package dev.edmund.plan.query;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT.
 *
 * @param where all of these hold
 * @param groups the positions of the columns that rows are grouped by; empty without groups
 * @param limit most rows to return; null for all
 * @param offset rows to leave out first
 */
public record Query(
    Source from,
    List<Join> joins,
    List<Term> columns,
    List<Condition> where,
    List<Integer> groups,
    List<Ordering> order,
    @Nullable Long limit,
    long offset) {
  public Query {
    joins = List.copyOf(joins);
    columns = List.copyOf(columns);
    where = List.copyOf(where);
    groups = List.copyOf(groups);
    order = List.copyOf(order);
  }

  /** A SELECT without groups. */
  public Query(
      Source from,
      List<Join> joins,
      List<Term> columns,
      List<Condition> where,
      List<Ordering> order,
      @Nullable Long limit,
      long offset) {
    this(from, joins, columns, where, List.of(), order, limit, offset);
  }

  /** Where rows come from, under a name of its own in the statement. */
  public sealed interface Source {
    String alias();

    <R> R accept(SourceVisitor<R> visitor);
  }

  /** The rows of a table. */
  public record Rows(String alias, Table table) implements Source {
    @Override
    public <R> R accept(SourceVisitor<R> visitor) {
      return visitor.rows(this);
    }
  }

  /** A row for each item of a JSON array, none where it is null; see {@link Term.Element}. */
  public record Elements(String alias, Term array) implements Source {
    @Override
    public <R> R accept(SourceVisitor<R> visitor) {
      return visitor.elements(this);
    }
  }

  /** The rows of all parts, which have as many columns as each other; see {@link Term.Output}. */
  public record Derived(String alias, List<Query> parts) implements Source {
    public Derived {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(SourceVisitor<R> visitor) {
      return visitor.derived(this);
    }
  }

  /**
   * The rows of {@code start}, and those that {@code step} makes of rows, each once.
   *
   * @param name what {@code step} calls the rows so far, see {@link Again}
   */
  public record Recursive(String alias, String name, Query start, Query step) implements Source {
    @Override
    public <R> R accept(SourceVisitor<R> visitor) {
      return visitor.recursive(this);
    }
  }

  /** The rows of the {@link Recursive} source around that has the name. */
  public record Again(String alias, String name) implements Source {
    @Override
    public <R> R accept(SourceVisitor<R> visitor) {
      return visitor.again(this);
    }
  }

  /**
   * The rows of SQL that the model has, with their places in {@link #ORDINAL}.
   *
   * @param names what its columns are called here, in their order
   * @param wanted those of the columns that are asked for, as values of their types
   * @param once whether rows that are equal in these are one, in the place of the first
   */
  public record Given(
      String alias, Fragment sql, List<String> names, List<Column> wanted, boolean once)
      implements Source {
    /** The place of a row, from 1. */
    public static final Column ORDINAL = new Column("", "_ordinal", ColumnType.INTEGER, false);

    public Given {
      names = List.copyOf(names);
      wanted = List.copyOf(wanted);
    }

    @Override
    public <R> R accept(SourceVisitor<R> visitor) {
      return visitor.given(this);
    }
  }

  /** What can be done to a source. */
  public interface SourceVisitor<R> {
    R rows(Rows s);

    R elements(Elements s);

    R derived(Derived s);

    R recursive(Recursive s);

    R again(Again s);

    R given(Given s);
  }

  /** A joined table; an outer one keeps rows without a partner. */
  public record Join(boolean outer, Source source, Condition on) {}

  /** A sort key; nulls come first ascending and last descending (Part 2, 5.1.5). */
  public record Ordering(Term term, boolean descending) {}

  /** Whether a term can be null here: only a column that must have a value certainly cannot. */
  public boolean canBeNull(Term term) {
    return canBeNull(term, joins);
  }

  /** The same behind joins that may find nothing. */
  public static boolean canBeNull(Term term, List<Join> joins) {
    if (term instanceof Term.Output output) {
      return output.nullable() || isOuter(output.alias(), joins);
    }
    return !(term instanceof Term.Field field)
        || field.column().nullable()
        || isOuter(field.alias(), joins);
  }

  private static boolean isOuter(String alias, List<Join> joins) {
    return joins.stream().anyMatch(j -> j.outer() && j.source().alias().equals(alias));
  }

  /** The same query with one more condition. */
  public Query and(Condition condition) {
    List<Condition> all = new ArrayList<>(where);
    all.add(condition);
    return new Query(from, joins, columns, all, groups, order, limit, offset);
  }

  /** The same query with other columns. */
  public Query with(List<Term> others) {
    return new Query(from, joins, others, where, groups, order, limit, offset);
  }

  /** The same query with other bounds. */
  public Query window(@Nullable Long newLimit, long newOffset) {
    return new Query(from, joins, columns, where, groups, order, newLimit, newOffset);
  }
}
