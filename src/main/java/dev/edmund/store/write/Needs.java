package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.store.Rows;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Names what keeps an entity from being removed. */
final class Needs {
  private static final int NAMED = 3;
  private static final Set<ColumnType> SHOWN =
      Set.of(ColumnType.GUID, ColumnType.TEXT, ColumnType.INTEGER);

  private Needs() {}

  /**
   * What a client reads.
   *
   * @param removed the type of what should be removed
   * @param needing the type of what needs it
   * @param navigation the navigation property by which it does
   * @param rowIds those that need it, at least one
   */
  static String message(
      Entities entities,
      FullQualifiedName removed,
      EntityStorage needing,
      String navigation,
      List<Long> rowIds) {
    StringJoiner keys = new StringJoiner(", ", ": ", "");
    keys.setEmptyValue("");
    if (needing.key().stream().allMatch(column -> SHOWN.contains(column.type()))) {
      rowIds.stream().limit(NAMED).forEach(rowId -> keys.add(key(entities, needing, rowId)));
      if (rowIds.size() > NAMED) {
        keys.add("…");
      }
    }
    return removed.getName()
        + " cannot be removed: "
        + rowIds.size()
        + " "
        + needing.name()
        + (rowIds.size() == 1 ? " needs" : " need")
        + " it by "
        + navigation
        + keys
        + ".";
  }

  private static String key(Entities entities, EntityStorage type, long rowId) {
    List<Column> key = type.key();
    if (key.isEmpty()) {
      return "one without a key";
    }
    List<String> names = type.type().getKeyPredicateNames();
    StringJoiner text = new StringJoiner(",", "(", ")");
    try (Rows rows = entities.session().query(entities.sql().row(type.rowId(), rowId, key))) {
      if (rows.next()) {
        for (int i = 0; i < key.size(); i++) {
          String value = String.valueOf(rows.value(i));
          String literal =
              key.get(i).type() == ColumnType.TEXT ? "'" + value.replace("'", "''") + "'" : value;
          text.add(key.size() == 1 ? literal : names.get(i) + "=" + literal);
        }
      }
    }
    return text.toString();
  }
}
