package dev.edmund.conventions.dataverse.fetch;

import java.util.List;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/**
 * A table of a query, and how an expression comes to its columns.
 *
 * @param prefix the path to a row of it; empty for the instances themselves
 * @param match what a row must fulfil to be there; null where every row is that the path leads to
 * @param steps the navigation properties that lead to the row, with their casts
 * @param label what stands before the names of its columns in an answer; null for the entity
 */
record Place(
    EdmEntityType type,
    String prefix,
    @Nullable String match,
    List<String> steps,
    @Nullable String label) {
  Place {
    steps = List.copyOf(steps);
  }

  /** The instances that an expression is evaluated for. */
  static Place root(EdmEntityType type) {
    return new Place(type, "", null, List.of(), null);
  }

  /** The names that lead to the row in an answer. */
  List<String> members() {
    return steps.stream().map(Place::member).toList();
  }

  static String member(String step) {
    int cast = step.indexOf('/');
    return cast < 0 ? step : step.substring(0, cast);
  }

  /** The property of a column; lookups are known by the name of what they look up. */
  EdmProperty property(String column, Element at) {
    if (type.getProperty(column) instanceof EdmProperty property) {
      return property;
    }
    if (type.getProperty(lookup(column)) instanceof EdmProperty property) {
      return property;
    }
    throw at.unknown("names the column '" + column + "', which " + type.getName() + " has not");
  }

  static String lookup(String column) {
    return "_" + column + "_value";
  }

  /** The column of a property. */
  static String column(String property) {
    boolean lookup = property.startsWith("_") && property.endsWith("_value");
    return lookup && property.length() > 7
        ? property.substring(1, property.length() - 6)
        : property;
  }

  /** The path to a member of the row. */
  String path(String member) {
    return prefix.isEmpty() ? member : prefix + "/" + member;
  }

  /** The value of a property as an expression: null where there is no row. */
  String operand(String property) {
    return match == null ? path(property) : "case(" + match + ":" + path(property) + ")";
  }

  /** The first property of the key, which every row has. */
  String key() {
    return type.getKeyPredicateNames().get(0);
  }

  /** The names of the columns that have one value each. */
  Stream<String> columns() {
    return type.getPropertyNames().stream()
        .filter(
            name ->
                type.getProperty(name) instanceof EdmProperty property
                    && property.isPrimitive()
                    && !property.isCollection());
  }
}
