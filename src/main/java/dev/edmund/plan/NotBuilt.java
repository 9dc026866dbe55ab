package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.List;

/** Refuses by name what is understood and not planned; it is never ignored (Part 1, 11.2.1). */
public final class NotBuilt {
  private NotBuilt() {}

  /** Refuses the options of a request or of an expand item. */
  public static void refuse(QueryOptions options) {
    QueryOptions.Rest rest = options.rest();
    refuse(rest.index() != null, "$index");
    refuse(rest.schemaVersion() != null, "$schemaversion");
    refuse(rest.deltaToken() != null, "$deltatoken");
    options.expand().forEach(NotBuilt::refuse);
  }

  private static void refuse(boolean given, String option) {
    if (given) {
      throw ODataException.notImplemented(option, option);
    }
  }

  private static void refuse(ExpandItem item) {
    refuseAnnotations(item.path(), "$expand");
    refuse(item.options());
  }

  /** Refuses annotations on a path of {@code $select} or {@code $expand}. */
  static void refuseAnnotations(List<Segment> path, String option) {
    if (path.stream().anyMatch(Segment.Annotation.class::isInstance)) {
      throw ODataException.notImplemented("An annotation in " + option, option);
    }
  }
}
