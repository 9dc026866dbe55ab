package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** What can follow a collection in an expression: {@code $filter}, {@code $count}, any, all. */
final class CollectionStepParser {
  private static final Set<SystemOption> OF_COUNT =
      EnumSet.of(SystemOption.FILTER, SystemOption.SEARCH);

  private final ExpressionParser expressions;

  CollectionStepParser(ExpressionParser expressions) {
    this.expressions = expressions;
  }

  /** Reads {@code $filter(…)}, or {@code $count} with its options. */
  Typed dollar(Typed source, Cursor in, Scope scope) {
    requireCollection(source, in);
    if (in.startsWith("$filter(")) {
      in.moveTo(in.position() + "$filter".length());
      in.expect('(');
      in.blanks();
      Expr predicate = expressions.predicate(in, scope.nested(source.shape()));
      in.blanks();
      in.expect(')');
      return new Typed(new Expr.Filtered(source.expr(), predicate), true, source.shape());
    }
    if (!in.startsWith("$count") || Cursor.continuesName(in.peek(6))) {
      throw in.syntax("'$count' is expected");
    }
    in.moveTo(in.position() + "$count".length());
    in.budget().token();
    return count(source, in, scope);
  }

  /** Filters before the segment and in its options are one. */
  private Typed count(Typed source, Cursor in, Scope scope) {
    NestedOptions nested = NestedOptions.read(in);
    OptionsParser.require(nested.system(), OF_COUNT, "$count");
    Scope inner = scope.nested(source.shape()).with(nested.aliases());
    Expr filter = filter(nested.system().get(SystemOption.FILTER), inner);
    Cursor search = nested.system().get(SystemOption.SEARCH);
    Expr counted = source.expr();
    while (counted instanceof Expr.Filtered filtered) {
      filter = and(filtered.predicate(), filter);
      counted = filtered.source();
    }
    return Typed.single(
        new Expr.Count(
            counted, filter, search == null ? null : SearchParser.search(search), EdmTypes.INT64));
  }

  private @Nullable Expr filter(@Nullable Cursor in, Scope scope) {
    if (in == null) {
      return null;
    }
    Expr predicate = expressions.predicate(in, scope);
    in.blanks();
    in.expectEnd();
    return predicate;
  }

  private static @Nullable Expr and(@Nullable Expr one, @Nullable Expr other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Expr.Logical(true, List.of(one, other), EdmTypes.BOOLEAN);
  }

  private static void requireCollection(Typed source, Cursor in) {
    if (!source.collection()
        && !source.isUndeclared()
        && !(source.expr() instanceof Expr.Annotation)) {
      throw in.error(
          ErrorCode.TYPE_MISMATCH, "a collection is expected and not " + source.typeName());
    }
  }

  static boolean isLambda(Typed source, String name) {
    String lower = EdmTypes.lower(name);
    return (lower.equals("any") || lower.equals("all"))
        && (source.collection()
            || source.isUndeclared()
            || source.expr() instanceof Expr.Annotation);
  }

  /** Reads the parentheses of any or all (Part 2, 5.1.1.13). */
  Typed lambda(Typed source, boolean all, Cursor in, Scope scope) {
    in.expect('(');
    in.blanks();
    Expr.Variable variable = null;
    Expr predicate = null;
    if (all || in.peek() != ')') {
      EdmType type = source.isUndeclared() ? null : source.type();
      String name = in.name();
      variable = new Expr.Variable(name, type);
      Shape shape = type == null ? Shape.of(null) : source.shape();
      in.blanks();
      in.expect(':');
      in.blanks();
      predicate = expressions.predicate(in, scope.with(name, new Typed(variable, false, shape)));
      in.blanks();
    }
    in.expect(')');
    return Typed.single(new Expr.Lambda(source.expr(), all, variable, predicate, EdmTypes.BOOLEAN));
  }
}
