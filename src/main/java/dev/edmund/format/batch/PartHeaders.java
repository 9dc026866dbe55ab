package dev.edmund.format.batch;

import dev.edmund.core.BatchLimits;
import dev.edmund.core.Limits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers as they are collected: names in lower case, values of one name joined by commas. */
final class PartHeaders {
  private static final int SHOWN = 40;

  private final Map<String, String> values = new LinkedHashMap<>();
  private final BatchLimits limits;
  private final String place;
  private int bytes;
  private @Nullable String last;

  /**
   * @param place where they stand, for messages
   */
  PartHeaders(BatchLimits limits, String place) {
    this.limits = limits;
    this.place = place;
  }

  /** Adds a line {@code name: value}, or more of the value before where it begins with a blank. */
  void line(String line) {
    if (last != null && (line.startsWith(" ") || line.startsWith("\t"))) {
      count(line.length());
      values.merge(last, checked(line).strip(), (before, more) -> before + " " + more);
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      count(line.length());
      throw Places.wrong(place, "'" + shown(line) + "' is not a header.");
    }
    add(line.substring(0, colon), line.substring(colon + 1));
  }

  /**
   * Adds a header that may stand once; false where there is one of this name with another value.
   * Microsoft's clients write one twice, in two cases.
   */
  boolean addSingle(String name, String value) {
    String before = values.get(lower(name.strip()));
    if (before == null) {
      add(name, value);
      return true;
    }
    count(name.length() + value.length());
    return before.equals(value.strip());
  }

  /** Adds a header, which may stand more than once. */
  void add(String name, String value) {
    count(name.length() + value.length());
    String key = lower(name.strip());
    if (!isToken(key)) {
      throw Places.wrong(place, "'" + shown(name) + "' is not the name of a header.");
    }
    last = key;
    values.merge(key, checked(value).strip(), (before, more) -> before + "," + more);
  }

  private void count(int more) {
    bytes += more;
    if (bytes > limits.partHeaderBytes()) {
      throw Limits.exceeded("partHeaderBytes", limits.partHeaderBytes(), place);
    }
  }

  private String checked(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        throw Places.wrong(place, "A header holds the control character " + (int) c + ".");
      }
    }
    return value;
  }

  private static String lower(String name) {
    StringBuilder out = new StringBuilder(name);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out.setCharAt(i, (char) (c + 'a' - 'A'));
      }
    }
    return out.toString();
  }

  /** RFC 9110, 5.6.2. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String shown(String text) {
    String safe = text.replaceAll("[^\\x20-\\x7E]", "?");
    return safe.length() > SHOWN ? safe.substring(0, SHOWN) + "…" : safe;
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  Map<String, String> all() {
    return Collections.unmodifiableMap(values);
  }
}
