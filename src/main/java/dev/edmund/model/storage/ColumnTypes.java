package dev.edmund.model.storage;

import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Which column type holds the values of a primitive type. */
public final class ColumnTypes {
  private static final Map<String, ColumnType> BY_NAME =
      Map.ofEntries(
          Map.entry("Boolean", ColumnType.BOOLEAN),
          Map.entry("Byte", ColumnType.INTEGER),
          Map.entry("SByte", ColumnType.INTEGER),
          Map.entry("Int16", ColumnType.INTEGER),
          Map.entry("Int32", ColumnType.INTEGER),
          Map.entry("Int64", ColumnType.INTEGER),
          Map.entry("Single", ColumnType.DOUBLE),
          Map.entry("Double", ColumnType.DOUBLE),
          Map.entry("Decimal", ColumnType.DECIMAL),
          Map.entry("String", ColumnType.TEXT),
          Map.entry("Guid", ColumnType.GUID),
          Map.entry("DateTimeOffset", ColumnType.DATETIME),
          Map.entry("Date", ColumnType.DATE),
          Map.entry("TimeOfDay", ColumnType.TIME),
          Map.entry("Duration", ColumnType.DURATION),
          Map.entry("Binary", ColumnType.BINARY));

  private ColumnTypes() {}

  /** The column type for a primitive, enumeration or type definition; null where there is none. */
  public static @Nullable ColumnType of(EdmType type) {
    EdmTypeKind kind = type.getKind();
    if (kind == EdmTypeKind.DEFINITION) {
      return of(((EdmTypeDefinition) type).getUnderlyingType());
    }
    if (kind == EdmTypeKind.ENUM) {
      return ColumnType.INTEGER;
    }
    if (kind == EdmTypeKind.PRIMITIVE && type.getName().startsWith("Geo")) {
      return ColumnType.GEO;
    }
    return kind == EdmTypeKind.PRIMITIVE ? BY_NAME.get(type.getName()) : null;
  }
}
