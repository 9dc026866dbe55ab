package dev.edmund.conventions.dataverse.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as it is written. Each part keeps its element, which errors about it name.
 *
 * @param top most rows in all; null without
 * @param count rows in a page; null without
 * @param page from 1 on
 * @param cookie of the page before; null without
 * @param total whether the number of all rows is wanted
 */
record Fetch(
    @Nullable Integer top,
    @Nullable Integer count,
    int page,
    @Nullable String cookie,
    boolean total,
    boolean distinct,
    boolean aggregate,
    Table entity) {

  /**
   * What is wanted of a table: of the entity, or of one that it is linked to.
   *
   * @param all whether all columns are wanted
   */
  record Table(
      Element at,
      String name,
      boolean all,
      List<Column> columns,
      List<Filter> filters,
      List<Order> orders,
      List<Link> links) {
    Table {
      columns = List.copyOf(columns);
      filters = List.copyOf(filters);
      orders = List.copyOf(orders);
      links = List.copyOf(links);
    }
  }

  /** What is made of the values of a column. */
  enum Aggregate {
    SUM,
    AVG,
    MIN,
    MAX,
    COUNT,
    COUNTCOLUMN
  }

  /** The part of a date that rows are grouped by. */
  enum DatePart {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_PERIOD,
    FISCAL_YEAR
  }

  /**
   * A column that is wanted.
   *
   * @param aggregate null where the values themselves are wanted
   * @param part null where rows are grouped by whole values
   * @param distinct whether equal values are counted once
   */
  record Column(
      Element at,
      String name,
      @Nullable String alias,
      @Nullable Aggregate aggregate,
      boolean group,
      @Nullable DatePart part,
      boolean distinct) {}

  /** Conditions, of which all or one must hold. */
  record Filter(
      Element at, boolean and, List<Condition> conditions, List<Filter> filters, List<Link> links) {
    Filter {
      conditions = List.copyOf(conditions);
      filters = List.copyOf(filters);
      links = List.copyOf(links);
    }
  }

  /**
   * One condition.
   *
   * @param entity the alias of the link whose column it is about; null for the table around it
   * @param valueOf the other column that is compared; null without
   */
  record Condition(
      Element at,
      String attribute,
      String operator,
      @Nullable String entity,
      @Nullable String valueOf,
      List<String> values) {
    Condition {
      values = List.copyOf(values);
    }
  }

  /** A sort key: a column, or the alias of one. */
  record Order(
      Element at,
      @Nullable String attribute,
      @Nullable String alias,
      @Nullable String entity,
      boolean descending) {}

  /** How rows of two tables come together. */
  enum LinkType {
    INNER,
    OUTER,
    ANY,
    NOT_ANY,
    ALL,
    NOT_ALL,
    EXISTS,
    IN;

    /** Whether only the existence of rows counts, which leave no columns. */
    boolean isCondition() {
      return this != INNER && this != OUTER;
    }
  }

  /** A link from the table around it ({@code to}) to another ({@code from}). */
  record Link(
      Element at,
      String from,
      String to,
      @Nullable String alias,
      LinkType type,
      boolean intersect,
      Table table) {}
}
