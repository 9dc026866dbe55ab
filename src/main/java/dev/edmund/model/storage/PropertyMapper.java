package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Gives the structural properties of an entity type their columns and tables. */
final class PropertyMapper {
  private final TableDraft table;
  private final Names tableNames;
  private final List<TableDraft> dependents;
  private final Flatness flatness;
  private final boolean offsets;

  /**
   * @param dependents receives the tables that collections and streams need
   * @param offsets whether points in time keep the offset that they came with
   */
  PropertyMapper(
      TableDraft table,
      Names tableNames,
      List<TableDraft> dependents,
      Flatness flatness,
      boolean offsets) {
    this.table = table;
    this.tableNames = tableNames;
    this.dependents = dependents;
    this.flatness = flatness;
    this.offsets = offsets;
  }

  PropertyStorage map(EdmProperty property) {
    String name = property.getName();
    return property.isCollection()
        ? collection(property, "")
        : value(table, name, name, property, property.isNullable());
  }

  /** The stream that a media entity is. */
  PropertyStorage.Stream media() {
    return stream("$value", "_media", null);
  }

  private PropertyStorage value(
      TableDraft into, String name, String columnName, EdmProperty property, boolean nullable) {
    EdmType type = property.getType();
    if (type.getKind() == EdmTypeKind.COMPLEX && isColumns(into, type)) {
      return complex(into, name, columnName, property, (EdmComplexType) type, nullable);
    }
    if (isStream(type) && into == table) {
      return stream(name, columnName, property);
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      Column column = into.add(columnName, ColumnType.JSON, nullable);
      return new PropertyStorage.Document(name, type, property, false, column);
    }
    Column column = into.add(columnName, columnType, nullable);
    Column offset =
        offsets && columnType == ColumnType.DATETIME
            ? into.add(columnName + "_offset", ColumnType.INTEGER, true)
            : null;
    return new PropertyStorage.Scalar(name, type, property, column, offset);
  }

  /** The members of a collection have no row id that collections and streams could hang on. */
  private boolean isColumns(TableDraft into, EdmType type) {
    return flatness.isFlat((EdmComplexType) type)
        && (into == table || !hasDependents((EdmComplexType) type));
  }

  private static boolean hasDependents(EdmComplexType type) {
    for (String name : type.getPropertyNames()) {
      EdmProperty part = (EdmProperty) type.getProperty(name);
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
      TableDraft into,
      String name,
      String columnName,
      EdmProperty property,
      EdmComplexType type,
      boolean nullable) {
    Column presence = into.add(columnName, ColumnType.BOOLEAN, nullable);
    List<PropertyStorage> parts = new ArrayList<>();
    for (String partName : type.getPropertyNames()) {
      EdmProperty part = (EdmProperty) type.getProperty(partName);
      parts.add(
          part.isCollection()
              ? collection(part, columnName + "_")
              : value(into, partName, columnName + "_" + partName, part, true));
    }
    return new PropertyStorage.Complex(name, type, property, presence, parts, Map.of());
  }

  private PropertyStorage collection(EdmProperty property, String prefix) {
    TableDraft values = dependent(prefix + property.getName());
    Column owner = values.add("_owner", ColumnType.INTEGER, false);
    Column ordinal = values.add("_ordinal", ColumnType.INTEGER, false);
    values.primaryKey(List.of(owner, ordinal));
    PropertyStorage member = value(values, "value", "value", property, true);
    return new PropertyStorage.Values(
        property.getName(), property, values.table(new Names()), owner, ordinal, member);
  }

  private PropertyStorage.Stream stream(
      String name, String columnName, @Nullable EdmProperty property) {
    TableDraft chunks = dependent(columnName);
    Column owner = chunks.add("_owner", ColumnType.INTEGER, false);
    Column ordinal = chunks.add("_ordinal", ColumnType.INTEGER, false);
    chunks.primaryKey(List.of(owner, ordinal));
    Column bytes = chunks.add("bytes", ColumnType.BINARY, false);
    return new PropertyStorage.Stream(
        name,
        property,
        table.add(columnName + "_type", ColumnType.TEXT, true),
        table.add(columnName + "_length", ColumnType.INTEGER, true),
        table.add(columnName + "_etag", ColumnType.TEXT, true),
        chunks.table(new Names()),
        owner,
        ordinal,
        bytes);
  }

  private TableDraft dependent(String suffix) {
    TableDraft draft = TableDraft.dependent(tableNames.unique(table.name() + "_" + suffix));
    dependents.add(draft);
    return draft;
  }
}
