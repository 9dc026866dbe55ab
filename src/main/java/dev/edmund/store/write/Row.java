package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.sql.Assignment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns of an entity with what they hold, as the database has it; empty for null. */
final class Row {
  private Row() {}

  static Optional<Object> of(Map<Column, Optional<Object>> row, Column column) {
    Optional<Object> value = row.get(column);
    return value == null ? Optional.empty() : value;
  }

  static boolean isSame(Optional<Object> a, Optional<Object> b) {
    return (a.isPresent() && b.isPresent()) ? Stored.isSame(a.get(), b.get()) : a.equals(b);
  }

  /** Adds a cell where a column becomes something else than it is. */
  static void put(
      List<Assignment> cells, Column column, Optional<Object> is, Optional<Object> becomes) {
    if (!isSame(is, becomes)) {
      cells.add(
          becomes
              .map(value -> Assignment.of(column, value))
              .orElseGet(() -> Assignment.nothing(column)));
    }
  }

  /** A row with cells written into it. */
  static Map<Column, Optional<Object>> with(
      Map<Column, Optional<Object>> row, List<Assignment> cells) {
    Map<Column, Optional<Object>> all = new HashMap<>(row);
    cells.forEach(cell -> all.put(cell.column(), Optional.ofNullable(cell.value())));
    return all;
  }
}
