package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.sql.LinkSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds rows that are loaded. */
final class Finder {
  private final Handle handle;
  private final LinkSql sql;

  Finder(Handle handle, LinkSql sql) {
    this.handle = handle;
    this.sql = sql;
  }

  /** The row id of the row of a type with these values. */
  Optional<Long> rowId(EntityStorage type, List<Column> columns, List<Object> values) {
    return row(type, columns, values, List.of())
        .map(row -> ((Number) Objects.requireNonNull(row.get(0))).longValue());
  }

  /** The row id, and then the values of {@code wanted}. */
  Optional<List<Object>> row(
      EntityStorage type, List<Column> columns, List<Object> values, List<Column> wanted) {
    Query query = handle.createQuery(sql.find(type.rowId(), columns, wanted));
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query
        .map(
            (rows, context) -> {
              List<Object> row = new ArrayList<>();
              for (int i = 0; i <= wanted.size(); i++) {
                row.add(rows.getObject(i + 1));
              }
              return row;
            })
        .findFirst();
  }
}
