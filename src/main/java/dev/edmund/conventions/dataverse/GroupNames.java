package dev.edmund.conventions.dataverse;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/**
 * Columns of related tables that {@code $apply} groups by have the names that Dataverse gives them:
 * {@code groupby((primarycontactid/fullname))} gives {@code contact_fullname}. They are computed
 * under these names before they are grouped by.
 */
final class GroupNames {
  private static final Pattern OPTION = Pattern.compile("(\\$|%24)?(\\w+)=(.*)", Pattern.DOTALL);

  /** A text in quotes, which is passed over, or where properties to group by begin. */
  private static final Pattern GROUPBY = Pattern.compile("'(?:[^']|'')*'|\\bgroupby\\(\\(");

  private static final List<String> BEHIND = List.of("filter", "orderby", "select", "compute");

  private final EdmEntityType type;
  private final Map<String, String> names = new LinkedHashMap<>();

  private GroupNames(EdmEntityType type) {
    this.type = type;
  }

  /**
   * A query with these names.
   *
   * @param type of what the request is about
   */
  static @Nullable String in(EdmEntityType type, @Nullable String query) {
    return query == null || !query.contains("groupby") ? query : new GroupNames(type).all(query);
  }

  private String all(String query) {
    List<String> options = new ArrayList<>(List.of(query.split("&", -1)));
    options.replaceAll(option -> option(option, "apply"::equals, this::apply));
    if (names.isEmpty()) {
      return query;
    }
    options.replaceAll(option -> option(option, BEHIND::contains, this::renamed));
    return String.join("&", options);
  }

  private static String option(
      String option, Predicate<String> wanted, UnaryOperator<String> change) {
    Matcher parts = OPTION.matcher(option);
    // What stands for a blank and what for a plus sign is not told apart behind the change.
    if (!parts.matches()
        || !wanted.test(parts.group(2))
        || parts.group(3).contains("+")
        || parts.group(3).contains("%2B")) {
      return option;
    }
    String value = URLDecoder.decode(parts.group(3), StandardCharsets.UTF_8);
    String changed = change.apply(value);
    return changed.equals(value)
        ? option
        : "$"
            + parts.group(2)
            + "="
            + URLEncoder.encode(changed, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Computes the paths that the first groupby has, and calls them so behind it. */
  private String apply(String value) {
    Matcher groupby = GROUPBY.matcher(value);
    while (groupby.find()) {
      int end = value.indexOf(')', groupby.end());
      if (!groupby.group().startsWith("'") && end > 0) {
        List<String> columns =
            Stream.of(value.substring(groupby.end(), end).split(",", -1))
                .map(String::strip)
                .toList();
        columns.forEach(column -> name(column).ifPresent(name -> names.put(column, name)));
        boolean apart = names.values().stream().distinct().count() == names.size();
        if (names.isEmpty() || !apart) {
          names.clear();
          return value;
        }
        int behind = close(value, groupby.end() - 2);
        return value.substring(0, groupby.start())
            + names.entrySet().stream()
                .map(e -> e.getKey() + " as " + e.getValue())
                .collect(Collectors.joining(",", "compute(", ")/"))
            + "groupby(("
            + columns.stream()
                .map(column -> names.getOrDefault(column, column))
                .collect(Collectors.joining(","))
            + value.substring(end, behind)
            + renamed(value.substring(behind));
      }
    }
    return value;
  }

  /** The place behind the parenthesis that closes one. */
  private static int close(String value, int open) {
    int depth = 0;
    boolean quoted = false;
    for (int i = open; i < value.length(); i++) {
      char c = value.charAt(i);
      quoted ^= c == '\'';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && c == ')') {
        return i + 1;
      }
    }
    return value.length();
  }

  /** What the paths are called behind the groups. */
  private String renamed(String text) {
    String all = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      Pattern path =
          Pattern.compile(
              "('(?:[^']|'')*')|(?<![\\w/])" + Pattern.quote(name.getKey()) + "(?![\\w/])");
      all =
          path.matcher(all)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          found.group(1) == null ? name.getValue() : found.group(1)));
    }
    return all;
  }

  /** What a column of a related table is called: its table and itself. */
  private Optional<String> name(String path) {
    List<String> steps = List.of(path.split("/", -1));
    EdmEntityType at = type;
    for (String step : steps.subList(0, steps.size() - 1)) {
      EdmNavigationProperty next = at.getNavigationProperty(step);
      if (next == null || next.isCollection()) {
        return Optional.empty();
      }
      at = next.getType();
    }
    String column = steps.get(steps.size() - 1);
    return steps.size() == 1 || at.getStructuralProperty(column) == null
        ? Optional.empty()
        : Optional.of(at.getName() + "_" + column);
  }
}
