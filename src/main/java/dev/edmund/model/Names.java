package dev.edmund.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts namespaces in the place of aliases (CSDL XML, 15.1). It answers names it does not know as
 * they are.
 *
 * @param aliases alias to namespace, of one document
 */
record Names(Map<String, String> aliases) {
  private static final String COLLECTION = "Collection(";

  Names {
    aliases = Map.copyOf(aliases);
  }

  /** {@code alias.Name} to {@code Namespace.Name}. */
  String qualified(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return name;
    }
    String namespace = aliases.get(name.substring(0, dot));
    return namespace == null ? name : namespace + name.substring(dot);
  }

  /** A type name that may stand in {@code Collection(…)}. */
  String type(String name) {
    String trimmed = name.strip();
    return isCollection(trimmed) ? COLLECTION + qualified(item(trimmed)) + ")" : qualified(trimmed);
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
  String path(String path) {
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
  String term(String term) {
    int hash = term.indexOf('#');
    return hash < 0 ? qualified(term) : qualified(term.substring(0, hash)) + term.substring(hash);
  }

  /** The target of annotations, which may name an overload by its parameter types (14.2.2). */
  String target(String target) {
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
