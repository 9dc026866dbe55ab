package dev.edmund.request.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the members of a document; those that it does not name stay.
 *
 * @param members by name
 */
public record DocumentPatch(Map<String, Change> members) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TAG = "@type";

  public DocumentPatch {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** What becomes of a member. */
  public sealed interface Change {
    <R> R accept(Visitor<R> visitor);
  }

  /**
   * It gets a value.
   *
   * @param text as it is stored
   * @param tag the name of its type, where that is stored beside it
   */
  public record Put(String text, @Nullable String tag) implements Change {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** It goes. */
  public record Remove() implements Change {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.remove(this);
    }
  }

  /** Its own members change. */
  public record Inside(DocumentPatch patch) implements Change {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inside(this);
    }
  }

  /** What can be done to a change. */
  public interface Visitor<R> {
    R put(Put c);

    R remove(Remove c);

    R inside(Inside c);
  }

  /**
   * The document with the changes.
   *
   * @param old as it is stored; null where there is none
   */
  public String apply(@Nullable String old) {
    StringBuilder out = new StringBuilder();
    write(out, old == null ? JsonValue.object(Map.of()) : parsed(old));
    return out.toString();
  }

  private static JsonValue parsed(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return JsonValue.read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("A stored document is no JSON", e);
    }
  }

  private void write(StringBuilder out, JsonValue old) {
    out.append('{');
    int begin = out.length();
    old.members()
        .forEach(
            (name, value) -> {
              if (!isNamed(name)) {
                separate(out, begin);
                JsonText.name(out, name);
                JsonText.write(out, value);
              }
            });
    members.forEach(
        (name, change) -> change.accept(new Writer(out, begin, name, old.members().get(name))));
    out.append('}');
  }

  private boolean isNamed(String name) {
    return members.containsKey(name)
        || (name.endsWith(TAG)
            && members.containsKey(name.substring(0, name.length() - TAG.length())));
  }

  private static void separate(StringBuilder out, int begin) {
    if (out.length() > begin) {
      out.append(',');
    }
  }

  private record Writer(StringBuilder out, int begin, String name, @Nullable JsonValue old)
      implements Visitor<Boolean> {
    @Override
    public Boolean put(Put c) {
      separate(out, begin);
      if (c.tag != null) {
        JsonText.name(out, name + TAG);
        JsonText.quote(out, c.tag);
        out.append(',');
      }
      JsonText.name(out, name);
      out.append(c.text);
      return true;
    }

    @Override
    public Boolean remove(Remove c) {
      return false;
    }

    @Override
    public Boolean inside(Inside c) {
      separate(out, begin);
      JsonText.name(out, name);
      boolean object = old != null && old.is(JsonValue.Kind.OBJECT);
      c.patch.write(out, old != null && object ? old : JsonValue.object(Map.of()));
      return true;
    }
  }
}
