package dev.edmund.request.payload;

import dev.edmund.core.Limits;
import dev.edmund.request.payload.Members.Annotation;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Writes the text of one document, level by level. */
public final class DocumentWriter {
  /** A simple identifier (CSDL XML 4.01, 15.2), so that URLs can name the property. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]{0,127}");

  private final Documents documents;
  private final StringBuilder out;
  private final boolean references;
  private int depth;

  public DocumentWriter(Documents documents, StringBuilder out) {
    this(documents, out, false);
  }

  /**
   * A writer.
   *
   * @param references whether navigation properties have references to entities as values, which
   *     are written as they are
   */
  public DocumentWriter(Documents documents, StringBuilder out, boolean references) {
    this.documents = documents;
    this.out = out;
    this.references = references;
  }

  /** Writes a value that is not null, unless it is an item of a collection. */
  public void value(ValueType type, At at) {
    if (type.collection()) {
      collection(type, at);
    } else if (type.type() == null) {
      JsonText.write(out, at.value());
    } else if (type.isComplex()) {
      complex((EdmComplexType) type.type(), at);
    } else {
      documents.primitive(out, type, at);
    }
  }

  private void collection(ValueType type, At at) {
    if (!at.value().is(JsonValue.Kind.ARRAY)) {
      throw at.problem("expected an array");
    }
    requireCount(type, at.value().items().size(), at);
    out.append('[');
    for (int i = 0; i < at.value().items().size(); i++) {
      out.append(i == 0 ? "" : ",");
      At item = at.item(i);
      if (!item.value().is(JsonValue.Kind.NULL)) {
        value(type.item(), item);
      } else if (type.isNullable()) {
        out.append("null");
      } else {
        throw item.problem("must not be null");
      }
    }
    out.append(']');
  }

  private void requireCount(ValueType type, int items, At at) {
    EdmProperty property = type.property();
    if (property != null) {
      for (String reason : documents.rules().countViolations(property, items)) {
        throw at.problem(reason);
      }
    }
  }

  private void complex(EdmComplexType declared, At at) {
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      throw at.problem("expected an object");
    }
    if (++depth > Limits.defaults().depth()) {
      throw at.problem("nested deeper than " + Limits.defaults().depth());
    }
    Members members = Members.of(at);
    EdmComplexType type = type(declared, members, at);
    begin();
    if (!type.getFullQualifiedName().equals(declared.getFullQualifiedName())) {
      name("@type");
      JsonText.quote(out, type.getFullQualifiedName().toString());
    }
    Set<String> taken = new HashSet<>();
    members
        .values()
        .forEach(
            (name, value) -> {
              At member = at.member(name, value);
              if (documents.rules().takes(type, name, true, member)) {
                taken.add(name);
                member(type, name, members, member);
              }
            });
    for (String name : type.getPropertyNames()) {
      if (!taken.contains(name)) {
        absent(type, Objects.requireNonNull(type.getStructuralProperty(name)), at);
      }
    }
    annotations(type, members, at);
    end();
    depth--;
  }

  /** The type of a complex value: the one that it names, else the declared one. */
  EdmComplexType type(EdmComplexType declared, Members members, At at) {
    EdmComplexType type = declared;
    Optional<Annotation> given = members.annotation("", Members.TYPE);
    if (given.isPresent()) {
      try {
        type = documents.types().derived(declared, given.get().value().text());
      } catch (IllegalArgumentException e) {
        throw at.member(given.get().name(), given.get().value())
            .problem(String.valueOf(e.getMessage()));
      }
    }
    if (type.isAbstract() && !DynamicTypes.isAny(type)) {
      throw at.problem(type.getFullQualifiedName() + " is abstract: a derived type is needed");
    }
    return type;
  }

  /** Writes a part of a complex value. */
  void member(EdmComplexType type, String name, Members members, At at) {
    EdmProperty property = type.getStructuralProperty(name);
    if (property != null) {
      declared(ValueType.of(property), name, at);
    } else if (type.getNavigationProperty(name) != null && references) {
      name(name);
      JsonText.write(out, at.value());
    } else if (type.getNavigationProperty(name) != null) {
      throw at.problem("navigation properties of such complex values are not stored");
    } else if (type.isOpenType()) {
      dynamic(name, members, at);
    } else {
      throw at.problem(type.getFullQualifiedName() + " has no such property");
    }
  }

  /** Writes a declared property. */
  void declared(ValueType type, String name, At at) {
    if (!at.value().is(JsonValue.Kind.NULL)) {
      name(name);
      value(type, at);
    } else if (type.collection()) {
      throw at.problem("expected an array");
    } else if (!type.isNullable()) {
      throw at.problem("must not be null");
    }
  }

  /** What a property has that is not given: its default, an empty object, or null. */
  void absent(EdmComplexType owner, EdmProperty property, At around) {
    ValueType type = ValueType.of(property);
    At at = around.member(property.getName(), around.value());
    if (type.collection()) {
      requireCount(type, 0, at);
      return;
    }
    Optional<DocumentRules.Made> made = documents.rules().made(owner, property.getName());
    if (made.isPresent()) {
      name(property.getName());
      documents.made(out, type, made.get());
    } else if (property.getDefaultValue() != null && type.type() != null && !type.isComplex()) {
      name(property.getName());
      documents.defaultValue(out, type, property.getDefaultValue());
    } else if (!type.isNullable()) {
      if (!type.isComplex()) {
        require(owner, property, at);
        return;
      }
      name(property.getName());
      At empty =
          new At(
              at.file(),
              at.path(),
              new JsonValue(
                  JsonValue.Kind.OBJECT, at.value().line(), "", Map.of(), at.value().items()));
      complex((EdmComplexType) Objects.requireNonNull(type.type()), empty);
    }
  }

  private void require(EdmComplexType owner, EdmProperty property, At at) {
    if (documents.rules().requires(owner, property)) {
      throw at.problem("must not be null");
    }
  }

  /** Writes a dynamic property with the tag that names its type. */
  public void dynamic(String name, Members members, At at) {
    requireName(name, at);
    if (at.value().is(JsonValue.Kind.NULL)) {
      return;
    }
    ValueType type = type(name, members, at);
    if (isTagged(type)) {
      name(name + "@type");
      JsonText.quote(out, type.name());
    }
    name(name);
    value(type, at);
  }

  static void requireName(String name, At at) {
    if (!NAME.matcher(name).matches()) {
      throw at.problem("is no name of a property");
    }
  }

  /** JSON itself tells these two. */
  static boolean isTagged(ValueType type) {
    return !type.name().equals("Edm.String") && !type.name().equals("Edm.Boolean");
  }

  /** The type of a dynamic property. */
  ValueType type(String name, Members members, At at) {
    Optional<Annotation> given = members.annotation(name, Members.TYPE);
    if (given.isPresent()) {
      try {
        return documents.types().named(given.get().value().text());
      } catch (IllegalArgumentException e) {
        throw new At(at.file(), at.path(), given.get().value())
            .problem(String.valueOf(e.getMessage()));
      }
    }
    JsonValue own = at.value().members().get("@odata.type");
    own = own == null ? at.value().members().get("@type") : own;
    if (own == null) {
      return documents.types().of(at.value());
    }
    try {
      return documents.types().named(own.text());
    } catch (IllegalArgumentException e) {
      throw new At(at.file(), at.path(), own).problem(String.valueOf(e.getMessage()));
    }
  }

  /** Refuses annotations that are not understood. */
  void annotations(EdmComplexType type, Members members, At at) {
    members
        .annotations()
        .forEach(
            (name, terms) ->
                terms.forEach(
                    (term, annotation) -> {
                      At found = at.member(annotation.name(), annotation.value());
                      EdmProperty property = type.getStructuralProperty(name);
                      if (term.equals(Members.TYPE) && property != null) {
                        documents.requireType(ValueType.of(property), found);
                      } else if (!term.equals(Members.TYPE) && !Members.isIgnored(term)) {
                        throw found.problem("is not understood");
                      } else if (!name.isEmpty() && !members.values().containsKey(name)) {
                        throw found.problem("there is no '" + name + "' beside it");
                      }
                    }));
  }

  public void begin() {
    out.append('{');
  }

  public void end() {
    out.append('}');
  }

  private void name(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    JsonText.name(out, name);
  }
}
