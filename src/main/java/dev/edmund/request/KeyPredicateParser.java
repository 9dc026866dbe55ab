package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Key predicates in parentheses and as path segments (Part 2, 4.3.1 and 4.3.6). */
final class KeyPredicateParser {
  private final ExpressionParser expressions;
  private final AlternateKeys alternateKeys;

  /**
   * Reads keys.
   *
   * @param alternateKeys what else an entity may be found by
   */
  KeyPredicateParser(ExpressionParser expressions, AlternateKeys alternateKeys) {
    this.expressions = expressions;
    this.alternateKeys = alternateKeys;
  }

  /** Reads {@code (1)} or {@code (ID=1,Size=5)}; every key property must have its value. */
  List<KeyValue> key(EdmEntityType type, Cursor in, Scope scope) {
    return key(type, Map.of(), in, scope);
  }

  /**
   * As above, or the parts of an alternate key with their names (Part 2, 4.3.5).
   *
   * @param implied the values of key properties that follow from the path (Part 2, 4.3.2)
   */
  List<KeyValue> key(
      EdmEntityType type, Map<String, Expr.Literal> implied, Cursor in, Scope scope) {
    List<String> wanted = type.getKeyPredicateNames();
    Map<String, Expr.Literal> given = new LinkedHashMap<>();
    in.expect('(');
    in.blanks();
    if (isNamed(in)) {
      pairs(type, given, in, scope);
    } else {
      List<String> open = wanted.stream().filter(w -> !implied.containsKey(w)).toList();
      String only = open.size() == 1 ? open.get(0) : wanted.size() == 1 ? wanted.get(0) : null;
      if (only == null) {
        throw bad(in, "the key of " + EdmTypes.name(type) + " consists of " + wanted);
      }
      given.put(only, value(only, typeOf(type, only), in, scope));
    }
    in.blanks();
    in.expect(')');
    List<KeyValue> values = new ArrayList<>();
    if (alternateKeys.of(type).stream().anyMatch(key -> key.keySet().equals(given.keySet()))) {
      given.forEach((name, value) -> values.add(new KeyValue(name, value)));
      return values;
    }
    for (String name : wanted) {
      Expr.Literal value = given.containsKey(name) ? given.get(name) : implied.get(name);
      if (value == null) {
        throw bad(in, "the key property '" + name + "' is missing; the key ends");
      }
      values.add(new KeyValue(name, value));
    }
    return values;
  }

  private static ODataException bad(Cursor in, String what) {
    return in.error(ErrorCode.INVALID_VALUE, what);
  }

  private static boolean isNamed(Cursor in) {
    int start = in.position();
    boolean named = false;
    if (in.atName()) {
      while (Cursor.continuesName(in.peek())) {
        in.next();
      }
      in.blanks();
      named = in.peek() == '=';
    }
    in.moveTo(start);
    return named;
  }

  private void pairs(EdmEntityType type, Map<String, Expr.Literal> given, Cursor in, Scope scope) {
    do {
      in.blanks();
      int start = in.position();
      String name = in.name();
      EdmType wanted = typeOf(type, name);
      if (wanted == null) {
        throw in.errorAt(
            start,
            ErrorCode.UNKNOWN_NAME,
            "'" + name + "' is not in the key of " + EdmTypes.name(type));
      }
      in.blanks();
      in.expect('=');
      in.blanks();
      if (given.put(name, value(name, wanted, in, scope)) != null) {
        throw bad(in, "the key property '" + name + "' is given twice; its second value ends");
      }
      in.blanks();
    } while (in.accept(','));
  }

  /** The type of a part of the key, or of an alternate key; null for any other name. */
  private @Nullable EdmType typeOf(EdmEntityType type, String name) {
    if (type.getKeyPredicateNames().contains(name)) {
      return type.getKeyPropertyRef(name).getProperty().getType();
    }
    return alternateKeys.of(type).stream()
        .filter(key -> key.containsKey(name))
        .map(key -> key.get(name))
        .findFirst()
        .orElse(null);
  }

  private Expr.Literal value(String name, @Nullable EdmType wanted, Cursor in, Scope scope) {
    int start = in.position();
    if (wanted == null) {
      throw new IllegalStateException("A part of a key has a type");
    }
    Typed value =
        in.peek() == '@' ? expressions.expression(in, scope) : expressions.literals().literal(in);
    if (value == null) {
      if (in.atName()) {
        in.name();
      }
      throw in.syntax("a key value is expected, or a name and '='; neither stands");
    }
    Typed fitted = TypeRules.fit(value, wanted);
    if (fitted.expr() instanceof Expr.Literal literal
        && literal.text() != null
        && isExactly(literal.type(), wanted)) {
      return literal;
    }
    throw in.errorAt(
        start,
        ErrorCode.INVALID_VALUE,
        "the key property '"
            + name
            + "' is "
            + EdmTypes.name(wanted)
            + " and not "
            + fitted.typeName());
  }

  private static boolean isExactly(@Nullable EdmType type, EdmType wanted) {
    EdmType underlying = EdmTypes.underlying(wanted);
    return type != null && underlying != null && EdmTypes.sameName(type, underlying);
  }

  /** The value of a key property from a decoded segment, where texts have no quotes. */
  static KeyValue segment(EdmEntityType type, String name, String text) {
    EdmType wanted = EdmTypes.underlying(type.getKeyPropertyRef(name).getProperty().getType());
    EdmPrimitiveTypeKind kind = EdmTypes.kind(wanted);
    String value = kind == null ? null : ValueForms.normalize(kind, text);
    if (wanted != null && EdmTypes.isEnum(wanted)) {
      value = EnumLiterals.number((EdmEnumType) wanted, text);
    }
    if (value == null || wanted == null) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "'"
              + text
              + "' is not a value of the key property '"
              + name
              + "' of "
              + EdmTypes.name(type)
              + ".",
          text);
    }
    return new KeyValue(name, new Expr.Literal(wanted, value));
  }
}
