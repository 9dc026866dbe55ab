package dev.edmund.request.apply;

import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.RecursiveHierarchy;
import org.jspecify.annotations.Nullable;

/**
 * A recursive hierarchy and how instances are assigned to its nodes (Data Aggregation, 6.1).
 *
 * @param node the path to the node identifier, which may lead through collections
 * @param entity the part of that path which leads to the node itself: {@link Expr.It} where the
 *     instances are the nodes; null where only identifiers are equal (6.2.2)
 */
public record Hierarchy(RecursiveHierarchy recursive, Expr node, @Nullable Expr entity) {
  /** Whether the instances are the nodes. */
  public boolean isOwn() {
    return entity instanceof Expr.It;
  }
}
