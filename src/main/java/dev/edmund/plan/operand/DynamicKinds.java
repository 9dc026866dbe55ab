package dev.edmund.plan.operand;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.query.DynamicKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** What an undeclared value is taken as where a value of a known type is needed. */
public final class DynamicKinds {
  private DynamicKinds() {}

  public static DynamicKind of(EdmType type) {
    ColumnType columnType = type.getKind() == EdmTypeKind.ENUM ? null : ColumnTypes.of(type);
    if (columnType == null) {
      throw ODataException.notImplemented(
          "A dynamic property where " + type.getName() + " is needed", type.getName());
    }
    return of(columnType);
  }

  public static DynamicKind of(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DynamicKind.BOOLEAN;
      case INTEGER, DECIMAL -> DynamicKind.NUMBER;
      case DOUBLE -> DynamicKind.DOUBLE;
      case TEXT -> DynamicKind.TEXT;
      case GUID -> DynamicKind.GUID;
      case DATETIME -> DynamicKind.DATETIME;
      case DATE -> DynamicKind.DATE;
      case TIME -> DynamicKind.TIME;
      case DURATION -> DynamicKind.DURATION;
      case BINARY -> DynamicKind.BINARY;
      case GEO, JSON ->
          throw ODataException.notImplemented(
              "A dynamic property where a geo value is needed", null);
    };
  }
}
