package dev.edmund.request;

import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** JSON arrays and objects in expressions, whose values may be expressions (ABNF, 5). */
final class JsonParser {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final ExpressionParser expressions;

  JsonParser(ExpressionParser expressions) {
    this.expressions = expressions;
  }

  static boolean follows(Cursor in) {
    return in.peek() == '[' || in.peek() == '{';
  }

  /** Reads an array or an object. */
  Typed value(Cursor in, Scope scope) {
    in.budget().enter();
    Typed value = in.peek() == '[' ? array(in, scope) : object(in, scope);
    in.budget().leave();
    return value;
  }

  private Typed array(Cursor in, Scope scope) {
    List<Expr> items = new ArrayList<>();
    in.expect('[');
    in.blanks();
    if (!in.accept(']')) {
      do {
        in.blanks();
        items.add(item(in, scope).expr());
        in.budget().listItems(items.size());
        in.blanks();
      } while (in.accept(','));
      in.expect(']');
    }
    return Typed.collection(new Expr.Items(items));
  }

  private Typed object(Cursor in, Scope scope) {
    List<Expr.Argument> members = new ArrayList<>();
    in.expect('{');
    in.blanks();
    if (!in.accept('}')) {
      do {
        in.blanks();
        String name = name(in);
        in.blanks();
        in.expect(':');
        in.blanks();
        members.add(new Expr.Argument(name, item(in, scope).expr()));
        in.budget().listItems(members.size());
        in.blanks();
      } while (in.accept(','));
      in.expect('}');
    }
    return Typed.single(new Expr.JsonObject(members));
  }

  private Typed item(Cursor in, Scope scope) {
    return in.peek() == '"'
        ? Typed.single(new Expr.Literal(EdmTypes.STRING, string(in)))
        : expressions.expression(in, scope);
  }

  /** Clients of Dataverse put names in single quotes. */
  private static String name(Cursor in) {
    if (!in.accept('\'')) {
      return string(in);
    }
    StringBuilder out = new StringBuilder();
    while (in.peek() != '\'') {
      if (in.atEnd()) {
        throw in.syntax("the closing ' is missing");
      }
      out.append(in.next());
    }
    in.expect('\'');
    return out.toString();
  }

  private static String string(Cursor in) {
    StringBuilder out = new StringBuilder();
    in.expect('"');
    while (in.peek() != '"') {
      if (in.atEnd()) {
        throw in.syntax("the closing '\"' is missing");
      }
      char c = in.next();
      out.append(c == '\\' ? escape(in) : c);
    }
    in.expect('"');
    return out.toString();
  }

  private static char escape(Cursor in) {
    char c = in.peek();
    int simple = ESCAPES.indexOf(c);
    if (simple >= 0) {
      in.next();
      return ESCAPED.charAt(simple);
    }
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      code = code * 16 + Character.digit(in.peek(i), 16);
    }
    boolean valid = c == 'u';
    for (int i = 1; i <= 4; i++) {
      valid &= Character.digit(in.peek(i), 16) >= 0;
    }
    if (!valid) {
      throw in.syntax("there is no JSON escape");
    }
    in.moveTo(in.position() + 5);
    return (char) code;
  }
}
