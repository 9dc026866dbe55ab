package dev.edmund.request.payload;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of an object that stands for an entity or a complex value.
 *
 * @param values what is no annotation, by name
 * @param annotations by what stands before the {@code @}, the empty text for the object itself, and
 *     what stands behind it, without {@code odata.} (JSON Format 4.01, 4.6)
 */
public record Members(
    Map<String, JsonValue> values, Map<String, Map<String, Annotation>> annotations) {
  private static final String ODATA = "odata.";

  public static final String TYPE = "type";
  public static final String BIND = "bind";
  public static final String MEDIA_CONTENT_TYPE = "mediaContentType";
  public static final String MEDIA_READ_LINK = "mediaReadLink";

  /** Control information that says nothing about what is stored. */
  private static final Set<String> IGNORED =
      Set.of(
          "etag",
          "context",
          "id",
          "editLink",
          "readLink",
          "metadataEtag",
          "mediaEtag",
          "mediaEditLink",
          "navigationLink",
          "associationLink");

  /**
   * What stands behind an {@code @}.
   *
   * @param name as it stands in the file
   */
  public record Annotation(String name, JsonValue value) {}

  public static Members of(At object) {
    boolean annotated = false;
    for (String name : object.value().members().keySet()) {
      annotated |= name.indexOf('@') >= 0;
    }
    if (!annotated) {
      return new Members(object.value().members(), Map.of());
    }
    Members members = new Members(new LinkedHashMap<>(), new LinkedHashMap<>());
    object.value().members().forEach((name, value) -> members.add(object, name, value));
    return members;
  }

  private void add(At object, String name, JsonValue value) {
    int at = name.indexOf('@');
    if (at < 0) {
      values.put(name, value);
      return;
    }
    String term = name.substring(at + 1);
    Annotation other =
        annotations
            .computeIfAbsent(name.substring(0, at), n -> new LinkedHashMap<>())
            .put(
                term.startsWith(ODATA) ? term.substring(ODATA.length()) : term,
                new Annotation(name, value));
    if (other != null) {
      throw object.member(name, value).problem("says the same as '" + other.name() + "'");
    }
  }

  /** The annotation of a property; of the object itself where {@code property} is empty. */
  public Optional<Annotation> annotation(String property, String term) {
    return Optional.ofNullable(annotations.getOrDefault(property, Map.of()).get(term));
  }

  /** Whether an annotation can be passed over. */
  public static boolean isIgnored(String term) {
    return IGNORED.contains(term);
  }
}
