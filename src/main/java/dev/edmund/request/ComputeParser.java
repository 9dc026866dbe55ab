package dev.edmund.request;

import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Computation;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** The items of {@code $compute} (Part 2, 5.1.3) and of the transformation {@code compute}. */
final class ComputeParser {
  private final ExpressionParser expressions;

  ComputeParser(ExpressionParser expressions) {
    this.expressions = expressions;
  }

  /**
   * What was read.
   *
   * @param shape the instances with the new properties
   */
  record Computed(List<Computation> items, Shape shape) {}

  /** Reads all items; none of them sees the name of another. */
  Computed items(Cursor in, Scope scope) {
    List<Computation> items = new ArrayList<>();
    Shape shape = scope.shape();
    do {
      in.blanks();
      Typed value = Located.at(in.target(), () -> expressions.expression(in, scope));
      ExprHeight.check(value.expr(), in);
      String name = Keywords.alias(in, shape);
      items.add(new Computation(value.expr(), name));
      in.budget().computeItems(items.size());
      // A term of the Edm does not say whether it is collection-valued.
      boolean many = value.collection() || value.expr() instanceof Expr.Annotation;
      shape = shape.with(new Shape.Part(name, many, true, value.shape()));
      in.blanks();
    } while (in.accept(','));
    return new Computed(items, shape);
  }
}
