package dev.edmund.store.sample;

import dev.edmund.request.payload.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Makes the values of structural properties as JSON. */
final class ValueMaker {
  private static final String MEDIA_TYPE = "@odata.mediaContentType";
  private static final int NULL_PERCENT = 12;
  private static final int DEFAULT_PERCENT = 20;
  private static final int DYNAMIC_PERCENT = 60;

  /** How deep complex values lie in each other at most, where nothing requires more. */
  private static final int DEEPEST = 4;

  /** A complex value of the same type within: once. */
  private static final int RECURSIONS = 2;

  private static final int NO_DEEPER = 12;

  private final Edm edm;
  private final Rules rules;
  private final Scalars scalars;
  private final Map<FullQualifiedName, List<EdmComplexType>> concrete = new HashMap<>();

  ValueMaker(Edm edm, Rules rules, Scalars scalars) {
    this.edm = edm;
    this.rules = rules;
    this.scalars = scalars;
  }

  /**
   * What surrounds a value.
   *
   * @param settled values that are known, by path; empty for null
   * @param entity the dice of the entity
   * @param path where the value is in the entity
   * @param around the types of the complex values around it
   */
  record Context(
      Map<String, Optional<String>> settled, Dice entity, String path, List<String> around) {
    Context(Map<String, Optional<String>> settled, Dice entity) {
      this(settled, entity, "", List.of());
    }

    Context within(String name) {
      return new Context(settled, entity, path + name, around);
    }

    Context inside(EdmType type) {
      List<String> deeper = new ArrayList<>(around);
      deeper.add(type.getFullQualifiedName().getFullQualifiedNameAsString());
      return new Context(settled, entity, path + "/", deeper);
    }

    boolean isSettledWithin() {
      String prefix = path + "/";
      return settled.entrySet().stream()
          .anyMatch(e -> e.getValue().isPresent() && e.getKey().startsWith(prefix));
    }

    long depth(EdmType type) {
      String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
      return around.stream().filter(name::equals).count();
    }

    Dice dice() {
      return entity.at(path);
    }
  }

  /** Adds the properties of an entity or complex value; null is left out, or said. */
  void members(Map<String, JsonValue> members, EdmStructuredType type, Context around) {
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      if (rules.of(type, property).type().getName().equals("Stream")) {
        Dice dice = around.within(name).dice();
        if (!property.isCollection() && !(property.isNullable() && dice.chance(NULL_PERCENT))) {
          stream(members, name, dice);
          if (!around.around.isEmpty()) {
            members.remove(name + MEDIA_TYPE); // Documents keep nothing but the bytes.
          }
        }
      } else {
        member(type, property, around).ifPresent(value -> members.put(name, value));
      }
    }
    if (type.isOpenType()) {
      dynamic(members, type, around);
    }
  }

  /** A short text in the place of a stream. */
  void stream(Map<String, JsonValue> members, String name, Dice dice) {
    byte[] bytes = scalars.sentence(dice).getBytes(StandardCharsets.UTF_8);
    members.put(
        name, JsonValue.string(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    members.put((name.equals("$value") ? "" : name) + MEDIA_TYPE, JsonValue.string("text/plain"));
  }

  private void dynamic(Map<String, JsonValue> members, EdmStructuredType type, Context around) {
    List<String> types = rules.openTypes(type);
    Dice dice = around.within("*").dice();
    Map<String, JsonValue> made = new LinkedHashMap<>();
    if (types.isEmpty() || types.contains("Edm.String")) {
      made.put("extraText", JsonValue.string(scalars.sentence(dice)));
    }
    if (types.isEmpty() || types.contains("Edm.Boolean")) {
      made.put("extraFlag", JsonValue.bool(dice.chance(50)));
    }
    if (types.isEmpty() || types.contains("Edm.Double")) {
      made.put("extraNumber", JsonValue.number(dice.below(10_000) + ".5"));
    }
    made.forEach(
        (name, value) -> {
          if (dice.chance(DYNAMIC_PERCENT) && type.getProperty(name) == null) {
            members.put(name, value);
          }
        });
  }

  private Optional<JsonValue> member(
      EdmStructuredType owner, EdmProperty property, Context around) {
    Rule rule = rules.of(owner, property);
    Context context = around.within(property.getName());
    Dice dice = context.dice();
    Optional<String> settled = context.settled.get(context.path);
    if (settled != null) {
      return Optional.of(
          settled.map(text -> scalar(rule.type(), text)).orElseGet(JsonValue::nothing));
    }
    if (property.isCollection()) {
      return Optional.of(collection(property, rule, context));
    }
    if (property.getType().getKind() == EdmTypeKind.COMPLEX) {
      return complex(property, context);
    }
    boolean left =
        (property.getDefaultValue() != null && dice.chance(DEFAULT_PERCENT))
            || (rule.nullable() && dice.chance(NULL_PERCENT));
    return left ? Optional.empty() : value(rule, context.entity, dice.at("value"));
  }

  private Optional<JsonValue> value(Rule rule, Dice entity, Dice dice) {
    return Shapes.isShape(rule.type())
        ? Optional.of(Shapes.of(rule, dice))
        : scalars.text(rule, entity, dice).map(text -> scalar(rule.type(), text));
  }

  private JsonValue collection(EdmProperty property, Rule rule, Context context) {
    Dice dice = context.dice();
    EdmType type = property.getType();
    boolean complex = type.getKind() == EdmTypeKind.COMPLEX;
    boolean tooDeep = complex && isTooDeep(type, context);
    int count = tooDeep ? 0 : rule.minItems() + dice.below(rule.maxItems() - rule.minItems() + 1);
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Context item = context.within("[" + i + "]");
      if (complex) {
        items.add(object((EdmComplexType) type, item));
      } else {
        value(rule, context.entity, item.dice()).ifPresent(items::add);
      }
    }
    return JsonValue.array(items);
  }

  private Optional<JsonValue> complex(EdmProperty property, Context context) {
    EdmType type = property.getType();
    boolean needed = !property.isNullable() || context.isSettledWithin();
    boolean wanted = !isTooDeep(type, context) && !context.dice().chance(NULL_PERCENT);
    return (wanted || needed) && context.around.size() < NO_DEEPER
        ? Optional.of(object((EdmComplexType) type, context))
        : Optional.empty();
  }

  private static boolean isTooDeep(EdmType type, Context context) {
    return context.around.size() >= DEEPEST || context.depth(type) >= RECURSIONS;
  }

  private JsonValue object(EdmComplexType declared, Context context) {
    List<EdmComplexType> types =
        concrete.computeIfAbsent(declared.getFullQualifiedName(), n -> concrete(declared));
    EdmComplexType type =
        types.isEmpty() || context.isSettledWithin()
            ? declared
            : context.dice().at("type").pick(types);
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (!type.getFullQualifiedName().equals(declared.getFullQualifiedName())) {
      members.put("@odata.type", JsonValue.string("#" + type.getFullQualifiedName()));
    }
    members(members, type, context.inside(type));
    return JsonValue.object(members);
  }

  /** The type and those derived from it, but for abstract ones. */
  private List<EdmComplexType> concrete(EdmComplexType declared) {
    List<EdmComplexType> types = new ArrayList<>();
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmComplexType type : schema.getComplexTypes()) {
        if (!type.isAbstract() && isOf(type, declared)) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static boolean isOf(EdmComplexType type, EdmComplexType base) {
    for (EdmComplexType t = type; t != null; t = t.getBaseType()) {
      if (t.getFullQualifiedName().equals(base.getFullQualifiedName())) {
        return true;
      }
    }
    return false;
  }

  private static JsonValue scalar(EdmType type, String text) {
    String name = type.getKind() == EdmTypeKind.PRIMITIVE ? type.getName() : "";
    return switch (name) {
      case "Boolean" -> JsonValue.bool(text.equals("true"));
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Double", "Single" ->
          JsonValue.number(text);
      default -> JsonValue.string(text);
    };
  }
}
