package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.jspecify.annotations.Nullable;

/** Reads entity references: {@code accounts(…)}, {@code lines(order=1,no=2)}, {@code me}. */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("/?([^/()]+)(?:\\((.*)\\))?");
  private static final Pattern PART =
      Pattern.compile("\\s*(?:([\\p{L}_][\\p{L}\\p{N}_/]*)\\s*=\\s*)?('(?:[^']|'')*'|[^',]+)\\s*");

  private final Edm edm;
  private final Target target;

  References(Edm edm, Target target) {
    this.edm = edm;
    this.target = target;
  }

  /** Columns and values that one row of a type has. */
  record Key(EntityStorage type, List<Column> columns, List<Object> values) {
    Key {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /**
   * Reads a reference to an entity of a type.
   *
   * @throws IllegalArgumentException when it is none, or one to another type
   */
  Key parse(String text, EntityStorage wanted) {
    Matcher m = REFERENCE.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "expected a reference such as accounts(key), found '" + text + "'");
    }
    String name = Objects.requireNonNull(m.group(1));
    String keyText = m.group(2);
    EdmEntitySet set = edm.getEntityContainer().getEntitySet(name);
    EdmSingleton singleton = edm.getEntityContainer().getSingleton(name);
    if ((keyText == null ? singleton : set) == null) {
      throw new IllegalArgumentException(
          "the model has no " + (keyText == null ? "singleton" : "entity set") + " '" + name + "'");
    }
    EntityStorage type = narrower(keyText == null ? singleton : set, wanted);
    List<Column> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (type.container() != null) {
      columns.add(type.container());
      values.add(target.storage().containers().getOrDefault(name, ""));
    }
    if (keyText != null) {
      key(type, keyText, columns, values);
    }
    return new Key(type, columns, values);
  }

  /** Of the set's type and the wanted one the more derived: a row of it is in both. */
  private EntityStorage narrower(@Nullable EdmBindingTarget source, EntityStorage wanted) {
    EntityStorage declared =
        target.storage().of(Objects.requireNonNull(source).getEntityType()).orElseThrow();
    if (declared.name().equals(wanted.name()) || wanted.derived().contains(declared.name())) {
      return declared;
    }
    if (declared.derived().contains(wanted.name())) {
      return wanted;
    }
    throw new IllegalArgumentException(
        source.getName() + " holds " + declared.name() + ", not " + wanted.name());
  }

  private void key(EntityStorage type, String text, List<Column> columns, List<Object> values) {
    Map<String, String> parts = parts(text);
    if (parts.size() != type.key().size()) {
      throw new IllegalArgumentException(
          "the key of " + type.name() + " has " + type.key().size() + " parts");
    }
    for (PropertyStorage property : type.properties().values()) {
      property
          .asScalar()
          .filter(s -> type.key().contains(s.column()))
          .ifPresent(
              s -> {
                String literal = parts.containsKey("") ? parts.get("") : parts.get(s.name());
                if (literal == null) {
                  throw new IllegalArgumentException("the key needs " + s.name());
                }
                columns.add(s.column());
                values.add(
                    target
                        .dialect()
                        .encode(s.column().type(), Values.parse(s.type(), unquoted(s, literal))));
              });
    }
  }

  private static String unquoted(PropertyStorage.Scalar scalar, String literal) {
    boolean quoted = literal.startsWith("'");
    if (scalar.column().type() == ColumnType.TEXT && !quoted) {
      throw new IllegalArgumentException("the key " + scalar.name() + " needs quotes");
    }
    return quoted ? literal.substring(1, literal.length() - 1).replace("''", "'") : literal;
  }

  /** By name; a key without a name has the empty one. */
  private static Map<String, String> parts(String text) {
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
      if (parts.put(name, m.group(2).trim()) != null) {
        throw new IllegalArgumentException("cannot read the key (" + text + ")");
      }
      at = last ? text.length() : m.end() + 1;
    }
    return parts;
  }
}
