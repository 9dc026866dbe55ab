package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.store.ConstraintException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in the model's words which rule of a table a change breaks. */
final class Violations {
  private final Storage storage;

  Violations(Storage storage) {
    this.storage = storage;
  }

  /**
   * The answer.
   *
   * @param passing whether it may not happen when the same is tried again
   */
  ODataException answer(ConstraintException e, boolean passing) {
    return switch (e.kind()) {
      case UNIQUE -> unique(e, passing);
      case REQUIRED -> required(e);
      case REFERENCE ->
          new ODataException(
              ErrorCode.CONFLICT, "An entity that is referred to is not there, or is needed.", e);
      case OTHER ->
          new ODataException(
              ErrorCode.INVALID_VALUE, "A value is not allowed for its property.", e);
    };
  }

  private ODataException unique(ConstraintException e, boolean passing) {
    if (storage.tables().stream().anyMatch(table -> isRowId(table, e.place()))) {
      return ODataException.passing(ErrorCode.CONFLICT, "The row is there; try again.", e);
    }
    String message =
        broken(e.place())
            .orElse("There is an entity with the same values already, which must be unique.");
    return passing
        ? ODataException.passing(ErrorCode.CONFLICT, message, e)
        : new ODataException(ErrorCode.CONFLICT, message, e);
  }

  /** PostgreSQL names the index of a primary key after the table, cut to what fits. */
  private static boolean isRowId(Table table, String place) {
    return table.rowId() != null
        && place.endsWith("_pkey")
        && table.name().startsWith(place.substring(0, place.length() - "_pkey".length()));
  }

  private Optional<String> broken(String place) {
    for (EntityStorage type : storage.entities().values()) {
      for (Table.Index index : type.table().indexes()) {
        if (index.unique() && (index.name().equals(place) || columns(index).equals(place))) {
          String names = String.join(" and ", names(type, index.columns()));
          return Optional.of(
              "There is an entity of the type "
                  + type.name()
                  + " with the same "
                  + (names.isEmpty() ? "values" : names)
                  + " already.");
        }
      }
    }
    return Optional.empty();
  }

  private static String columns(Table.Index index) {
    return index.columns().stream()
        .map(c -> c.table() + "." + c.name())
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(EntityStorage type, List<Column> columns) {
    for (EntityStorage.AlternateKey key : type.alternateKeys()) {
      Set<Column> parts =
          key.parts().stream()
              .map(EntityStorage.AlternateKey.Part::column)
              .collect(Collectors.toSet());
      if (columns.containsAll(parts) && !Set.copyOf(type.key()).equals(parts)) {
        return key.parts().stream().map(EntityStorage.AlternateKey.Part::alias).toList();
      }
    }
    List<String> names = new ArrayList<>();
    columns.forEach(column -> path(type.properties().values(), column).ifPresent(names::add));
    return names;
  }

  /** The path of the property that a column belongs to. */
  private static Optional<String> path(
      Collection<? extends PropertyStorage> properties, Column column) {
    for (PropertyStorage property : properties) {
      Optional<String> inside =
          path(property.parts(), column).map(path -> property.name() + "/" + path);
      boolean here =
          property.asScalar().filter(s -> s.column().equals(column)).isPresent()
              || property.asDocument().filter(d -> d.column().equals(column)).isPresent();
      if (here || inside.isPresent()) {
        return inside.isPresent() ? inside : Optional.of(property.name());
      }
    }
    return Optional.empty();
  }

  private ODataException required(ConstraintException e) {
    for (EntityStorage type : storage.entities().values()) {
      for (Column column : type.table().columns()) {
        if (e.place().equals(column.table() + "." + column.name())) {
          String name = path(type.properties().values(), column).orElse("");
          return new ODataException(
              ErrorCode.INVALID_VALUE,
              name.isEmpty()
                  ? "An entity of the type " + type.name() + " needs a value that is missing."
                  : "The property " + name + " must have a value.",
              name.isEmpty() ? null : name);
        }
      }
    }
    return new ODataException(ErrorCode.INVALID_VALUE, "A value is missing.", e);
  }
}
