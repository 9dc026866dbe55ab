package dev.edmund.request;

import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parsed URL.
 *
 * @param path the resource path; empty for the service root
 * @param options the system query options
 * @param custom the custom query options, decoded, in their order
 */
public record ODataRequestLine(
    List<Segment> path, QueryOptions options, Map<String, String> custom) {
  public ODataRequestLine {
    path = List.copyOf(path);
    custom = Map.copyOf(custom);
  }

  /** The same request for another page; null for the first. */
  public ODataRequestLine page(@Nullable String skipToken) {
    return Objects.equals(skipToken, options.skipToken())
        ? this
        : with(options.withSkipToken(skipToken));
  }

  /** The same request with other options. */
  ODataRequestLine with(QueryOptions others) {
    return new ODataRequestLine(path, others, custom);
  }
}
