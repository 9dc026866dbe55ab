package dev.edmund.processor;

import java.util.regex.Pattern;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** What stands above bytes that clients stored, so that no browser takes them for a page. */
final class MediaHeaders {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;[\\x20-\\x7E]*)?");

  /** The media type of bytes of which nothing is known. */
  static final String UNKNOWN_TYPE = "application/octet-stream";

  /**
   * What browsers may show in their window: in all else, such as HTML and SVG, there can be code.
   */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?i)(image/(png|jpeg|gif|webp|avif|bmp)|audio/[\\w.+-]+|video/[\\w.+-]+|text/plain)"
              + "\\s*(;|$)");

  /** Wherever they are shown all the same, they run no code and load nothing. */
  private static final String HARMLESS = "default-src 'none'; sandbox";

  private MediaHeaders() {}

  /** A text that was stored as media type; what would not do as a header is not sent as one. */
  static String mediaType(String stored) {
    return MEDIA_TYPE.matcher(stored).matches() ? stored : UNKNOWN_TYPE;
  }

  /**
   * Says what is to be done with bytes of a media type.
   *
   * @param disposition what the model has the client do; null where it does not say
   */
  static void protect(ODataResponse response, String mediaType, @Nullable String disposition) {
    response.setHeader("Content-Security-Policy", HARMLESS);
    if (disposition != null) {
      response.setHeader("Content-Disposition", disposition);
    } else if (!SHOWN.matcher(mediaType).lookingAt()) {
      response.setHeader("Content-Disposition", "attachment");
    }
  }
}
