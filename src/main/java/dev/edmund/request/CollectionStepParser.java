package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.Expr;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** What can follow a collection in an expression: {@code $count}, any, all. */
final class CollectionStepParser {
  private final ExpressionParser expressions;

  CollectionStepParser(ExpressionParser expressions) {
    this.expressions = expressions;
  }

  /** Reads {@code $count} with its options, or {@code $filter(…)} and the count after it. */
  Typed dollar(Typed source, Cursor in, Scope scope) {
    Expr filter = null;
    while (in.startsWith("$filter(")) {
      requireCollection(source, in);
      in.moveTo(in.position() + "$filter".length());
      in.expect('(');
      in.blanks();
      filter = and(filter, expressions.predicate(in, scope.nested(source.type())));
      in.blanks();
      in.expect(')');
      if (!in.startsWith("/$")) {
        // Only a count can be said in one node; the rest needs a source of its own.
        throw in.notImplemented("/$filter followed by anything but /$count in an expression");
      }
      in.accept('/');
    }
    if (!in.startsWith("$count") || Cursor.continuesName(in.peek(6))) {
      throw in.syntax("'$count' is expected");
    }
    requireCollection(source, in);
    in.moveTo(in.position() + "$count".length());
    in.budget().token();
    filter = and(filter, options(source, in, scope));
    return Typed.single(new Expr.Count(source.expr(), filter, EdmTypes.INT64));
  }

  private @Nullable Expr options(Typed source, Cursor in, Scope scope) {
    if (!in.accept('(')) {
      return null;
    }
    Expr filter = null;
    do {
      in.accept('$');
      String name = EdmTypes.lower(in.name());
      in.expect('=');
      if (name.equals("search")) {
        throw in.notImplemented("$search inside of an expression");
      }
      if (!name.equals("filter") || filter != null) {
        throw in.syntax("only one $filter can stand in the options of $count; they end");
      }
      filter = expressions.predicate(in, scope.nested(source.type()));
    } while (in.accept(';'));
    in.expect(')');
    return filter;
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
      if (type == null && !source.isUndeclared()) {
        throw in.notImplemented("A lambda over values without a declared type");
      }
      variable = new Expr.Variable(name, type);
      in.blanks();
      in.expect(':');
      in.blanks();
      predicate = expressions.predicate(in, scope.with(variable));
      in.blanks();
    }
    in.expect(')');
    return Typed.single(new Expr.Lambda(source.expr(), all, variable, predicate, EdmTypes.BOOLEAN));
  }
}
