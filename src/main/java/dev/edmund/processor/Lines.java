package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.core.Limits;
import dev.edmund.request.CutUrl;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.PageUrl;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.RequestShape;
import dev.edmund.request.ShapedLine;
import dev.edmund.request.UriParser;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** URLs that have been read, as the same come again and again, or the same but for literals. */
final class Lines {
  private static final int MOST = 512;

  /** Longer ones are seldom the same, and would fill the memory. */
  private static final int LONGEST = 2_048;

  private final UriParser parser;
  private final int longest;

  /** By the text around their literals; apart, as what comes only once would drop them. */
  private final Kept<Asked, RequestShape> shapes = new Kept<>(MOST);

  private final Kept<Asked, RequestShape> known = new Kept<>(MOST);

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
    NotedFunctions noted = new NotedFunctions(functions);
    Supplier<ODataRequestLine> read = () -> parser.parse(path, query, root, noted);
    if (path.length() + (query == null ? 0 : query.length()) > longest) {
      return ShapedLine.of(read.get());
    }
    Asked asked = new Asked(path, query);
    Optional<PageUrl> page = PageUrl.of(query);
    if (page.isPresent()) {
      return page(page.get(), path, read, noted);
    }
    Optional<CutUrl> cut = parser.cut(path, query);
    if (cut.isPresent()) {
      return shaped(cut.get(), asked, read, noted);
    }
    RequestShape shape = known.find(asked);
    return shape == null ? whole(asked, read.get(), noted) : shape.page(null);
  }

  private ShapedLine shaped(
      CutUrl cut, Asked asked, Supplier<ODataRequestLine> read, NotedFunctions functions) {
    Asked around = new Asked(cut.path(), cut.query());
    RequestShape shape = shapes.find(around);
    ShapedLine shaped = shape == null ? null : parser.shaped(shape, cut);
    if (shaped != null) {
      return shaped;
    }
    RequestShape itself = known.find(asked);
    if (itself != null) {
      return itself.page(null);
    }
    ODataRequestLine line = read.get();
    ShapedLine first = functions.called() ? ShapedLine.of(line) : parser.shaped(line, cut);
    RequestShape made = first.shape();
    if (made == null) {
      return whole(asked, line, functions);
    }
    RequestShape kept = shapes.keep(around, made);
    ShapedLine again = kept == made ? first : parser.shaped(kept, cut);
    return again == null ? ShapedLine.of(line) : again;
  }

  /** A page behind the first, which is planned as that one is. */
  private ShapedLine page(
      PageUrl page, String path, Supplier<ODataRequestLine> read, NotedFunctions functions) {
    Asked around = new Asked(path, page.around());
    RequestShape shape = known.find(around);
    if (shape != null) {
      return shape.page(page.skipToken());
    }
    ODataRequestLine line = read.get();
    RequestShape kept = kept(around, line.page(null), functions);
    return kept == null ? ShapedLine.of(line) : kept.page(line.options().skipToken());
  }

  private ShapedLine whole(Asked asked, ODataRequestLine line, NotedFunctions functions) {
    RequestShape kept = kept(asked, line, functions);
    return kept == null ? ShapedLine.of(line) : kept.page(null);
  }

  /** Functions may give another expression at each call, as for a span of time up to now. */
  private @Nullable RequestShape kept(
      Asked asked, ODataRequestLine line, NotedFunctions functions) {
    return functions.called()
        ? null
        : RequestShape.whole(line).map(made -> known.keep(asked, made)).orElse(null);
  }
}
