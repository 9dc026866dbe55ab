package dev.edmund.request.header;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Prefer} header (Part 1, 8.2.8). What is unknown or has no usable value is left out, as
 * preferences never make a request fail.
 *
 * @param maxPageSize a positive number of items; null when none is asked for
 * @param annotations the patterns of {@code include-annotations}; empty when there is none
 * @param returns what the answer to a write should hold; null when nothing is said
 * @param omitValues which values may be left out; null when none
 * @param handling what becomes of a request that is not as it should be; null when nothing is said
 * @param continueOnError whether what comes after a part that fails is done all the same
 * @param trackChanges whether a link is wanted that leads to later changes of the result
 * @param unknownEnumMembers whether members of enumerations are wanted that came after the client:
 *     {@code include-unknown-enum-members}
 * @param explain whether the work is wanted in the place of the answer: {@code edmund.explain}
 */
public record Preferences(
    @Nullable Integer maxPageSize,
    List<AnnotationPattern> annotations,
    @Nullable Return returns,
    @Nullable OmitValues omitValues,
    @Nullable Handling handling,
    boolean continueOnError,
    boolean trackChanges,
    boolean unknownEnumMembers,
    boolean explain) {

  /** No preference at all. */
  public static final Preferences NONE =
      new Preferences(null, List.of(), null, null, null, false, false, false, false);

  private static final Pattern PAGE_SIZE = Pattern.compile("[1-9]\\d*+");
  private static final Pattern ANNOTATION =
      Pattern.compile("-?(?:\\*|\\w++(?:\\.\\w++)*+\\.(?:\\*)|\\w++(?:\\.\\w++)++)(?:#\\w++)?");

  public Preferences {
    annotations = List.copyOf(annotations);
  }

  /** {@code return=…}. */
  public enum Return {
    REPRESENTATION,
    MINIMAL
  }

  /** {@code omit-values=…}. */
  public enum OmitValues {
    NULLS,
    DEFAULTS
  }

  /** {@code handling=…} (RFC 7240, 4.4). */
  public enum Handling {
    STRICT,
    LENIENT
  }

  /**
   * One pattern of {@code include-annotations}.
   *
   * @param name {@code *}, {@code Namespace.*} or a qualified term name
   * @param qualifier the only qualifier that matches; null for all
   */
  public record AnnotationPattern(boolean exclude, String name, @Nullable String qualifier) {
    private boolean matches(String term, String termQualifier) {
      boolean named =
          name.endsWith("*")
              ? term.startsWith(name.substring(0, name.length() - 1))
              : term.equals(name);
      return named && (qualifier == null || qualifier.equals(termQualifier));
    }

    /** An explicit name is more specific than a pattern, a longer pattern than a shorter one. */
    private int specificity() {
      int length = 2 * name.length() + (qualifier == null ? 0 : 1);
      return name.endsWith("*") ? length : length + 10_000;
    }
  }

  /** Reads the header; null stands for none. */
  public static Preferences parse(@Nullable String header) {
    if (header == null) {
      return NONE;
    }
    Integer size = null;
    List<AnnotationPattern> annotations = new ArrayList<>();
    Return returns = null;
    OmitValues omit = null;
    Handling handling = null;
    boolean continueOnError = false;
    boolean track = false;
    boolean unknownEnumMembers = false;
    boolean explain = false;
    Set<String> seen = new HashSet<>();
    for (HeaderList.Item item : HeaderList.parse(header)) {
      String name = item.name().startsWith("odata.") ? item.name().substring(6) : item.name();
      // Of several equal preferences the first counts (RFC 7240, 2).
      if (!seen.add(name)) {
        continue;
      }
      switch (name) {
        case "maxpagesize" -> size = pageSize(item.value());
        case "include-annotations" -> annotations.addAll(patterns(item.value()));
        case "return" -> returns = returns(item.value());
        case "handling" -> handling = handling(item.value());
        case "continue-on-error" -> continueOnError = !item.value().equals("false");
        case "track-changes" -> track = !item.value().equals("false");
        case "include-unknown-enum-members" -> unknownEnumMembers = true;
        case "edmund.explain" -> explain = true;
        case "omit-values" -> omit = omitValues(item.value());
        default -> {
          // Unknown preferences are ignored (RFC 7240, 2).
        }
      }
    }
    return new Preferences(
        size,
        annotations,
        returns,
        omit,
        handling,
        continueOnError,
        track,
        unknownEnumMembers,
        explain);
  }

  private static @Nullable Integer pageSize(String value) {
    if (!PAGE_SIZE.matcher(value).matches()) {
      return null;
    }
    return value.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(value);
  }

  private static @Nullable Return returns(String value) {
    return switch (value) {
      case "representation" -> Return.REPRESENTATION;
      case "minimal" -> Return.MINIMAL;
      default -> null;
    };
  }

  private static @Nullable Handling handling(String value) {
    return switch (value) {
      case "strict" -> Handling.STRICT;
      case "lenient" -> Handling.LENIENT;
      default -> null;
    };
  }

  private static @Nullable OmitValues omitValues(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "nulls" -> OmitValues.NULLS;
      case "defaults" -> OmitValues.DEFAULTS;
      default -> null;
    };
  }

  private static List<AnnotationPattern> patterns(String value) {
    List<AnnotationPattern> patterns = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      String text = part.trim();
      if (ANNOTATION.matcher(text).matches()) {
        boolean exclude = text.startsWith("-");
        int hash = text.indexOf('#');
        String name = text.substring(exclude ? 1 : 0, hash < 0 ? text.length() : hash);
        patterns.add(
            new AnnotationPattern(exclude, name, hash < 0 ? null : text.substring(hash + 1)));
      }
    }
    return patterns;
  }

  /** Whether an instance annotation is wanted, by its qualified term; equal for equal patterns. */
  public Predicate<String> wantedAnnotations() {
    return new Wanted(annotations);
  }

  private record Wanted(List<AnnotationPattern> patterns) implements Predicate<String> {
    @Override
    public boolean test(String term) {
      int hash = term.indexOf('#');
      String name = hash < 0 ? term : term.substring(0, hash);
      String qualifier = hash < 0 ? "" : term.substring(hash + 1);
      AnnotationPattern best = null;
      for (AnnotationPattern pattern : patterns) {
        if (pattern.matches(name, qualifier)
            && (best == null || pattern.specificity() > best.specificity())) {
          best = pattern;
        }
      }
      return best != null && !best.exclude();
    }
  }
}
