package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.write.WriteRequest.Method;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Reads the bodies that stand for one property (JSON Format, 11 and 12). */
final class Bodies {
  private static final String VALUE = "value";

  private Bodies() {}

  /** The value that a request gives a property, or an item of it: null for a DELETE. */
  static JsonValue value(WriteRequest request, String name, boolean bare, Spot spot) {
    if (request.method() == Method.DELETE) {
      return JsonValue.nothing();
    }
    EdmProperty property = spot.last();
    if (bare) {
      boolean binary = property != null && ColumnTypes.of(property.getType()) == ColumnType.BINARY;
      return bare(request, binary, property == null);
    }
    boolean one = !spot.isCollection() || request.method() == Method.POST;
    return property != null && one && property.getType() instanceof EdmComplexType
        ? object(request, ValueType.of(property))
        : wrapped(request, name);
  }

  private static JsonValue bare(WriteRequest request, boolean binary, boolean dynamic) {
    if (!(request.body() instanceof WriteRequest.Raw raw)) {
      throw bad("Expected the value itself in the body, without JSON.");
    }
    try (InputStream in = raw.bytes().open().get()) {
      byte[] bytes = in.readAllBytes();
      if (binary) {
        return JsonValue.string(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return dynamic ? JsonValue.string(text) : JsonValue.cell(0, text);
    } catch (CharacterCodingException e) {
      throw bad("The body is not UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON value that the body is. */
  static JsonValue json(WriteRequest request) {
    if (request.body() instanceof WriteRequest.Json json) {
      return json.value();
    }
    throw bad("Expected JSON in the body.");
  }

  /** A complex value is the body itself; null is wrapped, and so is what need not be an object. */
  private static JsonValue object(WriteRequest request, ValueType type) {
    JsonValue body = json(request);
    JsonValue value = body.members().get(VALUE);
    boolean wrapped = value != null && (value.is(JsonValue.Kind.NULL) || !type.isComplex());
    for (String name : body.members().keySet()) {
      wrapped &= name.equals(VALUE) || name.indexOf('@') >= 0;
    }
    return wrapped && value != null ? value : body;
  }

  /** The member {@code value} of the body. */
  static JsonValue wrapped(WriteRequest request, String name) {
    JsonValue body = json(request);
    JsonValue value = body.members().get(VALUE);
    if (value == null) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE, "Expected an object with the member \"value\".", name);
    }
    for (String member : body.members().keySet()) {
      if (!member.equals(VALUE) && member.indexOf('@') < 0) {
        throw new ODataException(
            ErrorCode.UNKNOWN_NAME, "A property has no member '" + member + "' here.", name);
      }
    }
    return value;
  }

  /** The body as if its value stood in an entity under the name of the property. */
  static Members asMember(Writing writing, String name) {
    if (writing.request().method() == Method.DELETE) {
      return new Members(Map.of(), Map.of());
    }
    JsonValue body = json(writing.request());
    Members read = Members.of(new At("", "", body));
    Map<String, Map<String, Members.Annotation>> annotations = new HashMap<>();
    Map<String, Members.Annotation> own =
        new HashMap<>(read.annotations().getOrDefault("", Map.of()));
    own.putAll(read.annotations().getOrDefault(VALUE, Map.of()));
    annotations.put(name, own);
    return new Members(Map.of(name, wrapped(writing.request(), name)), annotations);
  }

  private static ODataException bad(String message) {
    return new ODataException(ErrorCode.INVALID_VALUE, message);
  }
}
