package dev.edmund.plan.operation;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.operand.Documents;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** The columns in the rows of an operation that make up values of a type. */
public final class ResultColumns {
  private static final String VALUE = "value";

  private ResultColumns() {}

  /** Whether an operation gives values rather than entities. */
  public static boolean isValue(EdmReturnType returned) {
    return returned.getType().getKind() != EdmTypeKind.ENTITY;
  }

  /**
   * The columns.
   *
   * @param names those that the rows have
   */
  public static List<Column> of(EdmType type, List<String> names) {
    if (!(type instanceof EdmComplexType complex) || Documents.isUndeclared(type)) {
      String first = names.isEmpty() ? VALUE : names.get(0);
      return List.of(new Column("", first, column(type), true));
    }
    List<Column> columns = new ArrayList<>();
    for (String property : complex.getPropertyNames()) {
      if (names.stream().anyMatch(property::equalsIgnoreCase)) {
        EdmProperty declared = (EdmProperty) complex.getProperty(property);
        ColumnType columnType =
            declared.isCollection() ? ColumnType.JSON : column(declared.getType());
        columns.add(new Column("", property, columnType, true));
      }
    }
    return columns;
  }

  public static boolean isStream(EdmType type) {
    return type.getKind() == EdmTypeKind.PRIMITIVE && type.getName().equals("Stream");
  }

  private static ColumnType column(EdmType type) {
    if (isStream(type)) {
      return ColumnType.BINARY;
    }
    ColumnType known = ColumnTypes.of(type);
    return known == null ? ColumnType.JSON : known;
  }
}
