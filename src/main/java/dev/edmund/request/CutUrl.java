package dev.edmund.request;

import dev.edmund.request.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A URL that has not been read, with the types of literals in their places.
 *
 * @param literals those that were cut out, path before query
 */
public record CutUrl(String path, @Nullable String query, List<Expr.Literal> literals) {
  public CutUrl {
    literals = List.copyOf(literals);
  }
}
