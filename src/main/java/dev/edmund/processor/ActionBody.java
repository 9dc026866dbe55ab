package dev.edmund.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.payload.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/** The parameters of an action, in a JSON object (JSON Format, 18). */
final class ActionBody {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_DIGITS = 100;

  private ActionBody() {}

  /**
   * The parameters by name; none where there is no body.
   *
   * @throws ODataException 415 when the body is not JSON by its type, 413 when it is too large, 400
   *     when it is no object
   */
  static Map<String, JsonValue> read(ODataRequest request, Limits limits) {
    byte[] bytes = bytes(request);
    if (bytes.length == 0) {
      return Map.of();
    }
    requireJson(request.getHeader("Content-Type"));
    JsonFactory json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();
    try (JsonParser parser = json.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST, "The body is not a JSON object of parameters.");
      }
      JsonValue object = JsonValue.read(parser);
      if (parser.nextToken() != null) {
        throw new ODataException(ErrorCode.BAD_REQUEST, "Something follows the JSON object.");
      }
      return parameters(object);
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      String place =
          e.getLocation() == null
              ? ""
              : " in line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "The body is not JSON" + place + ": " + clean(reason) + ".", e);
    } catch (IOException e) {
      throw new ODataException(ErrorCode.BAD_REQUEST, "The body cannot be read.", e);
    }
  }

  /** Without the parser's own words about itself. */
  private static String clean(String reason) {
    return reason.replaceAll("\\s*\\(.*", "").replaceAll("\\.$", "");
  }

  private static byte[] bytes(ODataRequest request) {
    InputStream in = request.getBody();
    try {
      byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ODataException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "The body is longer than the limit actionBytes (" + MOST_BYTES + ").");
      }
      return bytes;
    } catch (IOException e) {
      throw new ODataException(ErrorCode.BAD_REQUEST, "The body cannot be read.", e);
    }
  }

  private static void requireJson(@Nullable String header) {
    String type = header == null ? "" : header.replaceFirst(";.*", "").trim();
    if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
      throw new ODataException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The parameters of an action are sent as application/json.",
          "Content-Type");
    }
  }

  /** Annotations say nothing here. */
  private static Map<String, JsonValue> parameters(JsonValue object) {
    Map<String, JsonValue> parameters = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (name.indexOf('@') < 0) {
                parameters.put(name, value);
              }
            });
    return parameters;
  }
}
