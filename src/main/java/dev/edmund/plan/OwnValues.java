package dev.edmund.plan;

import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an expression depends on what is stored of the instance itself and on nothing else, so
 * that its value changes with the instance only: not with related entities, and not with time.
 */
final class OwnValues implements Expr.Visitor<Boolean> {
  private static final OwnValues ONLY = new OwnValues();

  private OwnValues() {}

  static boolean only(@Nullable Expr expr) {
    return expr == null || expr.accept(ONLY);
  }

  private static boolean all(List<Expr> all) {
    return all.stream().allMatch(OwnValues::only);
  }

  private static boolean values(List<Expr.Argument> all) {
    return all.stream().allMatch(argument -> only(argument.value()));
  }

  @Override
  public Boolean literal(Expr.Literal e) {
    return true;
  }

  @Override
  public Boolean parameter(Expr.Parameter e) {
    return true;
  }

  @Override
  public Boolean items(Expr.Items e) {
    return all(e.items());
  }

  @Override
  public Boolean json(Expr.JsonObject e) {
    return values(e.members());
  }

  @Override
  public Boolean it(Expr.It e) {
    return true;
  }

  @Override
  public Boolean thisInstance(Expr.This e) {
    return true;
  }

  @Override
  public Boolean outer(Expr.Outer e) {
    return true;
  }

  @Override
  public Boolean these(Expr.These e) {
    return false;
  }

  @Override
  public Boolean root(Expr.Root e) {
    return false;
  }

  @Override
  public Boolean variable(Expr.Variable e) {
    return true;
  }

  @Override
  public Boolean property(Expr.Property e) {
    return only(e.source());
  }

  @Override
  public Boolean dynamic(Expr.Dynamic e) {
    return only(e.source());
  }

  @Override
  public Boolean computed(Expr.Computed e) {
    return false;
  }

  @Override
  public Boolean keyed(Expr.Keyed e) {
    return false;
  }

  @Override
  public Boolean filtered(Expr.Filtered e) {
    return only(e.source()) && only(e.predicate());
  }

  @Override
  public Boolean aggregate(Expr.Aggregate e) {
    return false;
  }

  @Override
  public Boolean navigation(Expr.Navigation e) {
    return false;
  }

  @Override
  public Boolean typeCast(Expr.TypeCast e) {
    return only(e.source());
  }

  @Override
  public Boolean count(Expr.Count e) {
    return only(e.source()) && only(e.filter()) && e.search() == null;
  }

  @Override
  public Boolean lambda(Expr.Lambda e) {
    return only(e.source()) && only(e.predicate());
  }

  @Override
  public Boolean logical(Expr.Logical e) {
    return all(e.operands());
  }

  @Override
  public Boolean not(Expr.Not e) {
    return only(e.operand());
  }

  @Override
  public Boolean compare(Expr.Compare e) {
    return only(e.left()) && only(e.right());
  }

  @Override
  public Boolean in(Expr.In e) {
    return only(e.left()) && only(e.right());
  }

  @Override
  public Boolean arithmetic(Expr.Arithmetic e) {
    return only(e.left()) && only(e.right());
  }

  @Override
  public Boolean negate(Expr.Negate e) {
    return only(e.operand());
  }

  @Override
  public Boolean call(Expr.Call e) {
    return e.function() != Function.NOW && all(e.arguments());
  }

  @Override
  public Boolean castTo(Expr.CastTo e) {
    return only(e.source());
  }

  @Override
  public Boolean isOf(Expr.IsOf e) {
    return only(e.source());
  }

  @Override
  public Boolean invoke(Expr.Invoke e) {
    return false;
  }

  @Override
  public Boolean hierarchy(Expr.HierarchyCall e) {
    return false;
  }

  @Override
  public Boolean annotation(Expr.Annotation e) {
    return false;
  }
}
