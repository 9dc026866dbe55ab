package dev.edmund.request.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the members of a document.
 *
 * @param members by name
 * @param staying which of the others stay; null for all of them
 * @param fresh what takes the place of the changes where there is no document; null where it begins
 *     without members
 */
public record DocumentPatch(
    Map<String, Change> members, @Nullable Set<String> staying, @Nullable Fresh fresh) {
  private static final JsonFactory JSON = new JsonFactory();
  static final String TAG = "@type";

  public DocumentPatch {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    staying = staying == null ? null : Set.copyOf(staying);
  }

  /** Changes of some members of what may be there or not. */
  public DocumentPatch(Map<String, Change> members) {
    this(members, null, null);
  }

  /**
   * A document that is new.
   *
   * @param wrong why there cannot be one; null where there can
   */
  public record Fresh(String text, @Nullable DataException wrong) {}

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
   * @throws ODataException 400 where there is none and cannot be one
   */
  public String apply(@Nullable String old) {
    StringBuilder out = new StringBuilder();
    write(out, old == null ? null : parsed(old));
    return out.toString();
  }

  static JsonValue parsed(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return JsonValue.read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("A stored document is no JSON", e);
    }
  }

  private void write(StringBuilder out, @Nullable JsonValue old) {
    boolean object = old != null && old.is(JsonValue.Kind.OBJECT);
    if (!object && fresh != null) {
      out.append(text(fresh));
      return;
    }
    out.append('{');
    int begin = out.length();
    Map<String, JsonValue> before = object && old != null ? old.members() : Map.of();
    before.forEach(
        (name, value) -> {
          if (!isNamed(name) && stays(name)) {
            separate(out, begin);
            JsonText.name(out, name);
            JsonText.write(out, value);
          }
        });
    members.forEach(
        (name, change) -> change.accept(new Writer(out, begin, name, before.get(name))));
    out.append('}');
  }

  private static String text(Fresh fresh) {
    DataException wrong = fresh.wrong;
    if (wrong != null) {
      String path = wrong.path();
      String where = path == null ? "" : "'" + path + "': ";
      throw new ODataException(ErrorCode.INVALID_VALUE, where + wrong.reason() + ".", path);
    }
    return fresh.text;
  }

  private boolean stays(String name) {
    return staying == null || staying.contains(untagged(name));
  }

  private static String untagged(String name) {
    return name.endsWith(TAG) ? name.substring(0, name.length() - TAG.length()) : name;
  }

  private boolean isNamed(String name) {
    return members.containsKey(name) || members.containsKey(untagged(name));
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
      c.patch.write(out, old);
      return true;
    }
  }
}
