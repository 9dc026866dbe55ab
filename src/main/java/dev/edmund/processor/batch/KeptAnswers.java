package dev.edmund.processor.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.edmund.core.Limits;
import dev.edmund.format.batch.BatchPart;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.server.api.ODataResponse;

/** The bodies of those answers that later requests refer to, within a limit (Part 1, 11.7.6). */
final class KeptAnswers {
  private static final JsonFactory JSON = new JsonFactory();

  /** What describes an answer, and is no part of the value. */
  private static final Set<String> CONTROL =
      Set.of(
          "context",
          "metadataetag",
          "etag",
          "count",
          "nextlink",
          "deltalink",
          "editlink",
          "readlink",
          "navigationlink",
          "associationlink",
          "mediaeditlink",
          "mediareadlink",
          "mediacontenttype",
          "mediaetag");

  private final Set<String> wanted;
  private final long most;
  private final Map<String, Answer> answers = new HashMap<>();

  /**
   * Keeps nothing so far.
   *
   * @param wanted the identifiers that may be referred to
   * @param most bytes of all bodies together: the limit partBytes
   */
  KeptAnswers(Set<String> wanted, long most) {
    this.wanted = Set.copyOf(wanted);
    this.most = most;
  }

  /** A body as it is written. */
  private static final class Answer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String type;
    private final boolean count;
    private boolean tooLong;

    Answer(String type, boolean count) {
      this.type = type;
      this.count = count;
    }

    JsonValue value() throws IOException {
      String text = bytes.toString(StandardCharsets.UTF_8);
      if (type.startsWith("text/")) {
        return count ? JsonValue.number(text.strip()) : JsonValue.string(text);
      }
      if (!type.contains("json") || text.isBlank()) {
        return JsonValue.nothing();
      }
      try (JsonParser parser = JSON.createParser(text)) {
        parser.nextToken();
        return represented(JsonValue.read(parser));
      }
    }
  }

  /** The stream for the body of an answer, which is kept where anybody refers to it. */
  OutputStream beside(BatchPart part, ODataResponse response, OutputStream out) {
    String id = part.id();
    if (id == null || !wanted.contains(id)) {
      return out;
    }
    String type = String.valueOf(response.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
    Answer answer = new Answer(type, part.url().matches("[^?]*/(\\$|%24)count(\\?.*)?"));
    answers.put(id, answer);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        keep(answer, bytes, offset, length);
        out.write(bytes, offset, length);
      }
    };
  }

  private void keep(Answer answer, byte[] bytes, int offset, int length) {
    long kept = answers.values().stream().mapToLong(a -> a.bytes.size()).sum();
    answer.tooLong |= kept + length > most;
    if (!answer.tooLong) {
      answer.bytes.write(bytes, offset, length);
    }
  }

  /**
   * The value that the body of an answer represents; null where it has none.
   *
   * @throws dev.edmund.core.ODataException 400 when there was no room for it
   */
  JsonValue value(String id) {
    Answer answer = answers.get(id);
    if (answer == null) {
      return JsonValue.nothing();
    }
    if (answer.tooLong) {
      throw Limits.exceeded("partBytes", most, "$" + id);
    }
    try {
      return answer.value();
    } catch (IOException e) {
      return JsonValue.nothing(); // A stream of that type that is not what it says.
    }
  }

  /** A collection or a single value is in a member of its own (JSON Format, 11 and 13). */
  private static JsonValue represented(JsonValue body) {
    JsonValue value = body.members().get("value");
    boolean alone =
        value != null
            && body.members().keySet().stream()
                .allMatch(name -> name.equals("value") || name.startsWith("@"));
    return plain(alone && value != null ? value : body);
  }

  private static JsonValue plain(JsonValue value) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    value
        .members()
        .forEach(
            (name, member) -> {
              if (!isControl(name)) {
                members.put(name, plain(member));
              }
            });
    List<JsonValue> items = value.items().stream().map(KeptAnswers::plain).toList();
    return new JsonValue(value.kind(), 0, value.text(), members, items);
  }

  private static boolean isControl(String name) {
    int at = name.lastIndexOf('@');
    String term = name.substring(at + 1).toLowerCase(Locale.ROOT).replaceFirst("^odata\\.", "");
    return at >= 0 && CONTROL.contains(term);
  }

  /** What a path leads to from a value; empty where it leads nowhere. */
  static Optional<JsonValue> at(JsonValue value, List<String> path) {
    JsonValue found = value;
    for (String step : path) {
      JsonValue next = found.members().get(step);
      if (step.equals(ValueReference.COUNT) && found.is(JsonValue.Kind.ARRAY)) {
        next = JsonValue.number(Integer.toString(found.items().size()));
      } else if (found.is(JsonValue.Kind.NULL)) {
        next = found;
      }
      if (next == null) {
        return Optional.empty();
      }
      found = next;
    }
    return Optional.of(found);
  }
}
