package dev.edmund.store.load;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A segment of an entity reference.
 *
 * @param key what stands between the parentheses; null where there are none
 */
record ReferenceSegment(String name, @Nullable String key) {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*(/.*)");
  private static final Pattern SEGMENT = Pattern.compile("([^()']+)(?:\\((.*)\\))?");

  /** Whether the segments before the set or singleton are those of the service itself. */
  static boolean isFromRoot(String reference) {
    return reference.startsWith("/") || URL.matcher(reference).matches();
  }

  /**
   * The segments of a reference, percent-decoded.
   *
   * @throws IllegalArgumentException when it is none
   */
  static List<ReferenceSegment> parse(String reference) {
    Matcher url = URL.matcher(reference);
    String path = url.matches() ? Objects.requireNonNull(url.group(1)) : reference;
    List<ReferenceSegment> segments = new ArrayList<>();
    for (String text : split(path.startsWith("/") ? path.substring(1) : path)) {
      Matcher m = SEGMENT.matcher(decoded(text));
      if (!m.matches()) {
        throw new IllegalArgumentException(
            "expected a reference such as accounts(key), found '" + reference + "'");
      }
      segments.add(new ReferenceSegment(Objects.requireNonNull(m.group(1)), m.group(2)));
    }
    return segments;
  }

  /** A slash between quotes is part of a key. */
  private static List<String> split(String path) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '\'') {
        quoted = !quoted;
      } else if (path.charAt(i) == '/' && !quoted) {
        parts.add(path.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(path.substring(start));
    return parts;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot read the percent-encoding of '" + text + "'", e);
    }
  }

  /** Whether the segment names a type. */
  boolean isType() {
    return name.indexOf('.') >= 0;
  }
}
