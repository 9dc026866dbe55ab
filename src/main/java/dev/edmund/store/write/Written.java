package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.write.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows in the slots of a plan that was carried out. */
public record Written(Map<Integer, Entity> entities) {
  public Written {
    entities = Map.copyOf(entities);
  }

  /**
   * An entity.
   *
   * @param rowId of the slot's type
   * @param created whether the plan added it
   * @param row what the database has, where all of it is known; null where it has to be read
   */
  public record Entity(long rowId, boolean created, @Nullable KnownRow row) {

    /** The row that a query of this one entity gives; empty where it has to be read. */
    public Optional<List<@Nullable Object>> row(Query query) {
      return row == null ? Optional.empty() : row.of(query);
    }
  }

  /**
   * A row as it was written.
   *
   * @param table that alone has the columns of the entity, if a query is to be answered
   * @param values of its columns, as they were bound; a column that is not named has none
   */
  public record KnownRow(Table table, long rowId, Map<Column, Optional<Object>> values) {

    private Optional<List<@Nullable Object>> of(Query query) {
      boolean alone =
          query.joins().isEmpty()
              && query.from() instanceof Query.Rows rows
              && rows.table().name().equals(table.name());
      if (!alone) {
        return Optional.empty();
      }
      Map<String, Object> byName = byName();
      List<@Nullable Object> row = new ArrayList<>(query.columns().size());
      for (Term term : query.columns()) {
        if (!(term instanceof Term.Field field)) {
          return Optional.empty();
        }
        Object value = byName.get(field.column().name());
        boolean made = value == null && field.column().initial() != null;
        // How a database writes a binary fraction, it alone knows.
        if (made || value instanceof Double) {
          return Optional.empty();
        }
        row.add(value);
      }
      return Optional.of(row);
    }

    private Map<String, Object> byName() {
      Map<String, Object> byName = new HashMap<>();
      values.forEach(
          (column, value) -> {
            if (column.table().equals(table.name())) {
              value.ifPresent(v -> byName.put(column.name(), v));
            }
          });
      byName.put(Objects.requireNonNull(table.rowId(), "An entity has a row id").name(), rowId);
      return byName;
    }
  }

  /** The entity in a slot; empty where none was found. */
  public Optional<Entity> at(Slot slot) {
    return Optional.ofNullable(entities.get(slot.number()));
  }
}
