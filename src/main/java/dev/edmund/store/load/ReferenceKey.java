package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmType;

/** Columns of a key, declared or alternate, and what one row has in them. */
record ReferenceKey(List<Column> columns, List<Object> values) {
  /** A literal may have a type in front: {@code Shop.Color'Red'}. */
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([\\p{L}_][\\p{L}\\p{N}_/]*)\\s*=\\s*)?([^',]*'(?:[^']|'')*'|[^',]+)\\s*");

  ReferenceKey {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  private record Part(String name, EdmType type, Column column) {}

  /**
   * Reads what stands between the parentheses.
   *
   * @throws IllegalArgumentException when it is no key of the type
   */
  static ReferenceKey parse(EntityStorage type, String text, Dialect dialect) {
    Map<String, String> literals = literals(text);
    List<Column> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Part part : parts(type, literals)) {
      String literal = literals.containsKey("") ? literals.get("") : literals.get(part.name);
      if (literal == null) {
        throw new IllegalArgumentException("the key needs " + part.name);
      }
      columns.add(part.column);
      values.add(
          dialect.encode(part.column.type(), Values.parse(part.type, unquoted(part, literal))));
    }
    return new ReferenceKey(columns, values);
  }

  private static List<Part> parts(EntityStorage type, Map<String, String> literals) {
    Optional<List<Part>> alternate =
        type.alternateKeys().stream()
            .map(
                key ->
                    key.parts().stream()
                        .map(p -> new Part(p.alias(), p.type(), p.column()))
                        .toList())
            .filter(
                parts ->
                    parts.stream()
                        .map(Part::name)
                        .collect(Collectors.toSet())
                        .equals(literals.keySet()))
            .findFirst();
    List<Part> declared =
        KeyPart.of(type).stream()
            .map(p -> new Part(p.name(), p.scalar().type(), p.scalar().column()))
            .toList();
    boolean isDeclared = declared.stream().map(Part::name).anyMatch(literals::containsKey);
    if (alternate.isPresent() && !isDeclared) {
      return alternate.get();
    }
    if (literals.size() != declared.size()) {
      throw new IllegalArgumentException(
          "the key of " + type.name() + " has " + declared.size() + " parts");
    }
    return declared;
  }

  private static String unquoted(Part part, String literal) {
    int quote = literal.indexOf('\'');
    if (part.column.type() == ColumnType.TEXT && quote != 0) {
      throw new IllegalArgumentException("the key " + part.name + " needs quotes");
    }
    return quote < 0
        ? literal
        : literal.substring(quote + 1, literal.length() - 1).replace("''", "'");
  }

  /** By name; a key without a name has the empty one. */
  private static Map<String, String> literals(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    Matcher m = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      m.region(at, text.length());
      boolean last = m.lookingAt() && m.end() == text.length();
      if (!last && !(m.lookingAt() && text.charAt(m.end()) == ',')) {
        throw new IllegalArgumentException("cannot read the key (" + text + ")");
      }
      String name = m.group(1) == null ? "" : m.group(1);
      if (parts.put(name, Objects.requireNonNull(m.group(2)).trim()) != null) {
        throw new IllegalArgumentException("cannot read the key (" + text + ")");
      }
      at = last ? text.length() : m.end() + 1;
    }
    return parts;
  }
}
