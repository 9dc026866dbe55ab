package dev.edmund.request;

import dev.edmund.request.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed URL and the shape it has.
 *
 * @param shape what it has in common with others; null where it is to be planned by itself
 * @param literals what the parameters of the shape stand for; empty without a shape
 */
public record ShapedLine(
    ODataRequestLine line, @Nullable RequestShape shape, List<Expr.Literal> literals) {
  public ShapedLine {
    literals = List.copyOf(literals);
  }

  /** A URL without a shape. */
  public static ShapedLine of(ODataRequestLine line) {
    return new ShapedLine(line, null, List.of());
  }
}
