package dev.edmund.plan.entity;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the parts of one query while its plan is made. */
public final class QueryBuilder {
  /** SQLite joins no more tables in one SELECT; its subqueries count for themselves. */
  private static final int MOST_TABLES = 64;

  private final Aliases aliases;
  private final String alias;
  private final Supplier<Query.Source> from;
  private final List<Query.Join> joins = new ArrayList<>();
  private final Map<String, QueryBuilder> derived = new HashMap<>();
  private final List<Term> columns = new ArrayList<>();
  private final Map<Term, Integer> positions = new HashMap<>();
  private final List<Condition> where = new ArrayList<>();
  private final Set<Integer> groups = new LinkedHashSet<>();
  private final List<Query.Ordering> order = new ArrayList<>();
  private @Nullable Long limit;
  private long offset;

  /** Hands out the aliases of one statement, its subqueries included. */
  private static final class Aliases {
    private int used;

    String next() {
      return "t" + used++;
    }
  }

  private QueryBuilder(Aliases aliases, Function<String, Query.Source> from) {
    this.aliases = aliases;
    this.alias = aliases.next();
    this.from = () -> from.apply(alias);
  }

  private static QueryBuilder over(Aliases aliases, Table table) {
    return new QueryBuilder(aliases, alias -> new Query.Rows(alias, table));
  }

  private static QueryBuilder over(Aliases aliases, Term array) {
    return new QueryBuilder(aliases, alias -> new Query.Elements(alias, array));
  }

  /** A statement over the rows of others, which get the columns that are asked for later on. */
  public static QueryBuilder over(List<QueryBuilder> parts) {
    return new QueryBuilder(
        parts.get(0).aliases,
        alias -> new Query.Derived(alias, parts.stream().map(QueryBuilder::whole).toList()));
  }

  /** A statement of its own over a table. */
  public static QueryBuilder over(Table table) {
    return over(new Aliases(), table);
  }

  /** A statement of its own over the items of a JSON array. */
  public static QueryBuilder over(Term array) {
    return over(new Aliases(), array);
  }

  /** A statement of its own over any source, which is made for its alias. */
  public static QueryBuilder over(Function<String, Query.Source> from) {
    return new QueryBuilder(new Aliases(), from);
  }

  /** A subquery of this statement over a table. */
  public QueryBuilder inner(Table table) {
    return over(aliases, table);
  }

  /** A subquery of this statement over the items of a JSON array. */
  public QueryBuilder inner(Term array) {
    return over(aliases, array);
  }

  /** A subquery of this statement over any source, which is made for its alias. */
  public QueryBuilder inner(Function<String, Query.Source> from) {
    return new QueryBuilder(aliases, from);
  }

  /** The name of what the rows come from. */
  public String alias() {
    return alias;
  }

  /** Joins a table and returns its alias; the condition is made for that alias. */
  public String join(boolean outer, Table table, Function<String, Condition> on) {
    return join(outer, alias -> new Query.Rows(alias, table), on);
  }

  /** The same for any source, which is made for its alias. */
  public String join(
      boolean outer, Function<String, Query.Source> source, Function<String, Condition> on) {
    if (joins.size() + 1 >= MOST_TABLES) {
      throw tooManyTables();
    }
    String alias = aliases.next();
    joins.add(new Query.Join(outer, source.apply(alias), on.apply(alias)));
    return alias;
  }

  /** Joins the rows of another query, which gets the columns that are asked for later on. */
  public String join(boolean outer, QueryBuilder rows, Function<String, Condition> on) {
    String joined = aliases.next();
    derived.put(joined, rows);
    // The condition may ask for columns, so that the query is made at the end.
    joins.add(new Query.Join(outer, new Query.Derived(joined, List.of()), on.apply(joined)));
    return joined;
  }

  private List<Query.Join> wholeJoins() {
    return joins.stream().map(this::whole).toList();
  }

  private Query.Join whole(Query.Join join) {
    QueryBuilder rows = derived.get(join.source().alias());
    return rows == null
        ? join
        : new Query.Join(
            join.outer(),
            new Query.Derived(join.source().alias(), List.of(rows.whole())),
            join.on());
  }

  /** Joins the items of a JSON array and returns their alias. */
  public String joinItems(Term array, Function<String, Condition> on) {
    String alias = aliases.next();
    joins.add(new Query.Join(false, new Query.Elements(alias, array), on.apply(alias)));
    return alias;
  }

  private static ODataException tooManyTables() {
    return new ODataException(
        ErrorCode.LIMIT_EXCEEDED,
        "The limit joinedTables (" + MOST_TABLES + ") is exceeded: use fewer navigation paths.");
  }

  public int joinCount() {
    return joins.size();
  }

  /** The position of a term among the columns; it is added when it is not there. */
  public int select(Term term) {
    Integer known = positions.get(term);
    return known == null ? append(term) : known;
  }

  /** Adds a column behind the others, even where the term is among them. */
  public int append(Term term) {
    positions.putIfAbsent(term, columns.size());
    columns.add(term);
    return columns.size() - 1;
  }

  public int columnCount() {
    return columns.size();
  }

  /** Whether a term can be null in the rows so far. */
  public boolean canBeNull(Term term) {
    return Query.canBeNull(term, joins);
  }

  /** Groups rows by a term, which becomes a column. */
  public void groupBy(Term term) {
    groups.add(select(term));
  }

  public void where(Condition condition) {
    where.add(condition);
  }

  public void orderBy(Term term, boolean descending) {
    order.add(new Query.Ordering(term, descending));
  }

  public List<Query.Ordering> order() {
    return List.copyOf(order);
  }

  public void clearOrder() {
    order.clear();
  }

  /** Keeps so many rows in the order so far; whatever comes later is about these. */
  public void window(long skip, @Nullable Long most) {
    offset = skip;
    limit = most;
  }

  /** Whether rows have been cut off, so that no condition can be added. */
  public boolean isCut() {
    return limit != null || offset > 0;
  }

  /** The query as a part of another one. */
  private Query whole() {
    return query(isCut() ? order : List.of(), limit, offset);
  }

  public Query build(@Nullable Long rows, long skip) {
    return query(order, rows, skip);
  }

  private Query query(List<Query.Ordering> sorted, @Nullable Long rows, long skip) {
    if (columns.isEmpty()) {
      // An entity without properties is there all the same, and a SELECT needs a column.
      select(new Term.Bind(1L, ColumnType.INTEGER));
    }
    return new Query(
        from.get(), wholeJoins(), columns, where, List.copyOf(groups), sorted, rows, skip);
  }

  /** The number of rows that meet the conditions so far. */
  public Query count() {
    return new Query(
        from.get(), wholeJoins(), List.of(new Term.CountRows()), where, List.of(), null, 0);
  }

  /** Whether any row meets the conditions so far; {@code column} is one that is never null. */
  public Query exists(Term column) {
    return new Query(from.get(), wholeJoins(), List.of(column), where, List.of(), 1L, 0);
  }

  /** A term of all rows that meet the conditions so far. */
  public Query each(Term column) {
    return new Query(from.get(), wholeJoins(), List.of(column), where, List.of(), null, 0);
  }

  public static Column rowId(Table table) {
    return Objects.requireNonNull(table.rowId(), "An entity table has a row id");
  }
}
