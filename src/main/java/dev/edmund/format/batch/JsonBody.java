package dev.edmund.format.batch;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.edmund.core.BatchLimits;
import dev.edmund.core.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code body}, whose meaning depends on a header that may follow it.
 *
 * @param json the value as JSON, every number as it was written
 * @param text the value where it is a string
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JsonBody(byte[] json, @Nullable String text) {
  static final JsonBody NONE = new JsonBody(new byte[0], null);
  private static final JsonFactory FACTORY = new JsonFactory();

  boolean isEmpty() {
    return json.length == 0;
  }

  /** Reads the value that the parser stands at, and leaves the parser at its end. */
  static JsonBody read(JsonParser in, BatchLimits limits, String place) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return NONE;
    }
    String text = token == JsonToken.VALUE_STRING ? in.getText() : null;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      int depth = 0;
      do {
        copy(in, out);
        JsonToken done = in.currentToken();
        depth += done.isStructStart() ? 1 : done.isStructEnd() ? -1 : 0;
        if (bytes.size() > limits.partBytes()) {
          throw Limits.exceeded("partBytes", limits.partBytes(), place);
        }
      } while (depth > 0 && more(in, place));
    }
    return new JsonBody(bytes.toByteArray(), text);
  }

  private static boolean more(JsonParser in, String place) throws IOException {
    if (in.nextToken() == null) {
      throw Places.cutOff(place, "the end of the body");
    }
    return true;
  }

  private static void copy(JsonParser in, JsonGenerator out) throws IOException {
    if (in.currentToken().isNumeric()) {
      out.writeNumber(in.getText()); // As it was written: no digit is lost.
    } else {
      out.copyCurrentEvent(in);
    }
  }

  /** The bytes of the body in a media type (JSON Format, 19.1). */
  byte[] bytes(String contentType, String place) {
    String type = MediaTypes.plain(contentType);
    if (isEmpty() || MediaTypes.isJson(type)) {
      return json;
    }
    if (text == null) {
      throw Places.wrong(place, "A body of the type " + type + " is a string.");
    }
    if (MediaTypes.isText(type)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      String url = text.replace('+', '-').replace('/', '_');
      return Base64.getUrlDecoder().decode(url);
    } catch (IllegalArgumentException e) {
      throw Places.wrong(place, "A body of the type " + type + " is base64url.");
    }
  }
}
