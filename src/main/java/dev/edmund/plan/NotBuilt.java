package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;

/** Refuses by name what is understood and not planned; it is never ignored (Part 1, 11.2.1). */
public final class NotBuilt {
  private NotBuilt() {}

  /** Refuses the options of a request or of an expand item. */
  public static void refuse(QueryOptions options) {
    QueryOptions.Rest rest = options.rest();
    if (rest.index() != null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "$index says where a POST inserts; a GET has no use for it.",
          "$index");
    }
    options.expand().forEach(NotBuilt::refuse);
  }

  private static void refuse(ExpandItem item) {
    refuse(item.options());
  }
}
