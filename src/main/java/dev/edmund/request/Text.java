package dev.edmund.request;

import java.util.BitSet;

/**
 * A decoded part of a URL.
 *
 * @param value the decoded characters
 * @param escaped which of them were percent-encoded; {@code %3B} in a search word does not separate
 *     options, {@code ;} does
 */
record Text(String value, BitSet escaped) {
  static Text plain(String value) {
    return new Text(value, new BitSet(0));
  }
}
