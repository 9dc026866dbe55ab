package dev.edmund.request;

import dev.edmund.core.Limits;
import java.util.List;
import java.util.Map;

/** Resource paths, checked against the model segment by segment (Part 2, 4; ABNF, 1). */
final class ResourcePathParser {
  private final EdmNames names;
  private final ExpressionParser expressions;
  private final ParserSettings settings;
  private final Limits limits;

  ResourcePathParser(
      EdmNames names, ExpressionParser expressions, ParserSettings settings, Limits limits) {
    this.names = names;
    this.expressions = expressions;
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * Reads a path.
   *
   * @param rawPath what is behind the service root, not decoded
   * @param aliases the parameter aliases of the query
   * @param custom the custom query options, which can name parameters (4.01)
   * @param functions what filters in the path may call
   */
  Resource parse(
      String rawPath,
      Map<String, Text> aliases,
      Map<String, String> custom,
      QueryFunctions functions) {
    List<Text> segments = PathSegments.split(rawPath);
    Scope scope = Scope.of(null, Map.of()).with(aliases).calling(functions);
    PathWalk walk =
        new PathWalk(names, expressions, settings, new Budget(limits, "path"), scope, custom);
    return walk.walk(segments);
  }
}
