package dev.edmund.plan.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of characters, as ranges of code points in ascending order that neither touch nor overlap.
 */
record Characters(List<Range> ranges) {
  private static final int LAST = Character.MAX_CODE_POINT;

  /** A character that stands for none: Unicode assigns it to nothing, ever. */
  private static final char NONE = '\uFFFF';

  static final Characters DIGITS = of(new Range('0', '9'));
  static final Characters WORD =
      of(new Range('0', '9'), new Range('A', 'Z'), new Range('_', '_'), new Range('a', 'z'));

  /** WhiteSpace and LineTerminator of ECMAScript (ECMA-262, 7.2 and 7.3). */
  static final Characters SPACE =
      of(
          new Range('\t', '\r'),
          new Range(' ', ' '),
          new Range(0xA0, 0xA0),
          new Range(0x1680, 0x1680),
          new Range(0x2000, 0x200A),
          new Range(0x2028, 0x2029),
          new Range(0x202F, 0x202F),
          new Range(0x205F, 0x205F),
          new Range(0x3000, 0x3000),
          new Range(0xFEFF, 0xFEFF));

  static final Characters LINE_END =
      of(new Range('\n', '\n'), new Range('\r', '\r'), new Range(0x2028, 0x2029));

  Characters {
    ranges = List.copyOf(ranges);
  }

  /** From one character to another, both included. */
  record Range(int first, int last) {}

  static Characters of(Range... ranges) {
    TreeMap<Integer, Integer> sorted = new TreeMap<>();
    for (Range range : ranges) {
      sorted.merge(range.first, range.last, Math::max);
    }
    List<Range> merged = new ArrayList<>();
    for (Map.Entry<Integer, Integer> next : sorted.entrySet()) {
      int end = merged.size() - 1;
      Range before = merged.isEmpty() ? null : merged.get(end);
      if (before != null && next.getKey() <= before.last + 1) {
        merged.set(end, new Range(before.first, Math.max(before.last, next.getValue())));
      } else {
        merged.add(new Range(next.getKey(), next.getValue()));
      }
    }
    return new Characters(merged);
  }

  static Characters one(int codePoint) {
    return of(new Range(codePoint, codePoint));
  }

  Characters with(Characters other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return of(all.toArray(Range[]::new));
  }

  Characters others() {
    List<Range> gaps = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (range.first > next) {
        gaps.add(new Range(next, range.first - 1));
      }
      next = range.last + 1;
    }
    if (next <= LAST) {
      gaps.add(new Range(next, LAST));
    }
    return new Characters(gaps);
  }

  /** As a regular expression that all databases read alike. */
  String text() {
    boolean open = !ranges.isEmpty() && ranges.get(ranges.size() - 1).last == LAST;
    StringBuilder text = new StringBuilder(open ? "[^" : "[");
    // No text has the character 0, so that it can stand for none.
    List<Range> written = open ? others().ranges : ranges;
    int start = text.length();
    for (Range range : written) {
      int first = isSurrogate(range.first) ? 0xE000 : Math.max(range.first, 1);
      int last = isSurrogate(range.last) ? 0xD7FF : range.last;
      if (first <= last) {
        escaped(first, text);
        if (last > first) {
          text.append('-');
          escaped(last, text);
        }
      }
    }
    if (text.length() == start) {
      return open ? "[^" + NONE + "]" : "[" + NONE + "]";
    }
    return text.append(']').toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static void escaped(int codePoint, StringBuilder text) {
    boolean word =
        (codePoint >= '0' && codePoint <= '9')
            || (codePoint >= 'A' && codePoint <= 'Z')
            || (codePoint >= 'a' && codePoint <= 'z');
    boolean sign = codePoint > ' ' && codePoint < 0x7F && !word && codePoint != '_';
    if (sign) {
      text.append('\\');
    }
    text.appendCodePoint(codePoint);
  }
}
