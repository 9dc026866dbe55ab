package dev.edmund.plan;

import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What a resource path leads to.
 *
 * @param entity the entities, or the entity that {@code property} is of
 * @param single whether there is at most one entity
 * @param found has a row when the entity exists that the last navigation starts from
 * @param property the structural property at the end; null where entities are addressed, or
 *     something inside of JSON
 * @param inside the value at the end where it is in JSON; null elsewhere
 * @param cast the type the entities were narrowed to, as the context URL has it, or nothing
 * @param path the structural properties behind the entity, each behind a slash
 */
record Resource(
    EntityAlias entity,
    boolean single,
    Position position,
    @Nullable Query found,
    @Nullable PropertyStorage property,
    @Nullable InsideJson inside,
    String cast,
    String path,
    Form form) {

  /** What is wanted of the resource. */
  enum Form {
    CONTENT,
    VALUE,
    COUNT,
    REFERENCE
  }
}
