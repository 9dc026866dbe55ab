package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table while the mapping is worked out: navigation properties still add columns to it. */
final class TableDraft {
  private final String name;
  private final @Nullable Column rowId;
  private final @Nullable String parent;
  private final Names columnNames = new Names();
  private final List<Column> columns = new ArrayList<>();
  private final Map<List<Column>, Boolean> indexes = new LinkedHashMap<>();
  private List<Column> primaryKey = List.of();

  private TableDraft(String name, boolean withRowId, @Nullable String parent) {
    this.name = name;
    this.parent = parent;
    this.rowId =
        withRowId ? new Column(name, columnNames.unique("_rid"), ColumnType.INTEGER, false) : null;
  }

  /** The table of an entity type; {@code parent} is the table of its base type. */
  static TableDraft entity(String name, @Nullable String parent) {
    return new TableDraft(name, true, parent);
  }

  /** A table whose rows hang on other tables' rows. */
  static TableDraft dependent(String name) {
    return new TableDraft(name, false, null);
  }

  String name() {
    return name;
  }

  Column rowId() {
    if (rowId == null) {
      throw new IllegalStateException(name + " has no row id");
    }
    return rowId;
  }

  Column add(String wanted, ColumnType type, boolean nullable) {
    Column column = new Column(name, columnNames.unique(wanted), type, nullable);
    columns.add(column);
    return column;
  }

  /** Asks for an index; a unique one replaces a plain one over the same columns. */
  void index(List<Column> over, boolean unique) {
    indexes.merge(List.copyOf(over), unique, Boolean::logicalOr);
  }

  void primaryKey(List<Column> key) {
    primaryKey = List.copyOf(key);
  }

  Table table(Names indexNames) {
    List<Table.Index> built = new ArrayList<>();
    indexes.forEach(
        (over, unique) -> {
          StringBuilder wanted = new StringBuilder(name);
          over.forEach(c -> wanted.append("_").append(c.name()));
          built.add(new Table.Index(indexNames.unique(wanted.toString()), over, unique));
        });
    return new Table(name, rowId, parent, columns, primaryKey, built);
  }
}
