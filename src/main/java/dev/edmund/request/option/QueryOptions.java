package dev.edmund.request.option;

import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Computation;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import dev.edmund.request.expr.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system query options of a request or of an expand item; what was not written is null or
 * empty. {@code $format}, {@code $id} and the tokens only stand at the top level.
 *
 * @param apply evaluated before all others, which see its result
 * @param compute evaluated before the rest, which may use the names
 * @param select the properties to return; empty stands for all
 * @param expand the navigation properties to include
 * @param count {@code $count=true}
 * @param levels {@code $levels} of an expand item; {@code max} is the limit; null when not written
 * @param rest the options that say nothing about a collection
 */
public record QueryOptions(
    @Nullable TransformationSequence apply,
    List<Computation> compute,
    @Nullable Expr filter,
    @Nullable Search search,
    List<OrderBy> orderBy,
    List<SelectItem> select,
    List<ExpandItem> expand,
    @Nullable Long top,
    @Nullable Long skip,
    boolean count,
    @Nullable Integer levels,
    Rest rest) {

  /** No option at all. */
  public static final QueryOptions NONE =
      new QueryOptions(
          null, List.of(), null, null, List.of(), List.of(), List.of(), null, null, false, null,
          Rest.NONE);

  public QueryOptions {
    compute = List.copyOf(compute);
    orderBy = List.copyOf(orderBy);
    select = List.copyOf(select);
    expand = List.copyOf(expand);
  }

  /**
   * Options with a value that is taken as it is.
   *
   * @param index {@code $index}: the position of a new item; negative counts from the end
   * @param schemaVersion {@code $schemaversion}; {@code *} is the current one
   */
  public record Rest(
      @Nullable String format,
      @Nullable String id,
      @Nullable String skipToken,
      @Nullable String deltaToken,
      @Nullable Long index,
      @Nullable String schemaVersion) {
    static final Rest NONE = new Rest(null, null, null, null, null, null);

    private Rest withSkipToken(@Nullable String token) {
      return new Rest(format, id, token, deltaToken, index, schemaVersion);
    }
  }

  public @Nullable String format() {
    return rest.format();
  }

  public @Nullable String id() {
    return rest.id();
  }

  public @Nullable String skipToken() {
    return rest.skipToken();
  }

  /** The same options with another {@code $select}. */
  public QueryOptions withSelect(List<SelectItem> items) {
    return new QueryOptions(
        apply, compute, filter, search, orderBy, items, expand, top, skip, count, levels, rest);
  }

  /** The same options for another page; null for the first. */
  public QueryOptions withSkipToken(@Nullable String token) {
    Rest other = rest.withSkipToken(token);
    return new QueryOptions(
        apply, compute, filter, search, orderBy, select, expand, top, skip, count, levels, other);
  }

  /** The same options with {@code $count=true}. */
  public QueryOptions withCount() {
    return new QueryOptions(
        apply, compute, filter, search, orderBy, select, expand, top, skip, true, levels, rest);
  }

  /** The same options with another {@code $filter}. */
  public QueryOptions withFilter(@Nullable Expr predicate) {
    return new QueryOptions(
        apply, compute, predicate, search, orderBy, select, expand, top, skip, count, levels, rest);
  }

  /** The same options with another {@code $expand}. */
  public QueryOptions withExpand(List<ExpandItem> items) {
    return new QueryOptions(
        apply, compute, filter, search, orderBy, select, items, top, skip, count, levels, rest);
  }

  /** The same options with another {@code $expand} to another depth. */
  public QueryOptions withExpand(List<ExpandItem> items, int depth) {
    return new QueryOptions(
        apply, compute, filter, search, orderBy, select, items, top, skip, count, depth, rest);
  }
}
