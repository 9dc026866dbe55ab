package dev.edmund.processor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a stream that is wanted (RFC 9110, 14).
 *
 * @param start the first byte
 * @param end behind the last byte
 * @param whole whether no part was asked for
 */
record ByteRange(long start, long end, boolean whole) {
  private static final Pattern ONE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d*)-(\\d*)\\s*");
  private static final int MOST_DIGITS = 18;

  /**
   * What a Range header asks for. Headers that are malformed or ask for many ranges are ignored, as
   * RFC 9110, 14.2 allows.
   *
   * @return null where the range begins behind the end
   */
  static @Nullable ByteRange of(@Nullable String header, long length) {
    Matcher m = ONE.matcher(header == null ? "" : header);
    ByteRange all = new ByteRange(0, length, true);
    if (!m.matches()
        || m.group(1).length() > MOST_DIGITS
        || m.group(2).length() > MOST_DIGITS
        || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
      return all;
    }
    if (m.group(1).isEmpty()) {
      long last = Math.min(length, Long.parseLong(m.group(2)));
      return last == 0 ? null : new ByteRange(length - last, length, false);
    }
    long start = Long.parseLong(m.group(1));
    long last = m.group(2).isEmpty() ? length - 1 : Long.parseLong(m.group(2));
    if (!m.group(2).isEmpty() && last < start) {
      return all;
    }
    return start >= length ? null : new ByteRange(start, Math.min(length, last + 1), false);
  }

  long size() {
    return end - start;
  }
}
