package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Gives the structural properties of an entity type their columns and tables. */
final class PropertyMapper {
  private final TableDraft table;
  private final Tables tables;
  private final Flatness flatness;
  private final StorageBuilder.Wishes wishes;
  private final Set<String> keyPaths;

  /**
   * @param tables receives the tables that collections and streams need
   * @param keyPaths the paths of key properties; what they lead through is kept in columns
   */
  PropertyMapper(
      TableDraft table,
      Tables tables,
      Flatness flatness,
      StorageBuilder.Wishes wishes,
      Set<String> keyPaths) {
    this.table = table;
    this.tables = tables;
    this.flatness = flatness;
    this.wishes = wishes;
    this.keyPaths = Set.copyOf(keyPaths);
  }

  /**
   * A value on its way into columns.
   *
   * @param path what it is in the model; columns are told apart by it
   * @param column what its column is called
   * @param given whether the model says so
   */
  private record Place(TableDraft into, String path, String column, boolean given) {
    Place part(String name, String columnPart) {
      return new Place(into, path + "/" + name, column + "_" + columnPart, false);
    }

    Column add(ColumnType type, boolean nullable) {
      return given
          ? into.addGiven(column, path, type, nullable)
          : into.add(column, path, type, nullable);
    }

    /** A column beside the value's own; no path of a model has an {@code @}. */
    Column beside(String what, ColumnType type) {
      return into.add(column + "_" + what, path + "@" + what, type, true);
    }
  }

  /** Where a property of {@code owner} is kept, which is the entity type or a base type of it. */
  PropertyStorage map(EdmStructuredType owner, EdmProperty property) {
    String name = property.getName();
    String given = wishes.column(owner, name).orElse(null);
    Place place = new Place(table, name, given == null ? name : given, given != null);
    return property.isCollection()
        ? collection(property, place)
        : value(place, name, property, property.isNullable());
  }

  /** The stream that a media entity is. */
  PropertyStorage.Stream media() {
    return stream("$value", new Place(table, "$value", "_media", false), null);
  }

  private PropertyStorage value(Place place, String name, EdmProperty property, boolean nullable) {
    EdmType type = property.getType();
    if (type.getKind() == EdmTypeKind.COMPLEX && isColumns(place, (EdmComplexType) type)) {
      return complex(place, name, property, (EdmComplexType) type, nullable);
    }
    if (isStream(type) && place.into == table) {
      return stream(name, place, property);
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      Column column = place.add(ColumnType.JSON, nullable);
      return new PropertyStorage.Document(name, type, property, false, column);
    }
    Column column = place.add(columnType, nullable);
    Column offset =
        wishes.offsets() && columnType == ColumnType.DATETIME
            ? place.beside("offset", ColumnType.INTEGER)
            : null;
    return new PropertyStorage.Scalar(name, type, property, column, offset);
  }

  /** The members of a collection have no row id that collections and streams could hang on. */
  private boolean isColumns(Place place, EdmComplexType type) {
    if (place.into != table) {
      return flatness.isFlat(type) && !hasDependents(type);
    }
    return flatness.isFlat(type)
        || keyPaths.stream().anyMatch(path -> path.startsWith(place.path + "/"));
  }

  private static boolean hasDependents(EdmComplexType type) {
    for (String name : type.getPropertyNames()) {
      EdmProperty part = type.getStructuralProperty(name);
      EdmType partType = part.getType();
      if (part.isCollection() || isStream(partType)) {
        return true;
      }
      if (partType.getKind() == EdmTypeKind.COMPLEX && hasDependents((EdmComplexType) partType)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStream(EdmType type) {
    return type.getKind() == EdmTypeKind.PRIMITIVE && type.getName().equals("Stream");
  }

  private PropertyStorage complex(
      Place place, String name, EdmProperty property, EdmComplexType type, boolean nullable) {
    Column presence = place.add(ColumnType.BOOLEAN, nullable);
    List<PropertyStorage> parts = new ArrayList<>();
    for (String partName : type.getPropertyNames()) {
      EdmProperty part = type.getStructuralProperty(partName);
      Place at = place.part(partName, wishes.column(type, partName).orElse(partName));
      parts.add(
          part.isCollection()
              ? collection(part, at)
              // In a null value its parts are null, whatever they declare.
              : value(at, partName, part, true));
    }
    return new PropertyStorage.Complex(name, type, property, presence, parts, Map.of());
  }

  private PropertyStorage collection(EdmProperty property, Place place) {
    TableDraft values = tables.dependent(table, place.column, place.path);
    Column owner = values.addOwn("_owner", ColumnType.INTEGER, false);
    Column ordinal = values.addOwn("_ordinal", ColumnType.INTEGER, false);
    values.primaryKey(List.of(owner, ordinal));
    PropertyStorage member =
        value(new Place(values, "value", "value", false), "value", property, true);
    return new PropertyStorage.Values(
        property.getName(), property, tables.build(values), owner, ordinal, member);
  }

  private PropertyStorage.Stream stream(String name, Place place, @Nullable EdmProperty property) {
    TableDraft chunks = tables.dependent(table, place.column, place.path);
    Column owner = chunks.addOwn("_owner", ColumnType.INTEGER, false);
    Column ordinal = chunks.addOwn("_ordinal", ColumnType.INTEGER, false);
    chunks.primaryKey(List.of(owner, ordinal));
    Column bytes = chunks.add("bytes", "bytes", ColumnType.BINARY, false);
    return new PropertyStorage.Stream(
        name,
        property,
        place.beside("type", ColumnType.TEXT),
        place.beside("length", ColumnType.INTEGER),
        place.beside("etag", ColumnType.TEXT),
        tables.build(chunks),
        owner,
        ordinal,
        bytes);
  }
}
