package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** A call of one of the {@link QueryFunctions}, with what is needed to say what it stands for. */
public final class FunctionCall {
  private final String name;
  private final Typed source;
  private final Map<String, Typed> arguments;
  private final int start;
  private final Cursor in;
  private final Scope scope;

  FunctionCall(
      String name, Typed source, Map<String, Typed> arguments, int start, Cursor in, Scope scope) {
    this.name = name;
    this.source = source;
    this.arguments = arguments;
    this.start = start;
    this.in = in;
    this.scope = scope;
  }

  /** The name of the function with its namespace. */
  public String name() {
    return name;
  }

  /** The name of the function without its namespace. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Refuses the call unless it has these arguments and no others. */
  public void require(Set<String> wanted) {
    for (String argument : arguments.keySet()) {
      if (!wanted.contains(argument)) {
        throw error(ErrorCode.UNKNOWN_NAME, "'" + argument + "' is not a parameter of " + name);
      }
    }
    for (String argument : wanted) {
      if (!arguments.containsKey(argument)) {
        throw error(ErrorCode.UNKNOWN_NAME, name + " needs the parameter '" + argument + "'");
      }
    }
  }

  /** The text of an argument that is a constant of any type. */
  public String text(String argument) {
    Typed value = value(argument);
    if (value.expr() instanceof Expr.Literal literal && literal.text() != null) {
      return literal.text();
    }
    throw invalid(argument, "is one value");
  }

  /** The texts of an argument that is a list of constants. */
  public List<String> texts(String argument) {
    List<String> texts = new ArrayList<>();
    if (value(argument).expr() instanceof Expr.Items items) {
      for (Expr item : items.items()) {
        if (item instanceof Expr.Literal literal && literal.text() != null) {
          texts.add(literal.text());
        }
      }
      if (texts.size() == items.items().size() && !texts.isEmpty()) {
        return texts;
      }
    }
    throw invalid(argument, "is a list such as [\"1\",\"2\"]");
  }

  private Typed value(String argument) {
    Typed value = arguments.get(argument);
    if (value == null) {
      throw error(ErrorCode.UNKNOWN_NAME, name + " needs the parameter '" + argument + "'");
    }
    return value;
  }

  /**
   * The property that an argument names, with a path before it where there is one. It begins at the
   * instance that the function is called for, or at the variable of a lambda around the call.
   *
   * @param others another name to look for where there is no property of the name that is written
   */
  public Expr property(String argument, UnaryOperator<String> others) {
    String text = text(argument);
    List<String> path = Arrays.asList(text.split("/", -1));
    Typed variable = path.size() > 1 ? scope.variables().get(path.get(0)) : null;
    Typed at = variable == null ? source : variable;
    for (int i = variable == null ? 0 : 1; i < path.size() && at != null; i++) {
      at = member(at, path.get(i), others, i == path.size() - 1);
    }
    if (at == null || !EdmTypes.isPrimitive(at.type())) {
      throw invalid(
          argument, "names a property of " + source.typeName() + ", and '" + text + "' does not");
    }
    return at.expr();
  }

  private static @Nullable Typed member(
      Typed source, String name, UnaryOperator<String> others, boolean last) {
    Typed found = source.collection() ? null : Members.of(source, name);
    return last
            && !source.collection()
            && (found == null || found.expr() instanceof Expr.Navigation)
        ? Members.of(source, others.apply(name))
        : found;
  }

  /** A constant of the type of a value, from its text. */
  public Expr constant(Expr value, String text, String argument) {
    EdmType type = EdmTypes.underlying(value.type());
    EdmPrimitiveTypeKind kind = EdmTypes.kind(type);
    String fitted = kind == null ? null : ValueForms.normalize(kind, text.strip());
    if (type instanceof EdmEnumType members) {
      fitted = EnumLiterals.number(members, text);
    } else if (kind == EdmPrimitiveTypeKind.String) {
      fitted = text;
    } else if (kind == EdmPrimitiveTypeKind.DateTimeOffset
        && ValueForms.matches(EdmPrimitiveTypeKind.Date, text)) {
      fitted = text + "T00:00:00Z";
    } else if (kind == EdmPrimitiveTypeKind.Boolean && text.matches("[01]")) {
      fitted = text.equals("1") ? "true" : "false";
    }
    if (fitted == null || type == null) {
      throw invalid(
          argument, "is of " + Typed.single(value).typeName() + ", unlike '" + text + "'");
    }
    return new Expr.Literal(type, fitted);
  }

  /** Compares two values of types that fit each other. */
  public Expr compare(Comparison operator, Expr left, Expr right) {
    return TypeRules.compare(operator, Typed.single(left), Typed.single(right), in).expr();
  }

  /**
   * An error about an argument.
   *
   * @param rule what it must be
   */
  public ODataException invalid(String argument, String rule) {
    return error(ErrorCode.INVALID_VALUE, argument + " of " + name + " " + rule);
  }

  /** A refusal of what is asked, which is said with the name of the function before it. */
  public ODataException notImplemented(String why) {
    return in.notImplemented(name + " " + why);
  }

  private ODataException error(ErrorCode code, String what) {
    return in.errorAt(start, code, what + ", in the call");
  }
}
