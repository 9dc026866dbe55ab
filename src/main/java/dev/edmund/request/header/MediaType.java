package dev.edmund.request.header;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Content-Type} of a request (Part 1, 8.1.1).
 *
 * @param text as it was sent
 * @param name type and subtype, in lower case
 * @param parameters by name in lower case
 */
public record MediaType(String text, String name, Map<String, String> parameters) {
  private static final String JSON = "application/json";
  private static final MediaType UNTOLD = new MediaType(JSON, JSON, Map.of());

  public MediaType {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads the header. Without one a body is taken for JSON, which is what every client that forgets
   * it sends, and is refused when it is none (RFC 9110, 8.3).
   *
   * @throws ODataException 415 when it names no media type
   */
  public static MediaType of(@Nullable String header) {
    if (header == null || header.isBlank() || header.equals(JSON)) {
      return UNTOLD;
    }
    List<HeaderList.Item> items = HeaderList.parse(header);
    if (items.size() != 1 || !items.get(0).name().matches("[^/\\s]+/[^/\\s]+")) {
      throw refused("'" + header + "' is no media type");
    }
    return new MediaType(header.trim(), items.get(0).name(), items.get(0).parameters());
  }

  /**
   * Refuses what is no JSON in UTF-8. Parameters of other meaning, {@code odata=verbose} among
   * them, are let through: the body itself has to be as {@link dev.edmund.request.payload} reads
   * it.
   *
   * @throws ODataException 415 with what is read
   */
  public void requireJson() {
    if (!name.equals(JSON)) {
      throw refused("A body of the type " + name + " is not read here");
    }
    String charset = parameters.getOrDefault("charset", "utf-8").toLowerCase(Locale.ROOT);
    if (!charset.equals("utf-8") && !charset.equals("utf8")) {
      throw refused("JSON in " + charset + " is not read");
    }
  }

  private static ODataException refused(String what) {
    return new ODataException(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE, what + ", only " + JSON + " in UTF-8.", "Content-Type");
  }
}
