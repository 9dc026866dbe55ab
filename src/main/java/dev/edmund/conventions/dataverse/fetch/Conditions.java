package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.core.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** Writes filters as expressions. */
final class Conditions {
  private static final Map<String, String> COMPARISONS =
      Map.of("eq", "eq", "ne", "ne", "neq", "ne", "gt", "gt", "ge", "ge", "lt", "lt", "le", "le");

  private static final Set<String> TEXTS =
      Set.of("like", "begins-with", "ends-with", "not-like", "not-begin-with", "not-end-with");

  private final Edm edm;
  private final Map<String, Place> aliases;
  private final int depth;

  /**
   * Filters of a query.
   *
   * @param aliases the tables that conditions can name
   */
  Conditions(Edm edm, Map<String, Place> aliases) {
    this(edm, aliases, 0);
  }

  private Conditions(Edm edm, Map<String, Place> aliases, int depth) {
    this.edm = edm;
    this.aliases = Map.copyOf(aliases);
    this.depth = depth;
  }

  /** All expressions, or one of them; null where there is none. */
  static @Nullable String joined(boolean and, List<String> expressions) {
    if (expressions.isEmpty()) {
      return null;
    }
    return expressions.size() == 1
        ? expressions.get(0)
        : "(" + String.join(and ? " and " : " or ", expressions) + ")";
  }

  /** What rows of a table must fulfil; null where that is nothing. */
  @Nullable String all(List<Fetch.Filter> filters, Place place) {
    return joined(true, filters.stream().flatMap(filter -> of(filter, place)).toList());
  }

  private Stream<String> of(Fetch.Filter filter, Place place) {
    List<String> parts = new ArrayList<>();
    filter.conditions().forEach(condition -> parts.add(of(condition, place)));
    filter.filters().forEach(inner -> of(inner, place).forEach(parts::add));
    filter.links().forEach(link -> parts.add(existing(link, place)));
    return Stream.ofNullable(joined(filter.and(), parts));
  }

  /**
   * What a link says about the rows of the table around it when its own do not matter.
   *
   * @param place the table around it
   */
  String existing(Fetch.Link link, Place place) {
    if (place.match() != null) {
      throw link.at().notImplemented("A link to an outer table with a filter");
    }
    Relation relation = Relation.of(edm, place.type(), link);
    String found = exists(relation, place, true);
    return switch (link.type()) {
      case INNER, ANY, NOT_ALL, EXISTS, IN, OUTER -> found;
      case NOT_ANY -> "not (" + found + ")";
      case ALL -> "(" + exists(relation, place, false) + " and not (" + found + "))";
    };
  }

  private String exists(Relation relation, Place place, boolean filtered) {
    Fetch.Table table = relation.link().table();
    String path = place.path(relation.step());
    String variable = relation.collection() ? "v" + depth : path;
    Place inner = new Place(relation.target(), variable, null, List.of(), null);
    String condition = filtered ? within(table, inner) : null;
    if (relation.collection()) {
      return path + "/any(" + (condition == null ? "" : variable + ":" + condition) + ")";
    }
    String there = inner.path(inner.key()) + " ne null";
    return condition == null ? there : "(" + there + " and " + condition + ")";
  }

  private @Nullable String within(Fetch.Table table, Place place) {
    Conditions deeper = new Conditions(edm, Map.of(), depth + 1);
    List<String> parts = new ArrayList<>();
    Stream.ofNullable(deeper.all(table.filters(), place)).forEach(parts::add);
    table.links().stream()
        .filter(link -> link.type() != Fetch.LinkType.OUTER)
        .forEach(link -> parts.add(deeper.existing(link, place)));
    return joined(true, parts);
  }

  private String of(Fetch.Condition condition, Place around) {
    Place place = condition.entity() == null ? around : named(condition.entity(), condition.at());
    EdmProperty property = place.property(condition.attribute(), condition.at());
    String operand = place.operand(property.getName());
    String operator = condition.operator();
    if (condition.valueOf() != null) {
      return columns(condition, operand, condition.valueOf(), place);
    }
    if (COMPARISONS.containsKey(operator)) {
      String value = Literal.of(property, one(condition), condition.at());
      return operand + " " + COMPARISONS.get(operator) + " " + value;
    }
    if (TEXTS.contains(operator)) {
      return text(condition, property, operand);
    }
    return switch (operator) {
      case "null", "not-null" -> {
        values(condition, 0);
        yield operand + (operator.equals("null") ? " eq null" : " ne null");
      }
      case "in" -> in(condition, property, operand);
      case "not-in" -> "not (" + in(condition, property, operand) + ")";
      case "between" -> between(condition, property, operand, " ge ", " and ", " le ");
      case "not-between" -> between(condition, property, operand, " lt ", " or ", " gt ");
      default -> QueryFunction.call(condition, property, place);
    };
  }

  private Place named(String alias, Element at) {
    Place place = aliases.get(alias);
    if (place == null) {
      throw at.unknown("names the link '" + alias + "', which is not there");
    }
    return place;
  }

  private String columns(Fetch.Condition condition, String operand, String other, Place place) {
    String operator = COMPARISONS.get(condition.operator());
    if (operator == null) {
      throw condition.at().invalid("operator", "compares columns by eq, ne, gt, ge, lt or le");
    }
    int dot = other.indexOf('.');
    Place of = dot < 0 ? place : named(other.substring(0, dot), condition.at());
    String column = other.substring(dot + 1);
    String right = of.operand(of.property(column, condition.at()).getName());
    return operand + " " + operator + " " + right;
  }

  private static String in(Fetch.Condition condition, EdmProperty property, String operand) {
    if (condition.values().isEmpty()) {
      throw condition.at().error(ErrorCode.BAD_REQUEST, "needs at least one <value>");
    }
    List<String> values =
        condition.values().stream().map(v -> Literal.of(property, v, condition.at())).toList();
    return operand + " in (" + String.join(",", values) + ")";
  }

  private static String between(
      Fetch.Condition condition,
      EdmProperty property,
      String operand,
      String from,
      String and,
      String to) {
    List<String> values = values(condition, 2);
    return "("
        + operand
        + from
        + Literal.of(property, values.get(0), condition.at())
        + and
        + operand
        + to
        + Literal.of(property, values.get(1), condition.at())
        + ")";
  }

  /** A negated condition holds for what has no value, too. */
  private static String text(Fetch.Condition condition, EdmProperty property, String operand) {
    if (!Literal.isString(property)) {
      throw condition.at().invalid("operator", "is for columns of texts");
    }
    String value = one(condition);
    String fits =
        switch (condition.operator()) {
          case "like", "not-like" -> LikePattern.condition(operand, value);
          case "begins-with", "not-begin-with" -> LikePattern.call("startswith", operand, value);
          default -> LikePattern.call("endswith", operand, value);
        };
    return condition.operator().startsWith("not-")
        ? "(" + operand + " eq null or not (" + fits + "))"
        : fits;
  }

  private static String one(Fetch.Condition condition) {
    return values(condition, 1).get(0);
  }

  static List<String> values(Fetch.Condition condition, int wanted) {
    if (condition.values().size() != wanted) {
      throw condition
          .at()
          .error(
              ErrorCode.BAD_REQUEST,
              "has the operator '"
                  + condition.operator()
                  + "', which takes "
                  + wanted
                  + (wanted == 1 ? " value" : " values")
                  + ", not "
                  + condition.values().size());
    }
    return condition.values();
  }
}
