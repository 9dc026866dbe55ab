package dev.edmund.request.payload;

import java.util.Optional;

/**
 * What an object says about one of its streams.
 *
 * @param bytes base64url, in the data file itself
 * @param file the path of a file in the data directory
 */
public record StreamSource(Optional<At> bytes, Optional<At> contentType, Optional<At> file) {
  /** How the stream of a media entity is called: as in the URL that reads it. */
  public static final String MEDIA = "$value";

  /**
   * What the members of an object say about one stream.
   *
   * @param name the name of the property; {@link #MEDIA} for the stream of a media entity
   */
  public static StreamSource of(String name, Members members, At object) {
    String annotated = name.equals(MEDIA) ? "" : name;
    return new StreamSource(
        Optional.ofNullable(members.values().get(name))
            .filter(v -> !v.is(JsonValue.Kind.NULL))
            .map(v -> object.member(name, v)),
        annotation(annotated, Members.MEDIA_CONTENT_TYPE, members, object),
        annotation(annotated, Members.MEDIA_READ_LINK, members, object));
  }

  private static Optional<At> annotation(String name, String term, Members members, At object) {
    return members
        .annotation(name, term)
        .filter(a -> !a.value().is(JsonValue.Kind.NULL))
        .map(a -> object.member(a.name(), a.value()));
  }

  public static boolean isTerm(String term) {
    return term.equals(Members.MEDIA_CONTENT_TYPE) || term.equals(Members.MEDIA_READ_LINK);
  }
}
