package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of the rows, and done to them, when tables become those of another mapping. */
public final class ChangeSql {
  private final Dialect dialect;

  public ChangeSql(Dialect dialect) {
    this.dialect = dialect;
  }

  public String count(String table) {
    return "SELECT count(*) FROM " + dialect.quote(table);
  }

  /** How many rows have a value in a column and no row of the same row id in the tables given. */
  public String countValues(String table, String column, List<Column> takers) {
    StringBuilder sql = new StringBuilder(count(table)).append(" t WHERE ").append(in(column));
    sql.append(" IS NOT NULL");
    for (Column rowId : takers) {
      sql.append(" AND NOT EXISTS (").append(sameRow("1", rowId)).append(")");
    }
    return sql.toString();
  }

  /**
   * How many rows would have nothing in a new column.
   *
   * @param within counts only rows that have something in this column; null for all rows
   * @param sources the columns of the same name that are copied, with the row id of each
   */
  public String countWithout(String table, @Nullable String within, List<Source> sources) {
    List<String> conditions = new ArrayList<>();
    if (within != null) {
      conditions.add(in(within) + " IS NOT NULL");
    }
    for (Source source : sources) {
      conditions.add("(" + sameRow(dialect.quote(source.column()), source.rowId()) + ") IS NULL");
    }
    return count(table)
        + " t"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  /** A column whose values are copied from, and the row id of its table. */
  public record Source(Column rowId, String column) {}

  /** How many rows have nothing in a column. */
  public String countNulls(String table, String column, @Nullable String within) {
    return count(table) + " t WHERE " + isNull(column, within);
  }

  /** The key of the first row that has nothing in a column. */
  public String firstNull(String table, List<String> key, String column, @Nullable String within) {
    return "SELECT " + ins(key) + from(table) + " WHERE " + isNull(column, within) + byFirst(key);
  }

  private String isNull(String column, @Nullable String within) {
    return in(column) + " IS NULL" + (within == null ? "" : " AND " + in(within) + " IS NOT NULL");
  }

  private static String byFirst(List<String> key) {
    return key.isEmpty() ? " LIMIT 1" : " ORDER BY 1 LIMIT 1";
  }

  /** A column's values, and behind each the columns that identify its row. */
  public String values(String table, String column, List<String> identity) {
    List<String> columns = new ArrayList<>(List.of(column));
    columns.addAll(identity);
    return "SELECT " + ins(columns) + from(table) + " WHERE " + in(column) + " IS NOT NULL";
  }

  /** Sets one column of one row, which is given by the columns that identify it. */
  public String setOne(String table, String column, List<String> identity) {
    return "UPDATE "
        + dialect.quote(table)
        + " SET "
        + dialect.quote(column)
        + " = ? WHERE "
        + identity.stream()
            .map(i -> dialect.quote(i) + " = ?")
            .collect(Collectors.joining(" AND "));
  }

  /** Gives rows that have nothing in a column a value. */
  public BoundSql fill(String table, String column, Object value, @Nullable String within) {
    String sql =
        "UPDATE "
            + dialect.quote(table)
            + " SET "
            + dialect.quote(column)
            + " = ? WHERE "
            + dialect.quote(column)
            + " IS NULL"
            + (within == null ? "" : " AND " + dialect.quote(within) + " IS NOT NULL");
    return new BoundSql(sql, List.of(value));
  }

  /** Copies values from columns of other tables of the same hierarchy, row id by row id. */
  public String copy(Column target, Column rowId, List<Source> sources) {
    List<String> values =
        sources.stream()
            .map(
                s ->
                    "(SELECT s."
                        + dialect.quote(s.column())
                        + " FROM "
                        + dialect.quote(s.rowId().table())
                        + " s WHERE s."
                        + dialect.quote(s.rowId().name())
                        + " = "
                        + dialect.quote(target.table())
                        + "."
                        + dialect.quote(rowId.name())
                        + ")")
            .toList();
    return "UPDATE "
        + dialect.quote(target.table())
        + " SET "
        + dialect.quote(target.name())
        + " = "
        + (values.size() == 1 ? values.get(0) : "COALESCE(" + String.join(", ", values) + ")");
  }

  /** A column of a table that is filled anew: from a column of the old one, or with a value. */
  public record Part(String column, @Nullable String from, @Nullable Object value) {}

  /** Fills a table from another. */
  public BoundSql insert(String into, List<Part> parts, String from) {
    List<Object> binds = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Part part : parts) {
      if (part.from() != null) {
        values.add(dialect.quote(part.from()));
      } else if (part.value() != null) {
        values.add("?");
        binds.add(part.value());
      } else {
        values.add("NULL");
      }
    }
    String sql =
        "INSERT INTO "
            + dialect.quote(into)
            + " ("
            + parts.stream().map(p -> dialect.quote(p.column())).collect(Collectors.joining(", "))
            + ") SELECT "
            + String.join(", ", values)
            + " FROM "
            + dialect.quote(from);
    return new BoundSql(sql, binds);
  }

  /** How many rows of one table have a row with the same row id in another. */
  public String countShared(Column rowId, Column other) {
    return count(rowId.table())
        + " t WHERE EXISTS (SELECT 1 FROM "
        + dialect.quote(other.table())
        + " s WHERE s."
        + dialect.quote(other.name())
        + " = "
        + in(rowId.name())
        + ")";
  }

  /** How many rows hold something else than the values that are kept. */
  public BoundSql countOthers(String table, String column, List<Object> kept) {
    return new BoundSql(count(table) + " WHERE " + dialect.quote(column) + notIn(kept), kept);
  }

  public BoundSql deleteOthers(String table, String column, List<Object> kept) {
    return new BoundSql(
        "DELETE FROM " + dialect.quote(table) + " WHERE " + dialect.quote(column) + notIn(kept),
        kept);
  }

  private static String notIn(List<Object> kept) {
    return " NOT IN (" + String.join(", ", Collections.nCopies(kept.size(), "?")) + ")";
  }

  /** Deletes rows that refer to a row that is not there. */
  public String deleteOrphans(Column reference, Column rowId) {
    return "DELETE FROM "
        + dialect.quote(reference.table())
        + " WHERE "
        + dangling(reference, rowId);
  }

  /** The same for the rows of one container. */
  public BoundSql deleteOrphans(Column reference, Column rowId, Column container, Object id) {
    String sql =
        deleteOrphans(reference, rowId) + " AND " + dialect.quote(container.name()) + " = ?";
    return new BoundSql(sql, List.of(id));
  }

  /** Empties references to rows that are not there. */
  public String clearOrphans(Column reference, Column rowId) {
    String column = dialect.quote(reference.name());
    return "UPDATE "
        + dialect.quote(reference.table())
        + " SET "
        + column
        + " = NULL WHERE "
        + column
        + " IS NOT NULL AND "
        + dangling(reference, rowId);
  }

  /** The same for references that say where they lead, which is emptied with them. */
  public BoundSql clearOrphans(Column reference, Column rowId, Column type, Object id) {
    String sql =
        "UPDATE "
            + dialect.quote(reference.table())
            + " SET "
            + dialect.quote(reference.name())
            + " = NULL, "
            + dialect.quote(type.name())
            + " = NULL WHERE "
            + dialect.quote(type.name())
            + " = ? AND "
            + dangling(reference, rowId);
    return new BoundSql(sql, List.of(id));
  }

  private String dangling(Column reference, Column rowId) {
    return dialect.quote(reference.name())
        + " NOT IN (SELECT "
        + dialect.quote(rowId.name())
        + " FROM "
        + dialect.quote(rowId.table())
        + ")";
  }

  /** How many groups of rows have the same values in columns that are to be unique. */
  public String duplicates(Table table, List<String> columns) {
    String given =
        columns.stream().map(c -> in(c) + " IS NOT NULL").collect(Collectors.joining(" AND "));
    return "SELECT count(*) FROM (SELECT 1"
        + from(table.name())
        + " WHERE "
        + given
        + " GROUP BY "
        + ins(columns)
        + " HAVING count(*) > 1) d";
  }

  private String sameRow(String what, Column rowId) {
    return "SELECT "
        + what
        + " FROM "
        + dialect.quote(rowId.table())
        + " s WHERE s."
        + dialect.quote(rowId.name())
        + " = "
        + in(rowId.name());
  }

  private static String from(String table, Dialect dialect) {
    return " FROM " + dialect.quote(table) + " t";
  }

  private String from(String table) {
    return from(table, dialect);
  }

  private String in(String column) {
    return "t." + dialect.quote(column);
  }

  private String ins(List<String> columns) {
    return columns.stream().map(this::in).collect(Collectors.joining(", "));
  }
}
