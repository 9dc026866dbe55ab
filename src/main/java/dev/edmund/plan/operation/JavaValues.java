package dev.edmund.plan.operation;

import dev.edmund.core.operation.EntityReference;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.operand.Documents;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.ValueReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Values as operations in Java get and give them. */
public record JavaValues(Edm edm) {

  /**
   * What an operation gets for a value that has been checked.
   *
   * @param name of the parameter, for messages
   */
  public @Nullable Object of(String name, EdmType type, JsonValue value) {
    if (value.is(JsonValue.Kind.NULL)) {
      return null;
    }
    if (value.is(JsonValue.Kind.ARRAY)) {
      List<@Nullable Object> items = new ArrayList<>();
      value.items().forEach(item -> items.add(of(name + "[" + items.size() + "]", type, item)));
      return items;
    }
    if (type instanceof EdmEntityType) {
      return reference(name, value);
    }
    if (type instanceof EdmComplexType complex && !Documents.isUndeclared(type)) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      value
          .members()
          .forEach(
              (member, found) -> {
                EdmElement element = complex.getProperty(member);
                members.put(
                    member,
                    element == null
                        ? plain(found)
                        : of(name + "/" + member, element.getType(), found));
              });
      return members;
    }
    return Documents.isUndeclared(type) || ColumnTypes.of(type) == null
        ? plain(value)
        : scalar(type, value);
  }

  private EntityReference reference(String name, JsonValue value) {
    EdmEntityType type = new EntityArguments(edm).keyed(name, value);
    Map<String, Object> key = new LinkedHashMap<>();
    for (String part : type.getKeyPredicateNames()) {
      JsonValue found = EntityArguments.keyPart(name, value, part);
      key.put(part, scalar(keyType(type, part), found));
    }
    return new EntityReference(type.getFullQualifiedName().toString(), key);
  }

  public static EdmType keyType(EdmEntityType type, String part) {
    return type.getKeyPropertyRef(part).getProperty().getType();
  }

  private static Object scalar(EdmType type, JsonValue value) {
    return known(ColumnTypes.of(type), new ValueReader(type, null).read(value));
  }

  /** A value as {@link dev.edmund.model.storage.Values} makes it; a Guid is no mere text. */
  public static Object known(@Nullable ColumnType type, Object value) {
    return type == ColumnType.GUID ? UUID.fromString(value.toString()) : value;
  }

  private static @Nullable Object plain(JsonValue value) {
    return switch (value.kind()) {
      case NULL -> null;
      case BOOLEAN -> Boolean.valueOf(value.text());
      case NUMBER -> new BigDecimal(value.text());
      case STRING, CELL -> value.text();
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        value.items().forEach(item -> items.add(plain(item)));
        yield items;
      }
      case OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        value.members().forEach((name, member) -> members.put(name, plain(member)));
        yield members;
      }
    };
  }

  /**
   * What an operation gave, as a body would have it.
   *
   * @throws IllegalArgumentException when it is nothing that an operation may give
   */
  public static JsonValue given(EdmType type, @Nullable Object value) {
    if (value == null) {
      return JsonValue.nothing();
    }
    if (value instanceof Collection<?> items) {
      List<JsonValue> all = new ArrayList<>();
      items.forEach(item -> all.add(given(type, item)));
      return JsonValue.array(all);
    }
    if (value instanceof Map<?, ?> members) {
      Map<String, JsonValue> all = new LinkedHashMap<>();
      members.forEach((name, member) -> all.put(String.valueOf(name), member(type, name, member)));
      return JsonValue.object(all);
    }
    if (value instanceof EntityReference reference) {
      Map<String, JsonValue> all = new LinkedHashMap<>();
      all.put("@odata.type", JsonValue.string("#" + reference.type()));
      reference.key().forEach((name, part) -> all.put(name, free(part)));
      return JsonValue.object(all);
    }
    ColumnType columnType = ColumnTypes.of(type);
    return columnType == null ? free(value) : JsonValue.cell(0, text(columnType, value));
  }

  private static JsonValue member(EdmType type, @Nullable Object name, @Nullable Object value) {
    EdmElement element =
        type instanceof EdmComplexType complex ? complex.getProperty(String.valueOf(name)) : null;
    return given(element == null ? type : element.getType(), value);
  }

  /** A value that the model has no type for. */
  private static JsonValue free(Object value) {
    if (value instanceof Number) {
      return JsonValue.number(value.toString());
    }
    return value instanceof Boolean known
        ? JsonValue.bool(known)
        : JsonValue.string(value.toString());
  }

  private static String text(ColumnType type, Object value) {
    return switch (type) {
      case BINARY ->
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(value instanceof byte[] bytes ? bytes : new byte[0]);
      case DATETIME -> moment(value);
      case DURATION -> duration(value);
      case DOUBLE -> value.toString().replace("Infinity", "INF");
      case BOOLEAN, INTEGER, DECIMAL, TEXT, GUID, DATE, TIME, GEO, JSON -> value.toString();
    };
  }

  /** The form that columns have is in UTC, and does not say so. */
  private static String moment(Object value) {
    if (value instanceof OffsetDateTime moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof ZonedDateTime moment) {
      return moment.toInstant().toString();
    }
    String text = value.toString();
    boolean zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$");
    return zoned ? text : LocalDateTime.parse(text) + "Z";
  }

  private static String duration(Object value) {
    BigDecimal seconds;
    if (value instanceof Duration duration) {
      seconds =
          BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    } else {
      seconds = new BigDecimal(value.toString());
    }
    return (seconds.signum() < 0 ? "-" : "") + "PT" + seconds.abs().toPlainString() + "S";
  }
}
