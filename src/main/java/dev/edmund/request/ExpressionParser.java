package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.ArithmeticOperator;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Expressions, by precedence climbing (Part 2, 5.1.1.17; ABNF, 4). */
final class ExpressionParser {
  private static final Map<String, Comparison> EQUALITY =
      byName(Stream.of(Comparison.EQ, Comparison.NE));
  private static final Map<String, Comparison> RELATION =
      byName(Stream.of(Comparison.GT, Comparison.GE, Comparison.LT, Comparison.LE));
  private static final Map<String, ArithmeticOperator> SUM =
      byName(Stream.of(ArithmeticOperator.ADD, ArithmeticOperator.SUB));
  private static final Map<String, ArithmeticOperator> PRODUCT =
      byName(
          Stream.of(
              ArithmeticOperator.MUL,
              ArithmeticOperator.DIV,
              ArithmeticOperator.DIVBY,
              ArithmeticOperator.MOD));
  private static final int LONGEST_OPERATOR = 5;

  private final LiteralParser literals;
  private final JsonParser json = new JsonParser(this);
  private final MemberPathParser paths;

  ExpressionParser(EdmNames names) {
    this.literals = new LiteralParser(names);
    this.paths = new MemberPathParser(names, this);
  }

  private static <E extends Enum<E>> Map<String, E> byName(Stream<E> operators) {
    return operators.collect(
        Collectors.toMap(o -> o.name().toLowerCase(Locale.ROOT), Function.identity()));
  }

  MemberPathParser paths() {
    return paths;
  }

  LiteralParser literals() {
    return literals;
  }

  JsonParser json() {
    return json;
  }

  /** Reads a commonExpr. */
  Typed expression(Cursor in, Scope scope) {
    in.budget().enter();
    Typed value = disjunction(in, scope);
    in.budget().leave();
    return value;
  }

  /** Reads a boolCommonExpr. */
  Expr predicate(Cursor in, Scope scope) {
    int start = in.position();
    Typed value = expression(in, scope);
    requireBoolean(value, in, start);
    return value.expr();
  }

  static void requireBoolean(Typed value, Cursor in, int start) {
    if (!TypeRules.isBoolean(value)) {
      throw in.errorAt(
          start,
          ErrorCode.TYPE_MISMATCH,
          "Edm.Boolean is expected and " + value.typeName() + " is found");
    }
  }

  private Typed disjunction(Cursor in, Scope scope) {
    int start = in.position();
    Typed first = conjunction(in, scope);
    if (!acceptOperator(in, "or")) {
      return first;
    }
    List<Expr> operands = new ArrayList<>();
    addOperand(operands, false, first, in, start);
    do {
      int next = in.position();
      addOperand(operands, false, conjunction(in, scope), in, next);
    } while (acceptOperator(in, "or"));
    return Typed.single(new Expr.Logical(false, operands, EdmTypes.BOOLEAN));
  }

  private Typed conjunction(Cursor in, Scope scope) {
    int start = in.position();
    Typed first = equality(in, scope);
    if (!acceptOperator(in, "and")) {
      return first;
    }
    List<Expr> operands = new ArrayList<>();
    addOperand(operands, true, first, in, start);
    do {
      int next = in.position();
      addOperand(operands, true, equality(in, scope), in, next);
    } while (acceptOperator(in, "and"));
    return Typed.single(new Expr.Logical(true, operands, EdmTypes.BOOLEAN));
  }

  private static void addOperand(
      List<Expr> operands, boolean and, Typed operand, Cursor in, int start) {
    requireBoolean(operand, in, start);
    if (operand.expr() instanceof Expr.Logical logical && logical.and() == and) {
      operands.addAll(logical.operands());
    } else {
      operands.add(operand.expr());
    }
    in.budget().terms(operands.size());
  }

  private Typed equality(Cursor in, Scope scope) {
    Typed left = relation(in, scope);
    Comparison operator = acceptOperator(in, EQUALITY);
    while (operator != null) {
      left = TypeRules.compare(operator, left, relation(in, scope), in);
      operator = acceptOperator(in, EQUALITY);
    }
    return left;
  }

  private Typed relation(Cursor in, Scope scope) {
    Typed left = sum(in, scope);
    Comparison operator = acceptOperator(in, RELATION);
    while (operator != null) {
      left = TypeRules.compare(operator, left, sum(in, scope), in);
      operator = acceptOperator(in, RELATION);
    }
    return left;
  }

  private Typed sum(Cursor in, Scope scope) {
    Typed left = product(in, scope);
    ArithmeticOperator operator = acceptOperator(in, SUM);
    while (operator != null) {
      left = TypeRules.arithmetic(operator, left, product(in, scope), in);
      operator = acceptOperator(in, SUM);
    }
    return left;
  }

  private Typed product(Cursor in, Scope scope) {
    Typed left = unary(in, scope);
    ArithmeticOperator operator = acceptOperator(in, PRODUCT);
    while (operator != null) {
      left = TypeRules.arithmetic(operator, left, unary(in, scope), in);
      operator = acceptOperator(in, PRODUCT);
    }
    return left;
  }

  private Typed unary(Cursor in, Scope scope) {
    if (notFollows(in)) {
      in.moveTo(in.position() + 3);
      in.budget().token();
      in.blanks();
      int start = in.position();
      Typed operand = nestedUnary(in, scope);
      requireBoolean(operand, in, start);
      return Typed.single(new Expr.Not(operand.expr(), EdmTypes.BOOLEAN));
    }
    Typed literal = literals.literal(in);
    if (literal == null && in.accept('-')) {
      in.blanks();
      return negate(nestedUnary(in, scope), in);
    }
    Typed value = literal == null ? primary(in, scope) : literal;
    return membership(value, in, scope);
  }

  private Typed nestedUnary(Cursor in, Scope scope) {
    in.budget().enter();
    Typed value = unary(in, scope);
    in.budget().leave();
    return value;
  }

  private static boolean notFollows(Cursor in) {
    char after = in.peek(3);
    return (after == ' ' || after == '\t' || after == '(')
        && (in.peek() | 0x20) == 'n'
        && (in.peek(1) | 0x20) == 'o'
        && (in.peek(2) | 0x20) == 't';
  }

  private static Typed negate(Typed operand, Cursor in) {
    EdmType type = operand.type();
    if (operand.collection()
        || (type != null
            && !TypeRules.isNumeric(type)
            && !EdmTypes.isKind(type, EdmPrimitiveTypeKind.Duration))) {
      throw in.error(
          ErrorCode.TYPE_MISMATCH,
          "'-' does not take " + operand.typeName() + "; its operand ends");
    }
    return Typed.single(new Expr.Negate(operand.expr(), type));
  }

  /** {@code has} and {@code in} bind as tightly as a path. */
  private Typed membership(Typed left, Cursor in, Scope scope) {
    if (acceptOperator(in, "has")) {
      return has(left, in, scope);
    }
    return acceptOperator(in, "in") ? in(left, in, scope) : left;
  }

  private Typed has(Typed left, Cursor in, Scope scope) {
    Typed right = literals.literal(in);
    right = TypeRules.fit(right == null ? primary(in, scope) : right, left.type());
    boolean enums =
        !left.collection()
            && (EdmTypes.isEnum(left.type()) || left.isUndeclared())
            && (right.isNull() || EdmTypes.isEnum(right.type()));
    if (!enums || !TypeRules.sameFamily(left, right)) {
      throw TypeRules.mismatch("has", left, right, in);
    }
    return Typed.single(
        new Expr.Compare(Comparison.HAS, left.expr(), right.expr(), EdmTypes.BOOLEAN));
  }

  private Typed in(Typed left, Cursor in, Scope scope) {
    Typed right = in.peek() == '(' ? list(in, scope) : primary(in, scope);
    right = left.collection() ? right : TypeRules.fit(right, left.type());
    boolean fits = right.collection() || right.isNull() || right.isUndeclared();
    if (right.expr() instanceof Expr.Items items) {
      for (Expr item : items.items()) {
        Typed one = Typed.single(item);
        fits &= left.collection() || one.isNull() || TypeRules.sameFamily(left, one);
        if (!fits) {
          throw TypeRules.mismatch("in", left, one, in);
        }
      }
    } else {
      fits &= right.isNull() || TypeRules.sameFamily(left, right);
    }
    if (!fits) {
      throw TypeRules.mismatch("in", left, right, in);
    }
    return Typed.single(new Expr.In(left.expr(), right.expr(), EdmTypes.BOOLEAN));
  }

  /** A list of literals or one expression in parentheses, which is a list of one. */
  private Typed list(Cursor in, Scope scope) {
    int start = in.position();
    in.expect('(');
    in.blanks();
    List<Expr> items = new ArrayList<>();
    if (in.accept(')')) {
      return Typed.collection(new Expr.Items(items));
    }
    Typed item = literals.literal(in);
    if (item == null) {
      in.moveTo(start);
      Typed one = primary(in, scope);
      return one.collection() ? one : Typed.collection(new Expr.Items(List.of(one.expr())));
    }
    while (item != null) {
      items.add(item.expr());
      in.budget().listItems(items.size());
      in.blanks();
      if (in.accept(')')) {
        return Typed.collection(new Expr.Items(items));
      }
      in.expect(',');
      in.blanks();
      item = literals.literal(in);
    }
    throw in.syntax("a list takes only literals; one is expected");
  }

  private Typed primary(Cursor in, Scope scope) {
    Typed value;
    if (in.accept('(')) {
      in.blanks();
      value = expression(in, scope);
      in.blanks();
      in.expect(')');
    } else {
      value = JsonParser.follows(in) ? json.value(in, scope) : paths.path(in, scope);
    }
    return value;
  }

  private static boolean acceptOperator(Cursor in, String name) {
    String word = operatorAhead(in);
    if (!name.equals(word)) {
      return false;
    }
    skipOperator(in, name);
    return true;
  }

  private static <O> @Nullable O acceptOperator(Cursor in, Map<String, O> operators) {
    String word = operatorAhead(in);
    O operator = word == null ? null : operators.get(word);
    if (word != null && operator != null) {
      skipOperator(in, word);
    }
    return operator;
  }

  /** The word between blanks that follows, in lower case, or null. */
  private static @Nullable String operatorAhead(Cursor in) {
    int start = in.position();
    String word = null;
    if (in.blanks()) {
      int from = in.position();
      while (isLetter(in.peek()) && in.position() - from <= LONGEST_OPERATOR) {
        in.next();
      }
      boolean closed = in.peek() == ' ' || in.peek() == '\t' || in.peek() == '(';
      word = closed ? EdmTypes.lower(in.since(from)) : null;
    }
    in.moveTo(start);
    return word;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static void skipOperator(Cursor in, String word) {
    in.blanks();
    in.moveTo(in.position() + word.length());
    in.budget().token();
    in.blanks();
  }
}
