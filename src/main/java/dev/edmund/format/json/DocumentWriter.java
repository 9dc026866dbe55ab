package dev.edmund.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.edmund.format.json.DocumentTypes.Complex;
import dev.edmund.format.json.DocumentTypes.Property;
import dev.edmund.format.json.DocumentTypes.ValueType;
import dev.edmund.plan.shape.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Writes stored JSON ({@link dev.edmund.model.storage.DocumentText}) as OData JSON, token by token.
 * Properties keep their stored order; those that are declared and not stored come behind, as null
 * or as an empty collection.
 */
final class DocumentWriter {
  /** The text is one of our own, whatever the length of a string in it. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final String TAG = "@type";
  private static final byte[] TYPE = JsonBuffer.name("@odata.type");

  private final JsonOptions options;
  private final DocumentTypes types;

  DocumentWriter(Edm model, JsonOptions options) {
    this.options = options;
    this.types = new DocumentTypes(model, options);
  }

  /** Writes a value, or a collection, of a declared type. */
  void value(byte[] json, EdmType type, boolean collection, Parts parts, JsonBuffer out) {
    ValueType declared = types.of(type, collection);
    read(json, in -> value(declared, declared.complex(), parts, in, out));
  }

  /** Writes the members of a complex value into an object that has been begun. */
  void members(byte[] json, EdmComplexType type, Parts parts, JsonBuffer out) {
    read(json, in -> members(type, type, parts, in, out));
  }

  /**
   * Writes dynamic properties as members of an object that has been begun.
   *
   * @param declared names that are written from elsewhere
   */
  void dynamic(byte[] json, Parts parts, Set<String> declared, JsonBuffer out) {
    read(
        json,
        in -> {
          String tag = null;
          for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            if (name.endsWith(TAG)) {
              tag = in.getText();
            } else {
              if (parts.wants(name) && !declared.contains(name)) {
                dynamic(name, tag, parts.of(name), in, out);
              } else {
                in.skipChildren();
              }
              tag = null;
            }
          }
        });
  }

  /** Writes an undeclared value by the type it came with. */
  void undeclared(byte[] json, @Nullable String tag, Parts parts, JsonBuffer out) {
    ValueType type = types.tagged(tag);
    read(json, in -> value(type, null, parts, in, out));
  }

  /** Writes the members of an undeclared complex value into an object that has been begun. */
  void undeclaredMembers(byte[] json, @Nullable String tag, Parts parts, JsonBuffer out) {
    EdmComplexType complex = types.tagged(tag).complex();
    if (complex != null) {
      read(json, in -> members(complex, null, parts, in, out));
      return;
    }
    read(
        json,
        in -> {
          for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            TokenEncoders.copy(in, out.member(JsonBuffer.name(name)));
          }
        });
  }

  /** The name of an undeclared value's type where JSON does not show it (JSON Format, 4.6.3). */
  @Nullable String told(@Nullable String tag, boolean text) {
    return told(types.tagged(tag), text);
  }

  private static @Nullable String told(ValueType type, boolean text) {
    String name = type.name();
    if (name == null || (type.complex() != null && !type.collection())) {
      return null;
    }
    if (type.collection()) {
      return "#Collection(" + name + ")";
    }
    // INF, -INF and NaN look like texts.
    boolean evident = DocumentTypes.isEvident(name) && !(text && name.equals("Double"));
    return evident ? null : "#" + name;
  }

  /** What a JSON text of a single value stands for. */
  static String unquoted(String json) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      return in.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("A value is written that is no JSON", e);
    }
  }

  private interface Reading {
    void read(JsonParser in) throws IOException;
  }

  private static void read(byte[] json, Reading reading) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      reading.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("A stored document is damaged", e);
    }
  }

  /**
   * Writes the value the parser stands at.
   *
   * @param declared the type that a complex value need not name; null where it has to
   */
  private void value(
      ValueType type, @Nullable EdmComplexType declared, Parts parts, JsonParser in, JsonBuffer out)
      throws IOException {
    JsonToken token = in.currentToken();
    EdmComplexType complex = type.complex();
    if (token == JsonToken.VALUE_NULL) {
      out.nullValue();
    } else if (type.collection() && token == JsonToken.START_ARRAY) {
      ValueType item = type.item();
      out.raw('[');
      while (in.nextToken() != JsonToken.END_ARRAY) {
        // The annotation of a collection tells the type of its items, too.
        value(item, complex, parts, in, out.separate());
      }
      out.raw(']');
    } else if (complex != null && token == JsonToken.START_OBJECT) {
      out.raw('{');
      members(complex, declared, parts, in, out);
      out.raw('}');
    } else {
      type.scalar().write(in, out);
    }
  }

  private void members(
      EdmComplexType base,
      @Nullable EdmComplexType declared,
      Parts parts,
      JsonParser in,
      JsonBuffer out)
      throws IOException {
    EdmComplexType type = base;
    String name = in.nextFieldName();
    if (TAG.equals(name)) {
      type = types.instance(base, in.nextTextValue());
      name = in.nextFieldName();
    }
    Complex complex = types.complex(type);
    boolean derived =
        declared == null || !type.getFullQualifiedName().equals(declared.getFullQualifiedName());
    if (options.metadata() == JsonOptions.Metadata.FULL
        || (options.metadata() == JsonOptions.Metadata.MINIMAL && derived)) {
      out.member(TYPE).string("#" + complex.name());
    }
    Set<String> stored = new HashSet<>();
    String tag = null;
    for (; name != null; name = in.nextFieldName()) {
      in.nextToken();
      Property property = complex.properties().get(name);
      if (property != null) {
        stored.add(name);
      }
      if (property == null && complex.open() && name.endsWith(TAG)) {
        tag = in.getText();
      } else if (!wanted(name, property, complex, parts)) {
        in.skipChildren();
        tag = null;
      } else if (property == null && complex.navigation().contains(name)) {
        TokenEncoders.copy(in, out.member(JsonBuffer.name(name)));
      } else if (property == null) {
        dynamic(name, tag, parts.of(name), in, out);
        tag = null;
      } else {
        ValueType valueType = property.type();
        if (in.currentToken() == JsonToken.VALUE_NULL && property.isOmitted()) {
          continue;
        }
        value(valueType, valueType.complex(), parts.of(name), in, property.begin(out));
      }
    }
    absent(complex, stored, parts, out);
  }

  private static boolean wanted(
      String name, @Nullable Property property, Complex complex, Parts parts) {
    if (property == null) {
      return (complex.open() || complex.navigation().contains(name)) && parts.wants(name);
    }
    return property.isStream() ? parts.named().containsKey(name) : parts.wants(name);
  }

  /** Nulls and empty collections are not stored. */
  private static void absent(Complex complex, Set<String> stored, Parts parts, JsonBuffer out) {
    if (stored.size() == complex.properties().size()) {
      return;
    }
    complex
        .properties()
        .forEach(
            (name, property) -> {
              if (!stored.contains(name)
                  && !property.isOmitted()
                  && wanted(name, property, complex, parts)) {
                property.begin(out);
                if (property.type().collection()) {
                  out.raw('[').raw(']');
                } else {
                  out.nullValue();
                }
              }
            });
  }

  private void dynamic(
      String name, @Nullable String tag, Parts parts, JsonParser in, JsonBuffer out)
      throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL && options.omit() != JsonOptions.Omit.NOTHING) {
      return;
    }
    ValueType type = types.tagged(tag);
    boolean text = in.currentToken() == JsonToken.VALUE_STRING;
    String told = options.metadata() == JsonOptions.Metadata.NONE ? null : told(type, text);
    if (told != null) {
      out.member(JsonBuffer.name(name + "@odata.type")).string(told);
    }
    value(type, null, parts, in, out.member(JsonBuffer.name(name)));
  }
}
