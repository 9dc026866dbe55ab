package dev.edmund.format.json;

import java.util.function.Predicate;

/**
 * How a response is to be written.
 *
 * @param metadata how much control information is wanted
 * @param ieee754Compatible whether Int64 and Decimal values are strings
 * @param annotation whether an instance annotation is wanted, by its qualified term
 * @param serviceRoot the absolute root of the service, with a slash at its end
 */
public record JsonOptions(
    Metadata metadata,
    boolean ieee754Compatible,
    Predicate<String> annotation,
    String serviceRoot) {

  /** The amount of control information (JSON Format, 3.1). */
  public enum Metadata {
    NONE,
    MINIMAL,
    FULL
  }
}
