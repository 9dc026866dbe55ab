package dev.edmund.processor.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.request.RequestReferences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Puts the URLs of entities in the place of references to the requests that created them, where a
 * body names entities: in {@code @odata.bind} and {@code @odata.id}. All else stays as it was sent,
 * byte for byte.
 */
final class BodyReferences {
  private static final JsonFactory JSON = new JsonFactory();

  private BodyReferences() {}

  /** The body with URLs for references; one that is not JSON is as it was. */
  static byte[] resolved(byte[] body, RequestReferences references) {
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
        } else if (token == JsonToken.VALUE_STRING && namesEntities(member)) {
          Optional<String> url = references.resolve(in.getText());
          int from = (int) in.currentTokenLocation().getByteOffset();
          int to = (int) in.currentLocation().getByteOffset();
          if (url.isPresent() && from >= copied && to > from) {
            out.write(body, copied, from - copied);
            out.writeBytes(new JsonBuffer(128).string(url.get()).toByteArray());
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
