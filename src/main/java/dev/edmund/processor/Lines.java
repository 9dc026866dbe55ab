package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.request.Lasting;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.UriParser;
import dev.edmund.request.path.Segment;
import org.jspecify.annotations.Nullable;

/** URLs that have been read, as the same come again and again. */
final class Lines {
  private static final int MOST = 512;

  /** Longer ones are seldom the same, and would fill the memory. */
  private static final int LONGEST = 2_048;

  private final UriParser parser;
  private final Kept<Asked, ODataRequestLine> known = new Kept<>(MOST);

  private record Asked(String path, @Nullable String query) {}

  Lines(UriParser parser) {
    this.parser = parser;
  }

  /** The parser itself. */
  UriParser parser() {
    return parser;
  }

  /** What a URL says; see {@link UriParser#parse(String, String, String, QueryFunctions)}. */
  ODataRequestLine parse(
      String path, @Nullable String query, String root, QueryFunctions functions) {
    // Functions may give another expression at each call, as for a span of time up to now.
    if (!functions.equals(QueryFunctions.NONE)
        || path.length() + (query == null ? 0 : query.length()) > LONGEST) {
      return parser.parse(path, query, root, functions);
    }
    Asked asked = new Asked(path, query);
    ODataRequestLine line = known.find(asked);
    if (line != null) {
      return line;
    }
    ODataRequestLine read = parser.parse(path, query, root, functions);
    return isWantedAgain(read) ? known.keep(asked, read) : read;
  }

  /** Entities have too many keys to remember them all, and an id is one below some root. */
  private static boolean isWantedAgain(ODataRequestLine line) {
    return Lasting.is(line)
        && line.options().id() == null
        && line.path().stream()
            .noneMatch(s -> s instanceof Segment.Key || s instanceof Segment.EntityById);
  }
}
