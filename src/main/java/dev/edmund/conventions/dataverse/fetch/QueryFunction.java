package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.core.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.olingo.commons.api.edm.EdmProperty;

/**
 * Operators that are functions of {@code Microsoft.Dynamics.CRM} in a URL: those of dates, of
 * hierarchies, of the caller and of columns with several choices.
 */
final class QueryFunction {
  private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

  /** What a function takes beside the property. */
  private enum Takes {
    NOTHING,
    NUMBER,
    TWO_NUMBERS,
    TEXT,
    LIST
  }

  private record Function(String name, Takes takes) {}

  private static final Map<String, Function> FUNCTIONS = functions();

  private QueryFunction() {}

  private static Map<String, Function> functions() {
    Map<String, Function> all = new TreeMap<>();
    for (String day : List.of("today", "tomorrow", "yesterday")) {
      add(all, day, Takes.NOTHING);
    }
    all.put("last-seven-days", new Function("Last7Days", Takes.NOTHING));
    all.put("next-seven-days", new Function("Next7Days", Takes.NOTHING));
    for (String span : List.of("week", "month", "year", "fiscal-period", "fiscal-year")) {
      for (String which : List.of("last-", "this-", "next-")) {
        add(all, which + span, Takes.NOTHING);
      }
    }
    for (String unit :
        List.of("hours", "days", "weeks", "months", "years", "fiscal-periods", "fiscal-years")) {
      add(all, "last-x-" + unit, Takes.NUMBER);
      add(all, "next-x-" + unit, Takes.NUMBER);
    }
    for (String unit : List.of("minutes", "hours", "days", "weeks", "months", "years")) {
      String name = unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
      all.put("olderthan-x-" + unit, new Function("OlderThanX" + name, Takes.NUMBER));
    }
    for (String day : List.of("on", "on-or-after", "on-or-before")) {
      add(all, day, Takes.TEXT);
    }
    add(all, "in-fiscal-period", Takes.NUMBER);
    add(all, "in-fiscal-year", Takes.NUMBER);
    for (String both :
        List.of(
            "in-fiscal-period-and-year",
            "in-or-after-fiscal-period-and-year",
            "in-or-before-fiscal-period-and-year")) {
      add(all, both, Takes.TWO_NUMBERS);
    }
    add(all, "contain-values", Takes.LIST);
    all.put("not-contain-values", new Function("DoesNotContainValues", Takes.LIST));
    for (String place : List.of("above", "under", "not-under")) {
      add(all, place, Takes.TEXT);
    }
    all.put("eq-or-above", new Function("AboveOrEqual", Takes.TEXT));
    all.put("eq-or-under", new Function("UnderOrEqual", Takes.TEXT));
    Map.of(
            "eq-userid", "EqualUserId",
            "ne-userid", "NotEqualUserId",
            "eq-userteams", "EqualUserTeams",
            "eq-useroruserteams", "EqualUserOrUserTeams",
            "eq-useroruserhierarchy", "EqualUserOrUserHierarchy",
            "eq-useroruserhierarchyandteams", "EqualUserOrUserHierarchyAndTeams",
            "eq-businessid", "EqualBusinessId",
            "ne-businessid", "NotEqualBusinessId",
            "eq-userlanguage", "EqualUserLanguage")
        .forEach((operator, name) -> all.put(operator, new Function(name, Takes.NOTHING)));
    return Map.copyOf(all);
  }

  /** The function of the same name, written together. */
  private static void add(Map<String, Function> all, String operator, Takes takes) {
    StringBuilder name = new StringBuilder();
    for (String word : operator.split("-", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    all.put(operator, new Function(name.toString(), takes));
  }

  /** The name of the function that an operator is. */
  static String name(String operator) {
    Function function = FUNCTIONS.get(operator);
    return function == null ? "" : NAMESPACE + function.name();
  }

  /** The operators that there are. */
  static Set<String> operators() {
    return FUNCTIONS.keySet();
  }

  /** The call that a condition stands for; false where there is no row to call it for. */
  static String call(Fetch.Condition condition, EdmProperty property, Place place) {
    Function function = FUNCTIONS.get(condition.operator());
    if (function == null) {
      throw condition.at().invalid("operator", "names no operator that there is");
    }
    String call =
        place.path(NAMESPACE + function.name())
            + "(PropertyName="
            + Literal.string(property.getName())
            + arguments(condition, function.takes())
            + ")";
    return place.match() == null ? call : "(" + place.match() + " and " + call + ")";
  }

  private static String arguments(Fetch.Condition condition, Takes takes) {
    return switch (takes) {
      case NOTHING -> {
        Conditions.values(condition, 0);
        yield "";
      }
      case NUMBER -> ",PropertyValue=" + number(condition, Conditions.values(condition, 1).get(0));
      case TWO_NUMBERS -> {
        List<String> values = Conditions.values(condition, 2);
        yield ",PropertyValue1="
            + number(condition, values.get(0))
            + ",PropertyValue2="
            + number(condition, values.get(1));
      }
      case TEXT -> ",PropertyValue=" + Literal.string(bare(Conditions.values(condition, 1).get(0)));
      case LIST -> {
        if (condition.values().isEmpty()) {
          throw condition.at().error(ErrorCode.BAD_REQUEST, "needs at least one <value>");
        }
        List<String> numbers =
            condition.values().stream().map(v -> "\"" + number(condition, v) + "\"").toList();
        yield ",PropertyValues=[" + String.join(",", numbers) + "]";
      }
    };
  }

  /** A Guid can stand in braces. */
  private static String bare(String value) {
    String text = value.trim();
    return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
  }

  private static String number(Fetch.Condition condition, String value) {
    String text = value.trim();
    if (!text.matches("\\d{1,9}")) {
      throw condition
          .at()
          .error(ErrorCode.INVALID_VALUE, "has the value '" + value + "' in place of a number");
    }
    return text;
  }
}
