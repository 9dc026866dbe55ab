package dev.edmund.request.expr;

import java.util.Locale;
import java.util.stream.Stream;
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

  /** The standard method of that name, or else one of the service. */
  public static AggregationMethod named(String name) {
    return Stream.of(Kind.values())
        .filter(k -> k != Kind.CUSTOM && k.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .map(kind -> new AggregationMethod(kind, null))
        .orElseGet(() -> new AggregationMethod(Kind.CUSTOM, name));
  }
}
