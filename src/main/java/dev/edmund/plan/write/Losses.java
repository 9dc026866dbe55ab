package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.write.LinkEnds.Holder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the columns of an entity get that lead to something no longer. */
final class Losses {
  private Losses() {}

  /**
   * The cells; none where the entity cannot do without.
   *
   * @param columns those that lead there
   * @param link one of the navigation properties that do
   * @param defaults whether the properties get their defaults, else null
   */
  static List<Cell> of(
      Storage storage, EntityStorage entity, List<Column> columns, Link link, boolean defaults) {
    List<Cell> cells = new ArrayList<>();
    for (Column column : columns) {
      if (!isShared(storage, entity, column, columns)) {
        Optional<Cell> standard = defaults ? standard(entity, column) : Optional.empty();
        if (standard.isPresent()) {
          cells.add(standard.get());
        } else if (column.nullable() && !entity.key().contains(column)) {
          cells.add(Cell.empty(column));
        }
      }
    }
    if (!cells.isEmpty()) {
      link.guards().stream()
          .filter(guard -> guard.column().nullable())
          .forEach(guard -> cells.add(Cell.empty(guard.column())));
    }
    return cells;
  }

  /** Whether another navigation property leads somewhere by the same column and others. */
  private static boolean isShared(
      Storage storage, EntityStorage entity, Column column, List<Column> columns) {
    return LinkEnds.all(entity).stream()
        .filter(other -> LinkEnds.holder(other, storage) == Holder.SOURCE)
        .map(other -> LinkEnds.dependents(other, Holder.SOURCE))
        .anyMatch(other -> other.contains(column) && !other.equals(columns));
  }

  private static Optional<Cell> standard(EntityStorage entity, Column column) {
    return scalar(entity.properties().values(), column)
        .filter(scalar -> scalar.property().getDefaultValue() != null)
        .map(
            scalar ->
                Cell.of(column, Values.parse(scalar.type(), scalar.property().getDefaultValue())));
  }

  private static Optional<PropertyStorage.Scalar> scalar(
      Collection<PropertyStorage> properties, Column column) {
    for (PropertyStorage property : properties) {
      Optional<PropertyStorage.Scalar> found =
          property.asScalar().filter(scalar -> scalar.column().equals(column));
      if (found.isEmpty()) {
        found = scalar(property.parts(), column);
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
