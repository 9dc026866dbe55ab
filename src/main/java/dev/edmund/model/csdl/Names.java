package dev.edmund.model.csdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts other qualifiers into qualified names: namespaces in the place of aliases, or aliases in the
 * place of namespaces (CSDL XML, 15.1). It answers names it does not know as they are.
 *
 * @param qualifiers the qualifier in a name to the one to put there
 */
public record Names(Map<String, String> qualifiers) {
  private static final String COLLECTION = "Collection(";

  public Names {
    qualifiers = Map.copyOf(qualifiers);
  }

  /** The name {@code qualifier.Name}. */
  public String qualified(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return name;
    }
    String namespace = qualifiers.get(name.substring(0, dot));
    return namespace == null ? name : namespace + name.substring(dot);
  }

  /** A type name that may stand in {@code Collection(…)}. */
  public String type(String name) {
    String trimmed = name.strip();
    return isCollection(trimmed) ? COLLECTION + qualified(item(trimmed)) + ")" : qualified(trimmed);
  }

  /**
   * Whether a name can stand in paths and URLs. That is less than a simple identifier (CSDL XML,
   * 15.2), which real models do not always keep to.
   */
  static boolean isPlain(String name) {
    return !name.isBlank() && name.chars().noneMatch(c -> "./()@#'\"".indexOf(c) >= 0);
  }

  static boolean isCollection(String type) {
    return type.startsWith(COLLECTION) && type.endsWith(")");
  }

  /** The item type of a collection type, or the type itself. */
  static String item(String type) {
    String trimmed = type.strip();
    return isCollection(trimmed)
        ? trimmed.substring(COLLECTION.length(), trimmed.length() - 1).strip()
        : trimmed;
  }

  /** A path whose segments may be type casts or annotations. */
  public String path(String path) {
    if (path.indexOf('.') < 0) {
      return path;
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      segments.add(segment.startsWith("@") ? "@" + term(segment.substring(1)) : qualified(segment));
    }
    return String.join("/", segments);
  }

  /** A term with or without a qualifier. */
  public String term(String term) {
    int hash = term.indexOf('#');
    return hash < 0 ? qualified(term) : qualified(term.substring(0, hash)) + term.substring(hash);
  }

  /** The target of annotations, which may name an overload by its parameter types (14.2.2). */
  public String target(String target) {
    int open = target.indexOf('(');
    int close = target.lastIndexOf(')');
    if (open < 0 || close < open) {
      return path(target);
    }
    String parameters =
        List.of(target.substring(open + 1, close).split(",")).stream()
            .map(this::type)
            .collect(Collectors.joining(","));
    String rest = target.substring(close + 1);
    return qualified(target.substring(0, open)) + "(" + parameters + ")" + path(rest);
  }
}
