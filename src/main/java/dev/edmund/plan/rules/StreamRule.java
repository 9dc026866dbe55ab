package dev.edmund.plan.rules;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException.Detail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which media types a stream may have.
 *
 * @param acceptable media types and ranges such as {@code image/*}; empty for any
 * @param only the one media type that the stream has; null where the model does not tell
 * @param property the property of the same entity that holds the media type; null without
 */
public record StreamRule(
    List<String> acceptable, @Nullable String only, @Nullable String property) {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]{1,127}/[\\w!#$&^.+-]{1,127}(\\s*;[\\x20-\\x7E]{0,200})?");
  private static final String UNKNOWN = "application/octet-stream";

  public StreamRule {
    acceptable = List.copyOf(acceptable);
  }

  /** Where the model says nothing. */
  public static final StreamRule ANY = new StreamRule(List.of(), null, null);

  /** Whether a text is a media type, with parameters or without (RFC 9110, 8.3.1). */
  static boolean isMediaType(String text) {
    return MEDIA_TYPE.matcher(text).matches();
  }

  /** The media type to keep: that of the model where the client knows none. */
  public String kept(String contentType) {
    return only != null && essence(contentType).equals(UNKNOWN) ? only : contentType.strip();
  }

  /** What is wrong with a media type (Part 1, 11.4.8; RFC 9110, 15.5.16). */
  public Optional<Detail> refuse(String contentType) {
    String kept = kept(contentType);
    if (!MEDIA_TYPE.matcher(kept).matches()) {
      return wrong("'" + shown(kept) + "' is no media type.");
    }
    if (!acceptable.isEmpty()) {
      return acceptable.stream().anyMatch(range -> covers(range, kept))
          ? Optional.empty()
          : wrong(
              "The media type "
                  + essence(kept)
                  + " is not taken here, only "
                  + acceptable.stream().map(String::strip).collect(Collectors.joining(", "))
                  + ".");
    }
    return only == null || essence(only).equals(essence(kept))
        ? Optional.empty()
        : wrong("The media type " + essence(kept) + " is not taken here, only " + only + ".");
  }

  private static Optional<Detail> wrong(String message) {
    return Optional.of(new Detail(ErrorCode.UNSUPPORTED_MEDIA_TYPE, message, "Content-Type"));
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static boolean covers(String range, String mediaType) {
    String wanted = essence(range);
    String found = essence(mediaType);
    return wanted.equals("*/*")
        || wanted.equals(found)
        || (wanted.endsWith("/*") && found.startsWith(wanted.substring(0, wanted.length() - 1)));
  }

  /** The media type without its parameters. */
  private static String essence(String mediaType) {
    int end = mediaType.indexOf(';');
    return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
