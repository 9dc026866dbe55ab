package dev.edmund.store.generate;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.CopySql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertSql;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** All rows of one table, as the driver gives them, integers as Long. */
record Rows(Table table, List<Column> columns, List<@Nullable Object[]> rows) {

  static Rows read(Handle handle, Dialect dialect, Table table) {
    List<Column> columns = InsertSql.columns(table);
    List<@Nullable Object[]> rows =
        handle
            .createQuery(CopySql.rows(dialect, table))
            .map(
                (result, context) -> {
                  @Nullable Object[] cells = new Object[columns.size()];
                  for (int i = 0; i < cells.length; i++) {
                    Object value = result.getObject(i + 1);
                    cells[i] = value instanceof Integer number ? Long.valueOf(number) : value;
                  }
                  return cells;
                })
            .list();
    return new Rows(table, columns, rows);
  }

  int index(Column column) {
    return columns.indexOf(column);
  }

  /** The row id, or what a row of a dependent table hangs on: always the first cell. */
  static long first(@Nullable Object[] cells) {
    return cells[0] instanceof Long number ? number : 0;
  }
}
