package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression for a definition. Values are texts, numbers, Booleans, JSON objects,
 * definitions, {@link Nothing}, and lists of all of these.
 */
final class Evaluation implements Expr.Visitor<Object> {
  /** No value. */
  private enum Nothing {
    NOTHING
  }

  private final MetadataRow row;
  private final Map<String, Object> variables;

  private Evaluation(MetadataRow row, Map<String, Object> variables) {
    this.row = row;
    this.variables = variables;
  }

  /** The definitions that a condition holds for. */
  static List<MetadataRow> filter(List<MetadataRow> rows, @Nullable Expr condition) {
    return condition == null
        ? rows
        : rows.stream()
            .filter(row -> isTrue(condition.accept(new Evaluation(row, Map.of()))))
            .toList();
  }

  /** The definitions in another order; nothing comes before all values. */
  static List<MetadataRow> sort(List<MetadataRow> rows, List<OrderBy> keys) {
    if (keys.isEmpty()) {
      return rows;
    }
    Comparator<MetadataRow> order = null;
    for (OrderBy key : keys) {
      Comparator<MetadataRow> next =
          (one, other) ->
              compareAll(
                  key.expression().accept(new Evaluation(one, Map.of())),
                  key.expression().accept(new Evaluation(other, Map.of())));
      Comparator<MetadataRow> directed = key.descending() ? next.reversed() : next;
      order = order == null ? directed : order.thenComparing(directed);
    }
    return rows.stream().sorted(order).toList();
  }

  private static int compareAll(Object one, Object other) {
    if (isNothing(one) || isNothing(other)) {
      return Boolean.compare(!isNothing(one), !isNothing(other));
    }
    return compare(one, other);
  }

  private static boolean isNothing(Object value) {
    return value == Nothing.NOTHING;
  }

  private static int compare(Object one, Object other) {
    if (one instanceof BigDecimal left && other instanceof BigDecimal right) {
      return left.compareTo(right);
    }
    return one instanceof Boolean left && other instanceof Boolean right
        ? left.compareTo(right)
        : one.toString().compareTo(other.toString());
  }

  private static boolean isTrue(Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static RuntimeException notBuilt(String what) {
    return ODataException.notImplemented(what + " in queries for definitions", what);
  }

  @Override
  public Object literal(Expr.Literal e) {
    EdmType type = e.type();
    String text = e.text();
    if (type == null || text == null) {
      return Nothing.NOTHING;
    }
    if (type instanceof EdmEnumType members) {
      return members.getMemberNames().stream()
          .filter(name -> text.equals(members.getMember(name).getValue()))
          .findFirst()
          .orElse(text);
    }
    EdmPrimitiveTypeKind kind = EdmPrimitiveTypeKind.valueOf(type.getName());
    return switch (kind) {
      case Boolean -> Boolean.valueOf(text);
      case Byte, SByte, Int16, Int32, Int64, Decimal, Single, Double -> new BigDecimal(text);
      default -> text;
    };
  }

  @Override
  public Object parameter(Expr.Parameter e) {
    throw notBuilt("A parameter");
  }

  @Override
  public Object items(Expr.Items e) {
    List<Object> values = new ArrayList<>();
    e.items().forEach(item -> values.add(item.accept(this)));
    return values;
  }

  @Override
  public Object it(Expr.It e) {
    return row;
  }

  @Override
  public Object thisInstance(Expr.This e) {
    return row;
  }

  @Override
  public Object variable(Expr.Variable e) {
    return variables.getOrDefault(e.name(), Nothing.NOTHING);
  }

  @Override
  public Object property(Expr.Property e) {
    Object source = e.source().accept(this);
    String name = e.property().getName();
    if (source instanceof MetadataRow definition) {
      return value(definition.values().get(name));
    }
    return source instanceof JsonNode node ? value(node.get(name)) : Nothing.NOTHING;
  }

  private static Object value(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return Nothing.NOTHING;
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return items;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? node.decimalValue() : node.isTextual() ? node.textValue() : node;
  }

  @Override
  public Object navigation(Expr.Navigation e) {
    if (e.key() != null || !(e.source().accept(this) instanceof MetadataRow from)) {
      return Nothing.NOTHING;
    }
    Supplier<List<MetadataRow>> there = from.navigations().get(e.property().getName());
    List<MetadataRow> rows = there == null ? List.of() : there.get();
    return e.property().isCollection() ? rows : rows.isEmpty() ? Nothing.NOTHING : rows.get(0);
  }

  @Override
  public Object typeCast(Expr.TypeCast e) {
    Object source = e.source().accept(this);
    if (source instanceof List<?> many) {
      return many.stream().filter(each -> isOf(each, e.type())).toList();
    }
    return source instanceof MetadataRow && isOf(source, e.type()) ? source : Nothing.NOTHING;
  }

  private static boolean isOf(Object value, EdmType type) {
    return value instanceof MetadataRow definition && Rows.isOf(definition, type);
  }

  @Override
  public Object count(Expr.Count e) {
    if (e.filter() != null || e.search() != null) {
      throw notBuilt("$count with options");
    }
    return BigDecimal.valueOf(members(e.source()).size());
  }

  private List<?> members(Expr source) {
    return source.accept(this) instanceof List<?> many ? many : List.of();
  }

  @Override
  public Object lambda(Expr.Lambda e) {
    Expr.Variable variable = e.variable();
    Expr predicate = e.predicate();
    List<?> members = members(e.source());
    if (variable == null || predicate == null) {
      return !members.isEmpty();
    }
    for (Object member : members) {
      Map<String, Object> inner = new HashMap<>(variables);
      inner.put(variable.name(), member);
      if (isTrue(predicate.accept(new Evaluation(row, inner))) != e.all()) {
        return !e.all();
      }
    }
    return e.all();
  }

  /** False wins over nothing in {@code and}, true in {@code or} (Part 2, 5.1.1.1.7 and 8). */
  @Override
  public Object logical(Expr.Logical e) {
    boolean unknown = false;
    for (Expr operand : e.operands()) {
      Object value = operand.accept(this);
      if (isNothing(value)) {
        unknown = true;
      } else if (isTrue(value) != e.and()) {
        return !e.and();
      }
    }
    return unknown ? Nothing.NOTHING : e.and();
  }

  @Override
  public Object not(Expr.Not e) {
    Object value = e.operand().accept(this);
    return isNothing(value) ? value : !isTrue(value);
  }

  @Override
  public Object compare(Expr.Compare e) {
    Object left = e.left().accept(this);
    Object right = e.right().accept(this);
    Comparison operator = e.operator();
    if (operator == Comparison.EQ || operator == Comparison.NE) {
      return isEqual(left, right) == (operator == Comparison.EQ);
    }
    if (isNothing(left) || isNothing(right)) {
      return false;
    }
    int order = compare(left, right);
    return switch (operator) {
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      default -> throw notBuilt(operator.name().toLowerCase(Locale.ROOT));
    };
  }

  private static boolean isEqual(Object left, Object right) {
    return compareAll(left, right) == 0;
  }

  @Override
  public Object in(Expr.In e) {
    Object left = e.left().accept(this);
    return members(e.right()).stream().anyMatch(item -> isEqual(left, item));
  }

  @Override
  public Object call(Expr.Call e) {
    List<Object> values = new ArrayList<>();
    e.arguments().forEach(argument -> values.add(argument.accept(this)));
    if (values.isEmpty() || values.contains(Nothing.NOTHING)) {
      return Nothing.NOTHING;
    }
    String first = String.valueOf(values.get(0));
    String second = values.size() < 2 ? "" : String.valueOf(values.get(1));
    return switch (e.function()) {
      case CONTAINS -> first.contains(second);
      case STARTSWITH -> first.startsWith(second);
      case ENDSWITH -> first.endsWith(second);
      case TOLOWER -> first.toLowerCase(Locale.ROOT);
      case TOUPPER -> first.toUpperCase(Locale.ROOT);
      case TRIM -> first.trim();
      case CONCAT -> first + second;
      case LENGTH -> BigDecimal.valueOf(first.codePointCount(0, first.length()));
      default -> throw notBuilt(e.function().text());
    };
  }

  @Override
  public Object isOf(Expr.IsOf e) {
    Object source = e.source().accept(this);
    return !e.collection() && isOf(source, e.tested());
  }

  @Override
  public Object json(Expr.JsonObject e) {
    throw notBuilt("A JSON object");
  }

  @Override
  public Object outer(Expr.Outer e) {
    throw notBuilt("$it");
  }

  @Override
  public Object these(Expr.These e) {
    throw notBuilt("$these");
  }

  @Override
  public Object root(Expr.Root e) {
    throw notBuilt("$root");
  }

  @Override
  public Object dynamic(Expr.Dynamic e) {
    throw notBuilt(e.name());
  }

  @Override
  public Object computed(Expr.Computed e) {
    throw notBuilt("$compute");
  }

  @Override
  public Object keyed(Expr.Keyed e) {
    throw notBuilt("A key");
  }

  @Override
  public Object filtered(Expr.Filtered e) {
    throw notBuilt("/$filter");
  }

  @Override
  public Object aggregate(Expr.Aggregate e) {
    throw notBuilt("aggregate");
  }

  @Override
  public Object arithmetic(Expr.Arithmetic e) {
    throw notBuilt(e.operator().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Object negate(Expr.Negate e) {
    throw notBuilt("-");
  }

  @Override
  public Object castTo(Expr.CastTo e) {
    throw notBuilt("cast");
  }

  @Override
  public Object invoke(Expr.Invoke e) {
    throw notBuilt(e.function().getName());
  }

  @Override
  public Object hierarchy(Expr.HierarchyCall e) {
    throw notBuilt(e.function().text());
  }

  @Override
  public Object annotation(Expr.Annotation e) {
    throw notBuilt("@" + e.term());
  }
}
