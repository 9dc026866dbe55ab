package dev.edmund.request.header;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the format of an answer from {@code $format} or {@code Accept} (Part 1, 8.2.1 and
 * 11.2.12). Of the offered kinds the first acceptable one wins, whatever its weight: clients that
 * list JSON before XML still expect XML metadata.
 */
public final class ContentNegotiation {
  private ContentNegotiation() {}

  /** A kind of representation. */
  public enum Kind {
    JSON("application", "json"),
    XML("application", "xml"),
    TEXT("text", "plain"),
    BINARY("application", "octet-stream");

    private final String type;
    private final String mediaType;

    Kind(String type, String subtype) {
      this.type = type;
      this.mediaType = type + "/" + subtype;
    }

    /** The media type without parameters. */
    public String mediaType() {
      return mediaType;
    }

    private int match(String range) {
      if (range.equals(mediaType())) {
        return 2;
      }
      return range.equals(type + "/*") ? 1 : range.equals("*/*") ? 0 : -1;
    }
  }

  /** {@code odata.metadata} of the JSON format. */
  public enum MetadataLevel {
    NONE,
    MINIMAL,
    FULL
  }

  /**
   * What was chosen.
   *
   * @param metadata how much control information JSON has
   * @param ieee754Compatible whether Int64 and Decimal are written as texts
   * @param streaming whether the client asked for {@code odata.streaming}
   */
  public record Format(
      Kind kind, MetadataLevel metadata, boolean ieee754Compatible, boolean streaming) {}

  /**
   * Chooses a format.
   *
   * @param accept the {@code Accept} header; null when there is none
   * @param format the value of {@code $format}, which goes before {@code Accept}; null without one
   * @param offered the kinds the resource has, the preferred one first
   * @throws ODataException 406 when none of them is acceptable
   */
  public static Format choose(
      @Nullable String accept, @Nullable String format, List<Kind> offered) {
    if (format != null) {
      Format chosen = best(HeaderList.parse(expand(format)), offered);
      if (chosen == null) {
        throw new ODataException(
            ErrorCode.NOT_ACCEPTABLE,
            "$format '" + format + "' is not available here, only " + names(offered) + ".",
            "$format");
      }
      return chosen;
    }
    if (accept == null || accept.isBlank() || accept.equals(offered.get(0).mediaType())) {
      return new Format(offered.get(0), MetadataLevel.MINIMAL, false, false);
    }
    Format chosen = best(HeaderList.parse(accept), offered);
    if (chosen == null) {
      throw new ODataException(
          ErrorCode.NOT_ACCEPTABLE,
          "Accept allows none of the formats available here: " + names(offered) + ".",
          "Accept");
    }
    return chosen;
  }

  private static List<String> names(List<Kind> offered) {
    return offered.stream().map(Kind::mediaType).toList();
  }

  /** The short names of {@code $format} (Part 2, 5.1.8). */
  private static String expand(String format) {
    int semicolon = format.indexOf(';');
    String name = semicolon < 0 ? format : format.substring(0, semicolon);
    String parameters = semicolon < 0 ? "" : format.substring(semicolon);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "json" -> "application/json" + parameters;
      case "xml" -> "application/xml" + parameters;
      default -> format;
    };
  }

  private static @Nullable Format best(List<HeaderList.Item> ranges, List<Kind> offered) {
    for (Kind kind : offered) {
      Format best = null;
      double bestRank = 0;
      for (HeaderList.Item range : ranges) {
        int match = kind.match(range.name().equals("text/xml") ? "application/xml" : range.name());
        double weight = weight(range.parameters());
        Format format = match < 0 ? null : format(kind, range.parameters());
        // Of equal weights the more specific range counts.
        double rank = weight * 10 + match;
        if (format != null && weight > 0 && rank > bestRank) {
          best = format;
          bestRank = rank;
        }
      }
      if (best != null && !isExcluded(kind, ranges)) {
        return best;
      }
    }
    return null;
  }

  /** A weight of zero for the type itself goes before a wildcard. */
  private static boolean isExcluded(Kind kind, List<HeaderList.Item> ranges) {
    boolean excluded = false;
    for (HeaderList.Item range : ranges) {
      if (kind.match(range.name()) == 2) {
        if (weight(range.parameters()) > 0) {
          return false;
        }
        excluded = true;
      }
    }
    return excluded;
  }

  private static double weight(Map<String, String> parameters) {
    try {
      double weight = Double.parseDouble(parameters.getOrDefault("q", "1"));
      return weight >= 0 && weight <= 1 ? weight : 1;
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** The format with these parameters, or null when one asks for what there is not. */
  private static @Nullable Format format(Kind kind, Map<String, String> parameters) {
    MetadataLevel level = MetadataLevel.MINIMAL;
    boolean ieee754 = false;
    boolean streaming = false;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value = parameter.getValue().toLowerCase(Locale.ROOT);
      switch (parameter.getKey()) {
        case "charset" -> {
          if (!value.equals("utf-8") && !value.equals("utf8")) {
            return null;
          }
        }
        case "odata.metadata", "metadata" -> {
          MetadataLevel asked = level(value);
          if (asked == null) {
            return null;
          }
          level = asked;
        }
        case "ieee754compatible" -> ieee754 = value.equals("true");
        case "odata.streaming", "streaming" -> streaming = value.equals("true");
        default -> {
          // odata=verbose and other parameters of older clients mean the usual JSON.
        }
      }
    }
    return new Format(kind, level, ieee754, streaming);
  }

  private static @Nullable MetadataLevel level(String value) {
    for (MetadataLevel level : MetadataLevel.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(value)) {
        return level;
      }
    }
    return null;
  }
}
