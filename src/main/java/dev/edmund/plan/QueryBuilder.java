package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the parts of one query while its plan is made. */
final class QueryBuilder {
  /** SQLite joins no more tables in one SELECT; its subqueries count for themselves. */
  private static final int MOST_TABLES = 64;

  private final Aliases aliases;
  private final Query.Source from;
  private final List<Query.Join> joins = new ArrayList<>();
  private final Map<Term, Integer> columns = new LinkedHashMap<>();
  private final List<Condition> where = new ArrayList<>();
  private final List<Query.Ordering> order = new ArrayList<>();

  /** Hands out the aliases of one statement, its subqueries included. */
  private static final class Aliases {
    private int used;

    String next() {
      return "t" + used++;
    }
  }

  private QueryBuilder(Aliases aliases, Query.Source from) {
    this.aliases = aliases;
    this.from = from;
  }

  private static QueryBuilder over(Aliases aliases, Table table) {
    return new QueryBuilder(aliases, new Query.Rows(aliases.next(), table));
  }

  private static QueryBuilder over(Aliases aliases, Term array) {
    return new QueryBuilder(aliases, new Query.Elements(aliases.next(), array));
  }

  /** A statement of its own over a table. */
  static QueryBuilder over(Table table) {
    return over(new Aliases(), table);
  }

  /** A statement of its own over the items of a JSON array. */
  static QueryBuilder over(Term array) {
    return over(new Aliases(), array);
  }

  /** A subquery of this statement over a table. */
  QueryBuilder inner(Table table) {
    return over(aliases, table);
  }

  /** A subquery of this statement over the items of a JSON array. */
  QueryBuilder inner(Term array) {
    return over(aliases, array);
  }

  /** The name of what the rows come from. */
  String alias() {
    return from.alias();
  }

  /** Joins a table and returns its alias; the condition is made for that alias. */
  String join(boolean outer, Table table, Function<String, Condition> on) {
    if (joins.size() + 1 >= MOST_TABLES) {
      throw tooManyTables();
    }
    String alias = aliases.next();
    joins.add(new Query.Join(outer, new Query.Rows(alias, table), on.apply(alias)));
    return alias;
  }

  /** Joins the items of a JSON array and returns their alias. */
  String joinItems(Term array, Function<String, Condition> on) {
    String alias = aliases.next();
    joins.add(new Query.Join(false, new Query.Elements(alias, array), on.apply(alias)));
    return alias;
  }

  private static ODataException tooManyTables() {
    return new ODataException(
        ErrorCode.LIMIT_EXCEEDED,
        "The limit joinedTables (" + MOST_TABLES + ") is exceeded: use fewer navigation paths.");
  }

  int joinCount() {
    return joins.size();
  }

  /** The position of a term among the columns; it is added when it is not there. */
  int select(Term term) {
    return columns.computeIfAbsent(term, t -> columns.size());
  }

  void where(Condition condition) {
    where.add(condition);
  }

  void orderBy(Term term, boolean descending) {
    order.add(new Query.Ordering(term, descending));
  }

  List<Query.Ordering> order() {
    return List.copyOf(order);
  }

  Query build(@Nullable Long limit, long offset) {
    if (columns.isEmpty()) {
      // An entity without properties is there all the same, and a SELECT needs a column.
      select(new Term.Bind(1L, ColumnType.INTEGER));
    }
    return new Query(from, joins, List.copyOf(columns.keySet()), where, order, limit, offset);
  }

  /** The number of rows that meet the conditions so far. */
  Query count() {
    return new Query(from, joins, List.of(new Term.CountRows()), where, List.of(), null, 0);
  }

  /** Whether any row meets the conditions so far; {@code column} is one that is never null. */
  Query exists(Term column) {
    return new Query(from, joins, List.of(column), where, List.of(), 1L, 0);
  }

  static Column rowId(Table table) {
    return Objects.requireNonNull(table.rowId(), "An entity table has a row id");
  }
}
