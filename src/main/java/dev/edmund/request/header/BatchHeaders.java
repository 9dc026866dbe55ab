package dev.edmund.request.header;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a batch say (Part 1, 11.7.1).
 *
 * @param format of the request
 * @param boundary between the parts of a multipart request; empty for JSON
 * @param answer the format of the answer
 * @param continueOnError whether a failure lets the other requests be answered; null where the
 *     client does not say
 * @param partAccept the {@code Accept} of requests that have none themselves; null for none
 * @param partPrefer the preferences of requests that do not say otherwise; null for none
 */
public record BatchHeaders(
    Format format,
    String boundary,
    Format answer,
    @Nullable Boolean continueOnError,
    @Nullable String partAccept,
    @Nullable String partPrefer) {
  private static final String MULTIPART = "multipart/mixed";
  private static final String JSON = "application/json";

  /** RFC 2046, 5.1.1, and what clients use besides; nothing that could end a header. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,198}" + "[\\x21-\\x7E])?");

  /** The preferences that requests inherit (Part 1, 8.2.8). */
  private static final List<String> INHERITED =
      List.of("include-annotations", "allow-entityreferences", "omit-values");

  /** The two batch formats. */
  public enum Format {
    MULTIPART,
    JSON
  }

  /**
   * Reads the headers of a batch.
   *
   * @param version401 whether the client knows OData 4.01, which has JSON batches
   * @throws ODataException 415, 406 or 400 when they do not fit a batch
   */
  public static BatchHeaders read(
      @Nullable String contentType,
      @Nullable String accept,
      @Nullable String prefer,
      boolean version401) {
    HeaderList.Item type = contentType == null ? null : first(contentType);
    String name = type == null ? "" : type.name();
    if (type == null || !(name.equals(MULTIPART) || name.equals(JSON))) {
      throw new ODataException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "A batch is sent as " + MULTIPART + " or as " + JSON + ".",
          "Content-Type");
    }
    Format format = name.equals(JSON) ? Format.JSON : Format.MULTIPART;
    String boundary = format == Format.JSON ? "" : boundary(type.parameters());
    List<HeaderList.Item> wishes = prefer == null ? List.of() : HeaderList.parse(prefer);
    return new BatchHeaders(
        format,
        boundary,
        answer(format, accept, version401),
        continueOnError(wishes),
        partAccept(accept),
        partPrefer(prefer));
  }

  private static HeaderList.@Nullable Item first(String header) {
    List<HeaderList.Item> items = HeaderList.parse(header);
    return items.isEmpty() ? null : items.get(0);
  }

  /**
   * The boundary in the parameters of a multipart media type.
   *
   * @throws ODataException 400 when there is none or none that can be used
   */
  public static String boundary(String contentType) {
    HeaderList.Item type = first(contentType);
    return boundary(type == null ? Map.of() : type.parameters());
  }

  private static String boundary(Map<String, String> parameters) {
    String boundary = parameters.getOrDefault("boundary", "");
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "Content-Type " + MULTIPART + " needs a boundary of 1 to 200 visible characters.",
          "Content-Type");
    }
    return boundary;
  }

  /** Whether a header names a media type, whatever its parameters. */
  public static boolean isType(@Nullable String contentType, String mediaType) {
    HeaderList.Item type = contentType == null ? null : first(contentType);
    return type != null && type.name().equals(mediaType);
  }

  /**
   * A client of OData 4.0 that sends multipart gets it back even where it accepts only JSON: that
   * is for the parts, as 4.0 knows no other batch.
   */
  private static Format answer(Format format, @Nullable String accept, boolean version401) {
    if (accept == null || accept.isBlank()) {
      return format;
    }
    List<String> ranges = HeaderList.parse(accept).stream().map(HeaderList.Item::name).toList();
    boolean multipart = accepts(ranges, MULTIPART);
    boolean json = accepts(ranges, JSON);
    if (multipart && json) {
      return preferred(format, ranges);
    }
    if (multipart) {
      return Format.MULTIPART;
    }
    if (json) {
      return format == Format.JSON || version401 ? Format.JSON : Format.MULTIPART;
    }
    throw new ODataException(
        ErrorCode.NOT_ACCEPTABLE,
        "A batch is answered as " + MULTIPART + " or as " + JSON + ", and Accept allows neither.",
        "Accept");
  }

  /** What is named goes before what a wildcard allows; else the request is answered in kind. */
  private static Format preferred(Format format, List<String> ranges) {
    boolean multipart = ranges.contains(MULTIPART);
    boolean json = ranges.contains(JSON);
    if (multipart == json) {
      return format;
    }
    return multipart ? Format.MULTIPART : Format.JSON;
  }

  private static boolean accepts(List<String> ranges, String type) {
    String group = type.substring(0, type.indexOf('/')) + "/*";
    return ranges.stream().anyMatch(r -> r.equals(type) || r.equals(group) || r.equals("*/*"));
  }

  private static @Nullable Boolean continueOnError(List<HeaderList.Item> wishes) {
    for (HeaderList.Item wish : wishes) {
      if (plain(wish.name()).equals("continue-on-error")) {
        return !wish.value().equalsIgnoreCase("false");
      }
    }
    return null;
  }

  private static String plain(String preference) {
    return preference.startsWith("odata.") ? preference.substring(6) : preference;
  }

  /** What is said of batch formats says nothing of the answers in them. */
  private static @Nullable String partAccept(@Nullable String accept) {
    return accept == null ? null : kept(accept, range -> !named(range).startsWith("multipart/"));
  }

  private static @Nullable String partPrefer(@Nullable String prefer) {
    return prefer == null ? null : kept(prefer, wish -> INHERITED.contains(plain(named(wish))));
  }

  private static String named(String item) {
    String name = item.split("[;=]", 2)[0];
    return name.trim().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String kept(String list, Predicate<String> wanted) {
    List<String> kept = new ArrayList<>();
    for (String item : HeaderList.split(list, ',')) {
      if (!item.isBlank() && wanted.test(item)) {
        kept.add(item.trim());
      }
    }
    return kept.isEmpty() ? null : String.join(", ", kept);
  }
}
