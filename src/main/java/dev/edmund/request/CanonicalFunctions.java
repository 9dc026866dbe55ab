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
    List<Expr> exprs = arguments.stream().map(Typed::expr).toList();
    return new Typed(new Expr.Call(function, exprs, type), type, false);
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
    return Typed.single(new Expr.CastTo(source.expr(), operand.type()));
  }

  /** Reads {@code (Type)} or {@code (expression,Type)} of an isof. */
  Typed isOf(Cursor in, Scope scope) {
    Operand operand = operand(in, scope);
    return Typed.single(new Expr.IsOf(operand.source().expr(), operand.type(), EdmTypes.BOOLEAN));
  }

  private record Operand(Typed source, EdmType type) {}

  private Operand operand(Cursor in, Scope scope) {
    in.expect('(');
    in.blanks();
    int start = in.position();
    EdmType alone = typeAndClose(in);
    if (alone != null) {
      EdmType instance = scope.instance();
      if (instance == null) {
        throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "there is no instance to test");
      }
      return new Operand(Typed.single(new Expr.It(instance)), alone);
    }
    in.moveTo(start);
    Typed source = expressions.expression(in, scope);
    in.blanks();
    in.expect(',');
    in.blanks();
    int at = in.position();
    EdmType type = typeAndClose(in);
    if (type == null) {
      throw in.errorAt(at, ErrorCode.UNKNOWN_NAME, "the name of a type is expected");
    }
    return new Operand(source, type);
  }

  private @Nullable EdmType typeAndClose(Cursor in) {
    if (in.startsWith("Collection(")) {
      throw in.notImplemented("cast or isof with a collection type");
    }
    if (!in.atName()) {
      return null;
    }
    EdmType type = names.type(in.qualifiedName());
    in.blanks();
    return type != null && in.accept(')') ? type : null;
  }
}
