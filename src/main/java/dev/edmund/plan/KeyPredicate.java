package dev.edmund.plan;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.request.expr.KeyValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** The canonical text of a key predicate (Part 2, 4.3.1), percent-encoded. */
public final class KeyPredicate {
  private KeyPredicate() {}

  static String text(List<KeyValue> values) {
    if (values.size() == 1) {
      return "(" + literal(values.get(0)) + ")";
    }
    return values.stream()
        .map(v -> v.name() + "=" + literal(v))
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String literal(KeyValue value) {
    EdmType type = value.value().type();
    String text = String.valueOf(value.value().text());
    return type == null ? text : prefix(type) + encoded(type, text) + suffix(type);
  }

  /** What stands before the value of a key literal of that type. */
  public static String prefix(EdmType type) {
    if (type.getKind() == EdmTypeKind.ENUM) {
      return type.getFullQualifiedName() + "'";
    }
    ColumnType column = ColumnTypes.of(type);
    if (column == null) {
      return "";
    }
    return switch (column) {
      case TEXT -> "'";
      case DURATION -> "duration'";
      case BINARY -> "binary'";
      default -> "";
    };
  }

  /** What stands behind the value of a key literal of that type. */
  public static String suffix(EdmType type) {
    return prefix(type).isEmpty() ? "" : "'";
  }

  /** The value itself, with quotes doubled and percent-encoded; most types need neither. */
  public static String encoded(EdmType type, String text) {
    boolean free = ColumnTypes.of(type) == ColumnType.TEXT;
    if (!free && type.getKind() != EdmTypeKind.ENUM) {
      return text;
    }
    return URLEncoder.encode(free ? text.replace("'", "''") : text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%27", "'");
  }
}
