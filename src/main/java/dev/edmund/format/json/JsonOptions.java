package dev.edmund.format.json;

import java.util.function.Predicate;

/**
 * How a response is to be written.
 *
 * @param metadata how much control information is wanted
 * @param ieee754Compatible whether Int64 and Decimal values are strings
 * @param annotation whether an instance annotation is wanted, by its qualified term
 * @param serviceRoot the absolute root of the service, with a slash at its end
 * @param omit which values of single-valued properties are left out
 * @param exact whether only what is stored is wanted, as it is: no ETags, and the bytes of streams
 *     whatever their media type
 * @param evolvable whether members of enumerations behind {@code unknownFutureValue} are written as
 *     that member
 * @param deletedByKey whether deleted entities in a delta of OData 4.0 are told by their keys
 */
public record JsonOptions(
    Metadata metadata,
    boolean ieee754Compatible,
    Predicate<String> annotation,
    String serviceRoot,
    Omit omit,
    boolean exact,
    boolean evolvable,
    boolean deletedByKey) {

  /** Options of a service's answer. */
  public JsonOptions(
      Metadata metadata,
      boolean ieee754Compatible,
      Predicate<String> annotation,
      String serviceRoot,
      Omit omit) {
    this(metadata, ieee754Compatible, annotation, serviceRoot, omit, false, false, false);
  }

  /** Options that leave nothing out. */
  public JsonOptions(
      Metadata metadata,
      boolean ieee754Compatible,
      Predicate<String> annotation,
      String serviceRoot) {
    this(metadata, ieee754Compatible, annotation, serviceRoot, Omit.NOTHING);
  }

  /** The same for what must not be left out. */
  JsonOptions complete() {
    return new JsonOptions(
        metadata,
        ieee754Compatible,
        annotation,
        serviceRoot,
        Omit.NOTHING,
        exact,
        evolvable,
        deletedByKey);
  }

  /** The same, with enumerations that may evolve or not. */
  public JsonOptions evolving(boolean evolving) {
    return new JsonOptions(
        metadata, ieee754Compatible, annotation, serviceRoot, omit, exact, evolving, deletedByKey);
  }

  /** The same, with deleted entities that are told by their keys or not. */
  public JsonOptions deletedByKey(boolean byKey) {
    return new JsonOptions(
        metadata, ieee754Compatible, annotation, serviceRoot, omit, exact, evolvable, byKey);
  }

  /** What {@code omit-values} asks for (Part 1, 8.2.8.6). */
  public enum Omit {
    NOTHING,
    NULLS,
    /** What a property is without a value: its default, or null where it has none. */
    DEFAULTS
  }

  /** The amount of control information (JSON Format, 3.1). */
  public enum Metadata {
    NONE,
    MINIMAL,
    FULL
  }
}
