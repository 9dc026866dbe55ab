package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that follow an entity reference and tie two rows together. */
public final class LinkSql {
  private final Dialect dialect;

  public LinkSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Reads {@code wanted} of the row of a type that has a bind's value in each of {@code key}. */
  public String find(Column rowId, List<Column> key, List<Column> wanted) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    List<String> columns = new ArrayList<>(List.of(from.rowId()));
    wanted.forEach(c -> columns.add(from.column(c)));
    List<String> equal = new ArrayList<>();
    key.forEach(c -> equal.add(from.column(c) + " = ?"));
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + from.sql()
        + (equal.isEmpty() ? "" : " WHERE " + String.join(" AND ", equal))
        + " LIMIT 1";
  }

  /**
   * The same for many rows at once, with the number of the bound key in front of each.
   *
   * @param rows how many keys are bound, one behind the other
   */
  public String findAll(Column rowId, List<Column> key, List<Column> wanted, int rows) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    List<String> columns = new ArrayList<>(List.of("v.n", from.rowId()));
    wanted.forEach(c -> columns.add(from.column(c)));
    List<String> equal = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("n"));
    for (int i = 0; i < key.size(); i++) {
      names.add("k" + i);
      equal.add(from.column(key.get(i)) + " = v.k" + i);
    }
    List<String> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      values.add("(" + row + ", ?".repeat(key.size()) + ")");
    }
    return "WITH v ("
        + String.join(", ", names)
        + ") AS (VALUES "
        + String.join(", ", values)
        + ") SELECT "
        + String.join(", ", columns)
        + " FROM v, "
        + from.sql()
        + " WHERE "
        + String.join(" AND ", equal);
  }

  /**
   * Reads the row id and the key of all rows of a type, those of a container, the only bind, where
   * the type has one.
   */
  public String keys(Column rowId, List<Column> key, @Nullable Column container) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    List<String> columns = new ArrayList<>(List.of(from.rowId()));
    key.forEach(c -> columns.add(from.column(c)));
    String where = container == null ? "" : " WHERE " + from.column(container) + " = ?";
    return "SELECT " + String.join(", ", columns) + " FROM " + from.sql() + where;
  }

  /** Sets columns of one table, bound in their order, in the row whose id is the last bind. */
  public String set(List<Column> columns, String rowIdName) {
    List<String> sets = new ArrayList<>();
    columns.forEach(c -> sets.add(dialect.quote(c.name()) + " = ?"));
    return "UPDATE "
        + dialect.quote(columns.get(0).table())
        + " SET "
        + String.join(", ", sets)
        + " WHERE "
        + dialect.quote(rowIdName)
        + " = ?";
  }
}
