package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Questions about loaded rows: which breaks a key, which refers to nothing, how many there are. */
public final class CheckSql {
  private final Dialect dialect;

  public CheckSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The highest number in a column; 0 where there is none. */
  public String highest(Column column) {
    return "SELECT coalesce(max("
        + dialect.quote(column.name())
        + "), 0) FROM "
        + dialect.quote(column.table());
  }

  /**
   * The first row of a link's source that has a value and no row of the target to it: its row id
   * and the values of the pairs. The link has a referential constraint, so that its pairs lead from
   * the dependent columns to the principal ones.
   */
  public BoundSql unresolved(Link link, Column sourceRowId, Column targetRowId) {
    return unresolved(link, sourceRowId, targetRowId, "", List.of());
  }

  /** The same among the rows behind a row id. */
  public BoundSql unresolvedBehind(Link link, Column sourceRowId, Column targetRowId, long rowId) {
    return unresolved(link, sourceRowId, targetRowId, " > ?", List.of(rowId));
  }

  /** The same among the rows with these row ids. */
  public BoundSql unresolvedAmong(
      Link link, Column sourceRowId, Column targetRowId, List<Long> rowIds) {
    String marks = String.join(", ", Collections.nCopies(rowIds.size(), "?"));
    return unresolved(link, sourceRowId, targetRowId, " IN (" + marks + ")", rowIds);
  }

  private BoundSql unresolved(
      Link link, Column sourceRowId, Column targetRowId, String only, List<Long> rowIds) {
    HierarchyFrom source = new HierarchyFrom(dialect, sourceRowId, "s");
    HierarchyFrom target = new HierarchyFrom(dialect, targetRowId, "t");
    List<Object> binds = new ArrayList<>();
    List<String> given = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of(source.rowId()));
    for (Link.Pair pair : link.pairs()) {
      columns.add(source.column(pair.source()));
      given.add(source.column(pair.source()) + " IS NOT NULL");
      equal.add(target.column(pair.target()) + " = " + source.column(pair.source()));
    }
    for (Link.Guard guard : link.guards()) {
      given.add(source.column(guard.column()) + " = ?");
      binds.add(guard.value());
    }
    if (!only.isEmpty()) {
      given.add(source.rowId() + only);
      binds.addAll(rowIds);
    }
    Link.Guard home = link.home();
    if (home != null) {
      equal.add(target.column(home.column()) + " = ?");
      binds.add(home.value());
    }
    String sql =
        "SELECT "
            + String.join(", ", columns)
            + " FROM "
            + source.sql()
            + " WHERE "
            + String.join(" AND ", given)
            + " AND NOT EXISTS (SELECT 1 FROM "
            + target.sql()
            + " WHERE "
            + String.join(" AND ", equal)
            + ") ORDER BY 1 LIMIT 1";
    return new BoundSql(sql, binds);
  }

  /** The first and the last row id of rows that have the same values in a unique index. */
  public String duplicates(Table table, Table.Index index) {
    Column rowId = table.rowId();
    String rid = rowId == null ? "1" : dialect.quote(rowId.name());
    String columns =
        index.columns().stream()
            .map(c -> dialect.quote(c.name()))
            .collect(Collectors.joining(", "));
    String given =
        index.columns().stream()
            .map(c -> dialect.quote(c.name()) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return "SELECT min("
        + rid
        + "), max("
        + rid
        + ") FROM "
        + dialect.quote(table.name())
        + " WHERE "
        + given
        + " GROUP BY "
        + columns
        + " HAVING count(*) > 1 ORDER BY 1 LIMIT 1";
  }

  /** The highest row id of a table with row ids; 0 where it has no rows. */
  public String lastRowId(Table table) {
    String rowId = dialect.quote(Objects.requireNonNull(table.rowId()).name());
    return "SELECT coalesce(max(" + rowId + "), 0) FROM " + dialect.quote(table.name());
  }

  /** How many rows a type has, of all containers or, with one bind, of one. */
  public String count(Column rowId, java.util.Optional<Column> container) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    String where = container.map(c -> " WHERE " + from.column(c) + " = ?").orElse("");
    return "SELECT count(*) FROM " + from.sql() + where;
  }
}
