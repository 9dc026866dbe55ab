package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Inserts of whole rows. */
public final class InsertSql {
  private InsertSql() {}

  /** The columns an insert binds: the row id, if there is one, and then all others. */
  public static List<Column> columns(Table table) {
    List<Column> columns = new ArrayList<>();
    Column rowId = table.rowId();
    if (rowId != null) {
      columns.add(rowId);
    }
    columns.addAll(table.columns());
    return columns;
  }

  /** The insert of one row with a value for each of {@link #columns}. */
  public static String row(Dialect dialect, Table table) {
    List<Column> columns = columns(table);
    return "INSERT INTO "
        + dialect.quote(table.name())
        + " ("
        + columns.stream().map(c -> dialect.quote(c.name())).collect(Collectors.joining(", "))
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  /** The same, doing nothing where a row with that primary key is there. */
  public static String rowOnce(Dialect dialect, Table table) {
    return row(dialect, table) + " ON CONFLICT DO NOTHING";
  }
}
