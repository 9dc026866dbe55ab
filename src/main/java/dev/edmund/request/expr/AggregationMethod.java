package dev.edmund.request.expr;

import org.jspecify.annotations.Nullable;

/**
 * What makes one value of many (Data Aggregation, 3.1.3).
 *
 * @param custom the qualified name of a method that a service defines, else null
 */
public record AggregationMethod(Kind kind, @Nullable String custom) {

  /** The standard methods, and those of the service. */
  public enum Kind {
    SUM,
    MIN,
    MAX,
    AVERAGE,
    COUNTDISTINCT,
    CUSTOM
  }
}
