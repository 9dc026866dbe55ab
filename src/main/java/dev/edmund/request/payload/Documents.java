package dev.edmund.request.payload;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.DocumentText;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Turns JSON values of data files into the text of documents ({@link DocumentText}). */
public final class Documents {
  private final DynamicTypes types;
  private final DocumentRules rules;
  private final Map<EdmProperty, ValueReader> declared = new HashMap<>();
  private final Map<String, ValueReader> dynamic = new HashMap<>();

  public Documents(Edm edm) {
    this(edm, DocumentRules.NONE);
  }

  /** Documents whose values are held to more than the facets of their properties. */
  public Documents(Edm edm, DocumentRules rules) {
    this.types = new DynamicTypes(edm);
    this.rules = rules;
  }

  public DynamicTypes types() {
    return types;
  }

  DocumentRules rules() {
    return rules;
  }

  /**
   * The text of a property that is kept as a document.
   *
   * @throws DataException when the value does not fit the type
   */
  public String read(PropertyStorage.Document p, At at) {
    StringBuilder out = new StringBuilder();
    ValueType type = ValueType.of(p.type(), p.collection(), p.property());
    new DocumentWriter(this, out).value(type, at);
    return out.toString();
  }

  /**
   * The text of the dynamic properties of an entity.
   *
   * @param names those of the members that are dynamic properties
   * @return empty where all are null
   */
  public Optional<String> dynamic(List<String> names, Members members, At at) {
    StringBuilder out = new StringBuilder();
    DocumentWriter writer = new DocumentWriter(this, out);
    writer.begin();
    names.forEach(
        name -> {
          JsonValue value = Objects.requireNonNull(members.values().get(name));
          writer.dynamic(name, members, at.member(name, value));
        });
    writer.end();
    return out.length() == 2 ? Optional.empty() : Optional.of(out.toString());
  }

  /** What a part of a property that is kept as a document changes in it. */
  public DocumentPatch patch(PropertyStorage.Document p, At at) {
    return new DocumentPatcher(this).patch((EdmComplexType) p.type(), at);
  }

  /** The value of a property that is kept as a document, where it takes the place of another. */
  public DocumentPatch.Change replacement(PropertyStorage.Document p, At at) {
    return p.type() instanceof EdmComplexType type
            && !p.collection()
            && ValueType.of(p.property()).isComplex()
        ? new DocumentPatcher(this).replacement(type, at)
        : new DocumentPatch.Put(read(p, at), null);
  }

  /** What a dynamic property changes in the document that has it. */
  public DocumentPatch.Change dynamicChange(String name, Members members, At at) {
    return new DocumentPatcher(this).dynamicChange(name, members, at);
  }

  /** Writes a primitive value. */
  public void primitive(StringBuilder out, ValueType type, At at) {
    ValueReader reader = reader(type);
    try {
      String text = reader.text(at.value());
      EdmProperty property = type.property();
      if (property != null) {
        for (String reason : rules.violations(property, reader.read(text))) {
          throw at.problem(reason);
        }
      }
      write(out, reader, text);
    } catch (IllegalArgumentException e) {
      throw at.problem(String.valueOf(e.getMessage()));
    }
  }

  private static void write(StringBuilder out, ValueReader reader, String text) {
    boolean moment = reader.columnType() == ColumnType.DATETIME;
    write(out, reader.columnType(), reader.read(text), moment ? Values.offset(text) : null);
  }

  private static void write(
      StringBuilder out, ColumnType type, Object value, @Nullable Integer offset) {
    String stored = DocumentText.text(type, value, offset);
    if (DocumentText.isQuoted(type, value)) {
      JsonText.quote(out, stored);
    } else {
      out.append(stored);
    }
  }

  /** Writes the default value of a property (CSDL XML 4.01, 7.2.7). */
  public void defaultValue(StringBuilder out, ValueType type, String text) {
    write(out, reader(type), text);
  }

  /** Writes what the server makes for a property. */
  void made(StringBuilder out, ValueType type, DocumentRules.Made made) {
    write(out, reader(type).columnType(), made.value(), made.offset());
  }

  private ValueReader reader(ValueType type) {
    EdmProperty property = type.property();
    EdmType edmType = Objects.requireNonNull(type.type());
    return property == null
        ? dynamic.computeIfAbsent(type.item().name(), n -> new ValueReader(edmType, null))
        : declared.computeIfAbsent(property, p -> new ValueReader(edmType, p));
  }

  /** A declared property may be annotated with the type that it has anyway. */
  public void requireType(ValueType declared, At annotation) {
    ValueType named;
    try {
      named = types.named(annotation.value().text());
    } catch (IllegalArgumentException e) {
      throw annotation.problem(String.valueOf(e.getMessage()));
    }
    if (!named.name().equals(declared.name())) {
      throw annotation.problem("the type is " + declared.name());
    }
  }
}
