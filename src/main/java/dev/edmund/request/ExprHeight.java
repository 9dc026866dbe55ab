package dev.edmund.request;

import dev.edmund.core.Limits;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds trees to the limits of depth and nodes. Chains such as {@code a add b add c} and long paths
 * are read in a loop but make a tall tree, which nobody after the parser should have to climb.
 */
final class ExprHeight implements Expr.Visitor<List<Expr>> {
  private ExprHeight() {}

  /** Fails when the tree is taller than the limit, or has more nodes. */
  static void check(Expr root, Cursor in) {
    ExprHeight children = new ExprHeight();
    int limit = in.budget().limits().depth();
    List<Expr> level = List.of(root);
    for (int height = 1; !level.isEmpty(); height++) {
      if (height > limit) {
        throw Limits.exceeded("depth", limit, in.target());
      }
      in.budget().nodes(level.size());
      List<Expr> next = new ArrayList<>();
      for (Expr expr : level) {
        next.addAll(expr.accept(children));
      }
      level = next;
    }
  }

  /** What an expression is made of. */
  static List<Expr> children(Expr expression) {
    return expression.accept(new ExprHeight());
  }

  private static List<Expr> some(@Nullable Expr one, @Nullable Expr other) {
    List<Expr> all = new ArrayList<>();
    if (one != null) {
      all.add(one);
    }
    if (other != null) {
      all.add(other);
    }
    return all;
  }

  @Override
  public List<Expr> literal(Expr.Literal e) {
    return List.of();
  }

  @Override
  public List<Expr> parameter(Expr.Parameter e) {
    return List.of();
  }

  @Override
  public List<Expr> items(Expr.Items e) {
    return e.items();
  }

  @Override
  public List<Expr> json(Expr.JsonObject e) {
    return e.members().stream().map(Expr.Argument::value).toList();
  }

  @Override
  public List<Expr> it(Expr.It e) {
    return List.of();
  }

  @Override
  public List<Expr> thisInstance(Expr.This e) {
    return List.of();
  }

  @Override
  public List<Expr> outer(Expr.Outer e) {
    return List.of();
  }

  @Override
  public List<Expr> these(Expr.These e) {
    return List.of();
  }

  @Override
  public List<Expr> root(Expr.Root e) {
    return List.of();
  }

  @Override
  public List<Expr> variable(Expr.Variable e) {
    return List.of();
  }

  @Override
  public List<Expr> property(Expr.Property e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> dynamic(Expr.Dynamic e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> computed(Expr.Computed e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> keyed(Expr.Keyed e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> filtered(Expr.Filtered e) {
    return List.of(e.source(), e.predicate());
  }

  @Override
  public List<Expr> aggregate(Expr.Aggregate e) {
    return some(e.source(), e.aggregation().measure().expression());
  }

  @Override
  public List<Expr> hierarchy(Expr.HierarchyCall e) {
    return e.arguments().stream().map(Expr.Argument::value).toList();
  }

  @Override
  public List<Expr> navigation(Expr.Navigation e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> typeCast(Expr.TypeCast e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> count(Expr.Count e) {
    return some(e.source(), e.filter());
  }

  @Override
  public List<Expr> lambda(Expr.Lambda e) {
    return some(e.source(), e.predicate());
  }

  @Override
  public List<Expr> logical(Expr.Logical e) {
    return e.operands();
  }

  @Override
  public List<Expr> not(Expr.Not e) {
    return List.of(e.operand());
  }

  @Override
  public List<Expr> compare(Expr.Compare e) {
    return List.of(e.left(), e.right());
  }

  @Override
  public List<Expr> in(Expr.In e) {
    return List.of(e.left(), e.right());
  }

  @Override
  public List<Expr> arithmetic(Expr.Arithmetic e) {
    return List.of(e.left(), e.right());
  }

  @Override
  public List<Expr> negate(Expr.Negate e) {
    return List.of(e.operand());
  }

  @Override
  public List<Expr> call(Expr.Call e) {
    return e.arguments();
  }

  @Override
  public List<Expr> castTo(Expr.CastTo e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> isOf(Expr.IsOf e) {
    return List.of(e.source());
  }

  @Override
  public List<Expr> invoke(Expr.Invoke e) {
    List<Expr> all = some(e.source(), null);
    e.arguments().forEach(a -> all.add(a.value()));
    return all;
  }

  @Override
  public List<Expr> annotation(Expr.Annotation e) {
    return List.of(e.source());
  }
}
