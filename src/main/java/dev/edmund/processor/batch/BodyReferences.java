package dev.edmund.processor.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.request.RequestReferences;
import dev.edmund.request.payload.JsonText;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the URLs of entities in the place of references to the requests that created them, where a
 * body names entities: in {@code @odata.bind} and {@code @odata.id}; elsewhere, values out of
 * earlier answers in the place of references to these. All else stays as it was sent, byte for
 * byte.
 *
 * @param values what a reference stands for; empty where the text is meant as it is
 */
record BodyReferences(
    RequestReferences references, Function<ValueReference, Optional<JsonValue>> values) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The body with what references stand for; one that is not JSON is as it was. */
  byte[] resolved(byte[] body) {
    if (!mayRefer(body)) {
      return body;
    }
    try (JsonParser in = JSON.createParser(body)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 128);
      int copied = 0;
      String member = "";
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          member = in.currentName();
        } else if (token == JsonToken.VALUE_STRING) {
          Optional<byte[]> put = put(member, in.getText());
          int from = (int) in.currentTokenLocation().getByteOffset();
          int to = (int) in.currentLocation().getByteOffset();
          if (put.isPresent() && from >= copied && to > from) {
            out.write(body, copied, from - copied);
            out.writeBytes(put.get());
            copied = to;
          }
        } else if (token == JsonToken.START_OBJECT) {
          member = "";
        }
      }
      out.write(body, copied, body.length - copied);
      return out.toByteArray();
    } catch (IOException e) {
      return body; // Who reads the body says what is wrong with it.
    }
  }

  private Optional<byte[]> put(String member, String text) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    return namesEntities(member)
        ? references.resolve(text).map(url -> new JsonBuffer(128).string(url).toByteArray())
        : ValueReference.whole(text)
            .flatMap(values)
            .map(value -> JsonText.of(value).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean namesEntities(String member) {
    return member.endsWith("@odata.bind")
        || member.endsWith("@bind")
        || member.equals("@odata.id")
        || member.equals("@id");
  }

  private static boolean mayRefer(byte[] body) {
    for (int i = 1; i < body.length; i++) {
      if (body[i] == '$' && body[i - 1] == '"') {
        return true;
      }
    }
    return false;
  }
}
