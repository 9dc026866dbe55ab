package dev.edmund.plan.operation;

import dev.edmund.request.expr.Expr;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmType;

/** What is written in a URL for a parameter, as a body would have it. */
final class ConstantArgument {
  private ConstantArgument() {}

  /** The value; empty where it has to be computed. */
  static Optional<JsonValue> of(Expr written) {
    if (written instanceof Expr.Literal literal) {
      return Optional.of(literal(literal));
    }
    if (written instanceof Expr.Negate negate && negate.operand() instanceof Expr.Literal number) {
      return Optional.of(JsonValue.number("-" + number.text()));
    }
    if (written instanceof Expr.Items items) {
      return items(items);
    }
    return written instanceof Expr.JsonObject object ? object(object) : Optional.empty();
  }

  private static Optional<JsonValue> items(Expr.Items list) {
    List<JsonValue> items = new ArrayList<>();
    for (Expr item : list.items()) {
      Optional<JsonValue> value = of(item);
      if (value.isEmpty()) {
        return value;
      }
      items.add(value.get());
    }
    return Optional.of(JsonValue.array(items));
  }

  private static Optional<JsonValue> object(Expr.JsonObject object) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Expr.Argument member : object.members()) {
      Optional<JsonValue> value = of(member.value());
      if (value.isEmpty()) {
        return value;
      }
      members.put(member.name(), value.get());
    }
    return Optional.of(JsonValue.object(members));
  }

  private static JsonValue literal(Expr.Literal literal) {
    EdmType type = literal.type();
    String text = literal.text();
    if (type == null || text == null) {
      return JsonValue.nothing();
    }
    return switch (type.getName()) {
      case "String" -> JsonValue.string(text);
      case "Boolean" -> new JsonValue(JsonValue.Kind.BOOLEAN, 0, text, Map.of(), List.of());
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Single", "Double" ->
          text.matches("-?INF|NaN") ? JsonValue.string(text) : JsonValue.number(text);
      // The text of a literal has no quotes, whatever JSON would put around it.
      default -> JsonValue.cell(0, text);
    };
  }
}
