package dev.edmund.request.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
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

  /**
   * Items of a collection change, or go.
   *
   * @param index of one item, negative ones from the end; null for all
   * @param count throws where the collection must not have so many items as it has then
   */
  public record Items(@Nullable Long index, Change change, LongConsumer count) implements Change {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.items(this);
    }
  }

  /**
   * A collection gets one more item.
   *
   * @param index that it has then; negative ones from the end
   * @param count throws where the collection must not have so many items as it has then
   */
  public record Insert(long index, String text, LongConsumer count) implements Change {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insert(this);
    }
  }

  /** What can be done to a change. */
  public interface Visitor<R> {
    R put(Put c);

    R remove(Remove c);

    R inside(Inside c);

    R items(Items c);

    R insert(Insert c);
  }

  /**
   * What a change makes of a whole document.
   *
   * @param old as it is stored; null where there is none
   * @return empty where there is none then
   * @throws ODataException when what it is about is not there
   */
  public static Optional<String> apply(Change change, @Nullable String old) {
    return change.accept(new Changed(old == null ? null : parsed(old)));
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
        (name, change) ->
            change
                .accept(new Changed(before.get(name)))
                .ifPresent(text -> member(out, begin, name, change.accept(new Tag()), text)));
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

  private static void member(
      StringBuilder out, int begin, String name, Optional<String> tag, String text) {
    separate(out, begin);
    tag.ifPresent(
        type -> {
          JsonText.name(out, name + TAG);
          JsonText.quote(out, type);
          out.append(',');
        });
    JsonText.name(out, name);
    out.append(text);
  }

  /** The type that is stored beside a value. */
  private record Tag() implements Visitor<Optional<String>> {
    @Override
    public Optional<String> put(Put c) {
      return Optional.ofNullable(c.tag);
    }

    @Override
    public Optional<String> remove(Remove c) {
      return Optional.empty();
    }

    @Override
    public Optional<String> inside(Inside c) {
      return Optional.empty();
    }

    @Override
    public Optional<String> items(Items c) {
      return Optional.empty();
    }

    @Override
    public Optional<String> insert(Insert c) {
      return Optional.empty();
    }
  }

  /** The text of a value behind a change; empty where it goes. */
  private record Changed(@Nullable JsonValue old) implements Visitor<Optional<String>> {
    @Override
    public Optional<String> put(Put c) {
      return Optional.of(c.text);
    }

    @Override
    public Optional<String> remove(Remove c) {
      return Optional.empty();
    }

    @Override
    public Optional<String> inside(Inside c) {
      StringBuilder out = new StringBuilder();
      c.patch.write(out, old);
      return Optional.of(out.toString());
    }

    private List<JsonValue> present() {
      return old != null && old.is(JsonValue.Kind.ARRAY) ? old.items() : List.of();
    }

    @Override
    public Optional<String> items(Items c) {
      List<JsonValue> items = present();
      Long index = c.index;
      long one = index == null ? 0 : ItemIndex.present(index, items.size());
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if (index == null || i == one) {
          c.change.accept(new Changed(items.get(i))).ifPresent(texts::add);
        } else {
          texts.add(JsonText.of(items.get(i)));
        }
      }
      c.count.accept(texts.size());
      return Optional.of(array(texts));
    }

    @Override
    public Optional<String> insert(Insert c) {
      List<String> texts = new ArrayList<>();
      present().forEach(item -> texts.add(JsonText.of(item)));
      texts.add((int) ItemIndex.added(c.index, texts.size()), c.text);
      c.count.accept(texts.size());
      return Optional.of(array(texts));
    }

    private static String array(List<String> texts) {
      return "[" + String.join(",", texts) + "]";
    }
  }
}
