package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** The calls of canonical functions, {@code cast} and {@code isof} (Part 2, 5.1.1.5 and on). */
final class CanonicalFunctions {
  private static final String COLLECTION = "Collection(";

  private final EdmNames names;
  private final ExpressionParser expressions;

  CanonicalFunctions(EdmNames names, ExpressionParser expressions) {
    this.names = names;
    this.expressions = expressions;
  }

  /** Reads the arguments of a canonical function and types the call. */
  Typed call(Function function, Cursor in, Scope scope) {
    List<Typed> arguments = function == Function.CASE ? branches(in, scope) : arguments(in, scope);
    EdmType type = new FunctionSignature(function, arguments, in).result();
    if (type == null && (function == Function.CONCAT || function == Function.SUBSTRING)) {
      return collection(function, arguments);
    }
    List<Expr> exprs = arguments.stream().map(Typed::expr).toList();
    return new Typed(new Expr.Call(function, exprs, type), type, false);
  }

  /** The items have the type that is declared for those of an argument. */
  private static Typed collection(Function function, List<Typed> arguments) {
    EdmType type =
        arguments.stream()
            .filter(a -> a.collection() && a.type() != null)
            .findFirst()
            .map(Typed::type)
            .orElse(null);
    List<Expr> exprs = arguments.stream().map(Typed::expr).toList();
    return new Typed(new Expr.Call(function, exprs, type), type, true);
  }

  private List<Typed> arguments(Cursor in, Scope scope) {
    List<Typed> arguments = new ArrayList<>();
    in.expect('(');
    in.blanks();
    if (in.accept(')')) {
      return arguments;
    }
    do {
      in.blanks();
      arguments.add(expressions.expression(in, scope));
      in.blanks();
    } while (in.accept(','));
    in.expect(')');
    return arguments;
  }

  private List<Typed> branches(Cursor in, Scope scope) {
    List<Typed> branches = new ArrayList<>();
    in.expect('(');
    do {
      in.blanks();
      branches.add(Typed.single(expressions.predicate(in, scope)));
      in.blanks();
      in.expect(':');
      in.blanks();
      branches.add(expressions.expression(in, scope));
      in.blanks();
    } while (in.accept(','));
    in.expect(')');
    return branches;
  }

  /** Reads {@code (Type)} or {@code (expression,Type)} of a cast. */
  Typed cast(Cursor in, Scope scope) {
    Operand operand = operand(in, scope);
    Typed source = TypeRules.fit(operand.source(), operand.type());
    Expr cast = new Expr.CastTo(source.expr(), operand.type(), operand.collection());
    return new Typed(cast, operand.type(), operand.collection());
  }

  /** Reads {@code (Type)} or {@code (expression,Type)} of an isof. */
  Typed isOf(Cursor in, Scope scope) {
    Operand operand = operand(in, scope);
    return Typed.single(
        new Expr.IsOf(
            operand.source().expr(), operand.type(), operand.collection(), EdmTypes.BOOLEAN));
  }

  private record Operand(Typed source, EdmType type, boolean collection) {}

  private Operand operand(Cursor in, Scope scope) {
    in.expect('(');
    in.blanks();
    int start = in.position();
    boolean many = isCollection(in);
    EdmType alone = typeAndClose(in);
    if (alone != null) {
      if (scope.instance() == null) {
        throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "there is no instance to test");
      }
      return new Operand(scope.it(), alone, many);
    }
    in.moveTo(start);
    Typed source = expressions.expression(in, scope);
    in.blanks();
    in.expect(',');
    in.blanks();
    int at = in.position();
    many = isCollection(in);
    EdmType type = typeAndClose(in);
    if (type == null) {
      throw in.errorAt(at, ErrorCode.UNKNOWN_NAME, "the name of a type is expected");
    }
    return new Operand(source, type, many);
  }

  private static boolean isCollection(Cursor in) {
    return in.startsWith(COLLECTION) || in.startsWith("'" + COLLECTION);
  }

  /** Reads the name of a type, which older clients put in quotes. */
  private @Nullable EdmType typeAndClose(Cursor in) {
    boolean quoted = in.accept('\'');
    boolean collection = in.startsWith(COLLECTION);
    if (collection) {
      in.moveTo(in.position() + COLLECTION.length());
    }
    if (!in.atName()) {
      return null;
    }
    EdmType type = names.type(in.qualifiedName());
    if (collection) {
      in.expect(')');
    }
    if (type == null || (quoted && !in.accept('\''))) {
      return null;
    }
    in.blanks();
    return in.accept(')') ? type : null;
  }
}
