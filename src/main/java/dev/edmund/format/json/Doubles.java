package dev.edmund.format.json;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Floating point numbers as OData writes them. */
final class Doubles {
  private Doubles() {}

  /** As a literal: the shortest text that reads back as the same number. */
  static String text(double value, boolean single) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "INF" : "-INF";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    // Java's own text is the shortest one only from Java 19 on.
    return single ? NumberOutput.toString((float) value, true) : NumberOutput.toString(value, true);
  }

  /** As a JSON value: what is no number in JSON is a string. */
  static String json(double value, boolean single) {
    String text = text(value, single);
    return Double.isFinite(value) ? text : '"' + text + '"';
  }
}
