package dev.edmund.store.generate;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import java.util.Set;

/** Makes copies differ in what people filter and sort by: names and points in time. */
final class Variety {
  private static final Set<String> NAMES = Set.of("name", "fullname", "subject", "displayName");

  private Variety() {}

  static TableCopy.Cell cell(EntityStorage type, Column column) {
    if (column.type() == ColumnType.DATETIME) {
      return (value, row, n, limit) -> Shift.hours((String) value, n);
    }
    for (String name : NAMES) {
      PropertyStorage property = type.properties().get(name);
      if (property != null && column.type() == ColumnType.TEXT) {
        PropertyStorage.Scalar scalar = property.asScalar().orElse(null);
        if (scalar != null && scalar.column().equals(column)) {
          Integer maxLength = scalar.property().getMaxLength();
          int most = maxLength == null ? Integer.MAX_VALUE : maxLength;
          return (value, row, n, limit) -> named((String) value, n, most);
        }
      }
    }
    return TableCopy.KEEP;
  }

  private static String named(String name, long n, int most) {
    String longer = name + " " + n;
    return longer.length() <= most ? longer : name;
  }
}
