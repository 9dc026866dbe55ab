package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that create and drop what a storage mapping asks for. */
public final class SchemaSql {
  private final Dialect dialect;

  public SchemaSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A {@code CREATE TABLE} for each table, in the order of the mapping. */
  public List<String> tables(Storage storage) {
    return storage.tables().stream().map(this::table).toList();
  }

  /**
   * What makes each index of each table. They are apart from the tables because a bulk load is
   * several times faster without them.
   */
  public List<String> indexes(Storage storage) {
    return storage.tables().stream()
        .flatMap(table -> table.indexes().stream().flatMap(index -> index(table, index).stream()))
        .toList();
  }

  /** One column a line. */
  public String table(Table table) {
    return table(table, table.name());
  }

  /** The same under another name. */
  public String table(Table table, String name) {
    List<String> lines = new ArrayList<>();
    Column rowId = table.rowId();
    if (rowId != null) {
      lines.add(dialect.quote(rowId.name()) + " " + dialect.rowIdType());
    }
    for (Column column : table.columns()) {
      lines.add(column(column) + (column.nullable() ? "" : " NOT NULL") + initial(column));
    }
    boolean clustered = rowId == null && !table.primaryKey().isEmpty();
    if (clustered) {
      lines.add("PRIMARY KEY (" + names(table.primaryKey()) + ")");
    }
    return "CREATE TABLE "
        + dialect.quote(name)
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n)"
        + (clustered ? dialect.clustered() : "");
  }

  /** The statements that make an index, most often one. */
  public List<String> index(Table table, Table.Index index) {
    return index.words() ? dialect.words().create(table, index) : List.of(ordered(table, index));
  }

  private String ordered(Table table, Table.Index index) {
    return (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
        + dialect.quote(index.name())
        + " ON "
        + dialect.quote(table.name())
        + " ("
        + indexed(table, index).stream().map(dialect::indexed).collect(Collectors.joining(", "))
        + ")";
  }

  /** With the row id, rows of equal values are in the order of pages. */
  private List<Column> indexed(Table table, Table.Index index) {
    List<Column> columns = new ArrayList<>(index.columns());
    Column rowId = table.rowId();
    if (rowId != null && !index.unique() && !dialect.indexesEndWithRowIds()) {
      columns.add(rowId);
    }
    return columns;
  }

  public String dropTable(String name) {
    return "DROP TABLE IF EXISTS " + dialect.quote(name);
  }

  public String renameTable(String from, String to) {
    return "ALTER TABLE " + dialect.quote(from) + " RENAME TO " + dialect.quote(to);
  }

  /**
   * Adds a column. It may be null, whatever the mapping says, unless the database itself has a
   * value for the rows that are there.
   */
  public String addColumn(Column column) {
    return "ALTER TABLE "
        + dialect.quote(column.table())
        + " ADD COLUMN "
        + column(column)
        + (column.initial() == null || column.nullable() ? "" : " NOT NULL")
        + initial(column);
  }

  private static String initial(Column column) {
    return column.initial() == null ? "" : " DEFAULT " + column.initial();
  }

  public String dropColumn(String table, String column) {
    return "ALTER TABLE " + dialect.quote(table) + " DROP COLUMN " + dialect.quote(column);
  }

  public List<String> dropIndex(Table.Index index) {
    return dropIndex(index.name(), index.words());
  }

  /**
   * The statements that take an index away, or do nothing where there is none.
   *
   * @param words whether it is one of words
   */
  public List<String> dropIndex(String name, boolean words) {
    return words
        ? dialect.words().drop(name)
        : List.of("DROP INDEX IF EXISTS " + dialect.quote(name));
  }

  private String column(Column column) {
    return dialect.quote(column.name()) + " " + dialect.columnType(column.type());
  }

  private String names(List<Column> columns) {
    return columns.stream().map(c -> dialect.quote(c.name())).collect(Collectors.joining(", "));
  }
}
