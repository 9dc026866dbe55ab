package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.core.Limits;
import dev.edmund.request.CutUrl;
import dev.edmund.request.Lasting;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.RequestShape;
import dev.edmund.request.ShapedLine;
import dev.edmund.request.UriParser;
import dev.edmund.request.path.Segment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** URLs that have been read, as the same come again and again, or the same but for literals. */
final class Lines {
  private static final int MOST = 512;

  /** Longer ones are seldom the same, and would fill the memory. */
  private static final int LONGEST = 2_048;

  private final UriParser parser;
  private final int longest;
  private final Kept<Asked, ODataRequestLine> known = new Kept<>(MOST);
  private final Kept<Asked, RequestShape> shapes = new Kept<>(MOST);

  private record Asked(String path, @Nullable String query) {}

  Lines(UriParser parser, Limits limits) {
    this.parser = parser;
    this.longest = Math.min(LONGEST, limits.urlBytes());
  }

  /** The parser itself. */
  UriParser parser() {
    return parser;
  }

  /** What a URL says; see {@link UriParser#parse(String, String, String, QueryFunctions)}. */
  ShapedLine parse(String path, @Nullable String query, String root, QueryFunctions functions) {
    // Functions may give another expression at each call, as for a span of time up to now.
    if (!functions.equals(QueryFunctions.NONE)
        || path.length() + (query == null ? 0 : query.length()) > longest) {
      return ShapedLine.of(parser.parse(path, query, root, functions));
    }
    Optional<CutUrl> cut = parser.cut(path, query);
    if (cut.isPresent()) {
      return shaped(cut.get(), path, query, root);
    }
    Asked asked = new Asked(path, query);
    ODataRequestLine line = known.find(asked);
    return ShapedLine.of(line == null ? read(asked, root) : line);
  }

  private ShapedLine shaped(CutUrl cut, String path, @Nullable String query, String root) {
    Asked around = new Asked(cut.path(), cut.query());
    RequestShape shape = shapes.find(around);
    ShapedLine shaped = shape == null ? null : parser.shaped(shape, cut);
    if (shaped != null) {
      return shaped;
    }
    Asked asked = new Asked(path, query);
    ODataRequestLine line = known.find(asked);
    if (line != null) {
      return ShapedLine.of(line);
    }
    ShapedLine first = parser.shaped(parser.parse(path, query, root), cut);
    RequestShape made = first.shape();
    if (made == null) {
      keep(asked, first.line());
      return first;
    }
    RequestShape kept = shapes.keep(around, made);
    ShapedLine again = kept == made ? first : parser.shaped(kept, cut);
    return again == null ? ShapedLine.of(first.line()) : again;
  }

  private ODataRequestLine read(Asked asked, String root) {
    ODataRequestLine line = parser.parse(asked.path(), asked.query(), root);
    keep(asked, line);
    return line;
  }

  /** Entities have too many keys to remember them all, and an id is one below some root. */
  private void keep(Asked asked, ODataRequestLine line) {
    boolean isWantedAgain =
        Lasting.is(line)
            && line.options().id() == null
            && line.path().stream()
                .noneMatch(s -> s instanceof Segment.Key || s instanceof Segment.EntityById);
    if (isWantedAgain) {
      known.keep(asked, line);
    }
  }
}
