package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.Place;
import dev.edmund.sql.CheckSql;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds the line of a row whose key another row has. */
final class KeyCheck {
  private final Target target;

  KeyCheck(Target target) {
    this.target = target;
  }

  private record Pair(long first, long last) {}

  void check(Handle handle, Table table, Table.Index index) {
    String sql = new CheckSql(target.dialect()).duplicates(table, index);
    Optional<Pair> found =
        handle
            .createQuery(sql)
            .map((rows, context) -> new Pair(rows.getLong(1), rows.getLong(2)))
            .findFirst();
    if (found.isPresent()) {
      String root = target.root(table);
      Place first = target.origins().of(root, found.get().first());
      Place last = target.origins().of(root, found.get().last());
      throw last.problem(columns(index), "the row at " + first + " has the same key");
    }
  }

  /** The columns of an index that people know. */
  static String columns(Table.Index index) {
    return index.columns().stream()
        .map(Column::name)
        .filter(name -> !name.startsWith("_container") && !name.startsWith("_owner"))
        .collect(Collectors.joining(", "));
  }
}
