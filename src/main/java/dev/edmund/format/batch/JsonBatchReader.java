package dev.edmund.format.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.edmund.core.BatchLimits;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON format (JSON Format, 19.1). */
public final class JsonBatchReader implements BatchReader {
  private final JsonParser in;
  private final BatchLimits limits;
  private boolean begun;
  private int parts;

  /**
   * @param depth deepest nesting in a body
   */
  public JsonBatchReader(InputStream in, BatchLimits limits, int depth) {
    this.limits = limits;
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(depth + 4)
            .maxStringLength(limits.partBytes())
            .maxNameLength(limits.partHeaderBytes())
            .build();
    JsonFactory factory = JsonFactory.builder().streamReadConstraints(constraints).build();
    try {
      this.in = factory.createParser(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable BatchPart next() {
    try {
      return read();
    } catch (StreamConstraintsException e) {
      throw wrong(
          "A name is longer than the limit partHeaderBytes ("
              + limits.partHeaderBytes()
              + "), a string than partBytes ("
              + limits.partBytes()
              + "), a number than 1000 characters, or values are nested deeper than the limit"
              + " depth",
          e);
    } catch (JsonProcessingException e) {
      throw wrong("The batch is not JSON, or it is cut off", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ODataException wrong(String what, JsonProcessingException cause) {
    int line = cause.getLocation() == null ? 0 : cause.getLocation().getLineNr();
    int column = cause.getLocation() == null ? 0 : cause.getLocation().getColumnNr();
    ODataException wrong =
        new ODataException(
            ErrorCode.BAD_REQUEST,
            place() + ": " + what + " (line " + line + ", column " + column + ").");
    wrong.addSuppressed(cause);
    return wrong;
  }

  /** Where the next request would stand. */
  private String place() {
    return BatchPart.place(parts + 1, null);
  }

  private @Nullable BatchPart read() throws IOException {
    if (!begun) {
      begin();
      begun = true;
    }
    JsonToken token = in.nextToken();
    if (token == JsonToken.START_OBJECT) {
      return request();
    }
    if (token == JsonToken.END_ARRAY) {
      end();
      return null;
    }
    throw token == null
        ? Places.cutOff(place(), "the end of the array 'requests'")
        : Places.wrong(place(), "An item of 'requests' is not an object.");
  }

  private void begin() throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw noRequests();
    }
    while (!"requests".equals(in.nextFieldName())) {
      if (in.currentToken() != JsonToken.FIELD_NAME) {
        throw noRequests();
      }
      in.nextToken();
      in.skipChildren();
    }
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw noRequests();
    }
  }

  private static ODataException noRequests() {
    return new ODataException(
        ErrorCode.BAD_REQUEST, "A JSON batch is an object with an array 'requests'.", "requests");
  }

  private void end() throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      if (name.equals("requests")) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST, "The batch has two members 'requests'.", "requests");
      }
      in.nextToken();
      in.skipChildren();
    }
    if (in.currentToken() == null) {
      throw Places.cutOff("The end", "its closing brace");
    }
    if (in.nextToken() != null) {
      throw Places.wrong("The end", "Something follows the JSON object.");
    }
  }

  private BatchPart request() throws IOException {
    Draft draft = new Draft(parts + 1);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      draft.member(name);
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw Places.cutOff(draft.place(), "the end of the request");
    }
    BatchPart part = draft.part();
    parts++;
    return part;
  }

  /** A request whose members come in any order. */
  private final class Draft {
    private final int number;
    private final Set<String> seen = new HashSet<>();
    private final PartHeaders headers;
    private @Nullable String id;
    private @Nullable String method;
    private @Nullable String url;
    private @Nullable String group;
    private @Nullable String condition;
    private List<String> dependsOn = List.of();
    private JsonBody body = JsonBody.NONE;

    Draft(int number) {
      this.number = number;
      this.headers = new PartHeaders(limits, BatchPart.place(number, null));
    }

    String place() {
      return BatchPart.place(number, id);
    }

    void member(String name) throws IOException {
      if (!seen.add(name)) {
        throw Places.wrong(place(), "There are two members '" + name + "'.");
      }
      JsonToken token = in.nextToken();
      switch (name) {
        case "id" -> id = Places.id(string(name, token), place(), "The id");
        case "method" -> method = string(name, token);
        case "url" -> url = string(name, token);
        case "atomicityGroup" ->
            group = Places.id(string(name, token), place(), "The atomicityGroup");
        case "if" -> condition = string(name, token);
        case "dependsOn" -> dependsOn = strings(token);
        case "headers" -> headers(token);
        case "body" -> body = JsonBody.read(in, limits, place());
        default -> {
          if (name.indexOf('@') < 0) {
            throw Places.wrong(place(), "A request has no member '" + name + "'.");
          }
          in.skipChildren();
        }
      }
    }

    private @Nullable String string(String name, JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      if (token != JsonToken.VALUE_STRING) {
        throw Places.wrong(place(), "The member '" + name + "' is not a string.");
      }
      return in.getText();
    }

    private List<String> strings(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return List.of();
      }
      if (token != JsonToken.START_ARRAY) {
        throw Places.wrong(place(), "The member 'dependsOn' is not an array.");
      }
      List<String> strings = new ArrayList<>();
      while (in.nextToken() == JsonToken.VALUE_STRING) {
        strings.add(in.getText());
        if (strings.size() > limits.batchParts()) {
          throw Places.wrong(place(), "'dependsOn' has more items than a batch has requests.");
        }
      }
      if (in.currentToken() != JsonToken.END_ARRAY) {
        throw Places.wrong(place(), "An item of 'dependsOn' is not a string.");
      }
      return strings;
    }

    private void headers(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      if (token != JsonToken.START_OBJECT) {
        throw Places.wrong(place(), "The member 'headers' is not an object.");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (value == null || !value.isScalarValue() || value == JsonToken.VALUE_NULL) {
          throw Places.wrong(place(), "The header '" + name + "' is not a string.");
        }
        if (!headers.addSingle(name, in.getText())) {
          throw Places.wrong(
              place(), "The header '" + name + "' stands there twice, with two values.");
        }
      }
    }

    BatchPart part() {
      String verb = required("method", method).toUpperCase(Locale.ROOT);
      if (id == null) {
        throw Places.wrong(place(), "A request needs an id.");
      }
      String target = required("url", url);
      if (!PartHeaders.isToken(verb)) {
        throw Places.wrong(place(), "The method is not one.");
      }
      if (!body.isEmpty()) {
        if (verb.equals("GET") || verb.equals("DELETE")) {
          throw Places.wrong(place(), "A request with the method " + verb + " has no body.");
        }
        if (headers.get("content-type") == null) {
          headers.add("content-type", "application/json");
        }
      }
      byte[] bytes = body.bytes(String.valueOf(headers.get("content-type")), place());
      return new BatchPart(
          number, id, group, List.copyOf(dependsOn), condition, verb, target, headers.all(), bytes);
    }

    private String required(String name, @Nullable String value) {
      if (value == null || value.isEmpty()) {
        throw Places.wrong(place(), "A request needs the member '" + name + "'.");
      }
      return value;
    }
  }
}
