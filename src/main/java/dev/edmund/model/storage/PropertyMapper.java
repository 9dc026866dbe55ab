package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Gives the structural properties of an entity type their columns and tables. */
final class PropertyMapper {
  private final TableDraft table;
  private final Names tableNames;
  private final List<TableDraft> dependents;

  /** {@code dependents} receives the tables that collections need. */
  PropertyMapper(TableDraft table, Names tableNames, List<TableDraft> dependents) {
    this.table = table;
    this.tableNames = tableNames;
    this.dependents = dependents;
  }

  PropertyStorage map(EdmProperty property) {
    if (property.isCollection()) {
      return collection(property, "");
    }
    String name = property.getName();
    return value(table, name, name, property, property.isNullable(), Set.of());
  }

  private PropertyStorage value(
      TableDraft into,
      String name,
      String columnName,
      EdmProperty property,
      boolean nullable,
      Set<String> within) {
    EdmType type = property.getType();
    if (type.getKind() == EdmTypeKind.COMPLEX) {
      return complex(into, name, columnName, property, (EdmComplexType) type, nullable, within);
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      return new PropertyStorage.Unsupported(
          name, property, "the type " + type.getFullQualifiedName());
    }
    return new PropertyStorage.Scalar(
        name, type, property, into.add(columnName, columnType, nullable));
  }

  private PropertyStorage complex(
      TableDraft into,
      String name,
      String columnName,
      EdmProperty property,
      EdmComplexType type,
      boolean nullable,
      Set<String> within) {
    String typeName = type.getFullQualifiedName().toString();
    if (type.isOpenType() || within.contains(typeName)) {
      return new PropertyStorage.Unsupported(
          name, property, "the open or recursive complex type " + typeName);
    }
    Set<String> inside = new LinkedHashSet<>(within);
    inside.add(typeName);
    Column presence = into.add(columnName, ColumnType.BOOLEAN, nullable);
    List<PropertyStorage> parts = new ArrayList<>();
    for (String partName : type.getPropertyNames()) {
      EdmProperty part = (EdmProperty) type.getProperty(partName);
      if (part.isCollection() && into == table) {
        parts.add(collection(part, columnName + "_"));
      } else if (part.isCollection()) {
        parts.add(
            new PropertyStorage.Unsupported(
                partName, part, "a collection inside the members of a collection"));
      } else {
        parts.add(value(into, partName, columnName + "_" + partName, part, true, inside));
      }
    }
    return new PropertyStorage.Complex(name, type, property, presence, parts);
  }

  private PropertyStorage collection(EdmProperty property, String prefix) {
    TableDraft values =
        TableDraft.dependent(tableNames.unique(table.name() + "_" + prefix + property.getName()));
    Column owner = values.add("_owner", ColumnType.INTEGER, false);
    Column ordinal = values.add("_ordinal", ColumnType.INTEGER, false);
    values.primaryKey(List.of(owner, ordinal));
    PropertyStorage member = value(values, "value", "value", property, true, Set.of());
    dependents.add(values);
    return new PropertyStorage.Values(
        property.getName(), property, values.table(new Names()), owner, ordinal, member);
  }
}
