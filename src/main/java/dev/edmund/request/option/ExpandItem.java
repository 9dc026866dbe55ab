package dev.edmund.request.option;

import dev.edmund.request.path.Segment;
import java.util.List;

/**
 * One item of {@code $expand} (Part 2, 5.1.3). A {@code *} has already been replaced by one item
 * for each navigation property.
 *
 * @param path type casts and complex properties, then the navigation property, then a type cast
 *     where one is written
 * @param kind what of the related entities is wanted
 * @param options the options in parentheses
 * @param repeatable the options a next link repeats, as they stand in a query
 */
public record ExpandItem(List<Segment> path, Kind kind, QueryOptions options, String repeatable) {
  public ExpandItem {
    path = List.copyOf(path);
  }

  /** What an expand item asks for. */
  public enum Kind {
    ENTITIES,
    /** {@code nav/$ref} */
    REFERENCES,
    /** {@code nav/$count} */
    COUNT,
    /** {@code stream} or {@code stream/$value} (4.01) */
    STREAM
  }
}
