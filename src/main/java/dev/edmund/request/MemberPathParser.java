package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import dev.edmund.request.expr.KeyValue;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmTerm;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Paths and calls in expressions: what begins with a name, {@code $} or {@code @}. */
final class MemberPathParser {
  private final EdmNames names;
  private final ExpressionParser expressions;
  private final FunctionCallParser calls;
  private final CanonicalFunctions canonical;
  private final CollectionStepParser steps;
  private final RootPathParser roots;
  private final KeyPredicateParser keys;

  MemberPathParser(EdmNames names, ExpressionParser expressions) {
    this.names = names;
    this.expressions = expressions;
    this.calls = new FunctionCallParser(names, expressions);
    this.canonical = new CanonicalFunctions(names, expressions);
    this.steps = new CollectionStepParser(expressions);
    this.keys = new KeyPredicateParser(expressions);
    this.roots = new RootPathParser(names, calls, keys);
  }

  /** Reads a path or a call with all that follows it after slashes. */
  Typed path(Cursor in, Scope scope) {
    Typed value = first(in, scope);
    while (in.peek() == '/') {
      in.accept('/');
      value = step(value, in, scope);
    }
    return value;
  }

  private Typed first(Cursor in, Scope scope) {
    if (in.peek() == '$') {
      return dollar(in, scope);
    }
    if (in.peek() == '@') {
      return aliasOrAnnotation(in, scope);
    }
    if (!in.atName()) {
      throw in.syntax("an expression is expected");
    }
    int start = in.position();
    String name = in.qualifiedName();
    Expr.Variable variable = scope.variables().get(name);
    if (variable != null) {
      return Typed.single(variable);
    }
    EdmStructuredType type = EdmTypes.structured(scope.instance());
    boolean declared = type != null && type.getProperty(name) != null;
    if (in.peek() == '(' && !declared) {
      return call(name, start, in, scope);
    }
    return member(instance(name, start, in, scope), name, start, in, scope);
  }

  private static Typed instance(String name, int start, Cursor in, Scope scope) {
    EdmType type = scope.instance();
    if (type == null) {
      throw in.errorAt(
          start,
          ErrorCode.UNKNOWN_NAME,
          "'" + name + "' has no meaning here, there is no instance that could have it");
    }
    return Typed.single(new Expr.It(type));
  }

  private Typed call(String name, int start, Cursor in, Scope scope) {
    Function function = Function.named(name);
    if (function != null) {
      return canonical.call(function, in, scope);
    }
    switch (EdmTypes.lower(name)) {
      case "cast" -> {
        return canonical.cast(in, scope);
      }
      case "isof" -> {
        return canonical.isOf(in, scope);
      }
      default -> {
        EdmType instance = scope.instance();
        Typed it = instance == null ? null : Typed.single(new Expr.It(instance));
        return calls.call(it, name, start, in, scope);
      }
    }
  }

  private Typed dollar(Cursor in, Scope scope) {
    int start = in.position();
    in.next();
    String word = in.atName() ? in.name() : "";
    switch (word) {
      case "it" -> {
        if (scope.level() > 0) {
          throw in.notImplemented("$it inside of nested options");
        }
        return instance("$it", start, in, scope);
      }
      case "this" -> {
        EdmType type = scope.instance();
        if (type == null) {
          throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "there is no instance for $this");
        }
        return Typed.single(new Expr.This(type));
      }
      case "root" -> {
        in.expect('/');
        return roots.root(in, scope);
      }
      default -> throw in.errorAt(start, ErrorCode.SYNTAX, "an expression is expected");
    }
  }

  private Typed aliasOrAnnotation(Cursor in, Scope scope) {
    int start = in.position();
    in.expect('@');
    String name = in.qualifiedName();
    if (scope.aliases().containsKey(name)) {
      return alias(name, in, scope);
    }
    boolean annotation = name.indexOf('.') >= 0 || in.peek() == '#' || in.peek() == '/';
    // An alias without a value is null (Part 2, 5.3).
    return annotation
        ? annotation(instance("@" + name, start, in, scope), name, in)
        : Typed.nullLiteral();
  }

  private Typed alias(String name, Cursor in, Scope scope) {
    Scope.Alias alias = scope.aliases().get(name);
    if (alias == null) {
      return Typed.nullLiteral();
    }
    String text = alias.value().value();
    if (alias.level() < scope.level() && (text.contains("$this") || text.contains("$it"))) {
      throw in.notImplemented("The alias @" + name + ", which stands for an outer instance,");
    }
    Cursor value = in.over(alias.value(), "@" + name);
    Typed typed = expressions.expression(value, scope.without(name));
    value.expectEnd();
    return typed;
  }

  private Typed annotation(Typed source, String name, Cursor in) {
    String term = name;
    if (in.accept('#')) {
      term = term + "#" + in.name();
    }
    EdmTerm declared = names.term(name);
    return Typed.single(
        new Expr.Annotation(source.expr(), term, declared == null ? null : declared.getType()));
  }

  private Typed step(Typed source, Cursor in, Scope scope) {
    if (in.peek() == '$') {
      return steps.dollar(source, in, scope);
    }
    if (in.accept('@')) {
      return annotation(source, in.qualifiedName(), in);
    }
    int start = in.position();
    String name = in.qualifiedName();
    if (in.peek() == '(' && CollectionStepParser.isLambda(source, name)) {
      return steps.lambda(source, EdmTypes.lower(name).equals("all"), in, scope);
    }
    return member(source, name, start, in, scope);
  }

  private Typed member(Typed source, String name, int start, Cursor in, Scope scope) {
    EdmType type = source.type();
    EdmStructuredType structured = EdmTypes.structured(type);
    EdmElement element =
        structured == null || source.collection() ? null : structured.getProperty(name);
    if (element instanceof EdmNavigationProperty navigation) {
      return navigation(source, navigation, in, scope);
    }
    if (element instanceof EdmProperty property) {
      Expr expr = new Expr.Property(source.expr(), property);
      return new Typed(expr, EdmTypes.known(property.getType()), property.isCollection());
    }
    if (in.peek() == '(') {
      return calls.call(source, name, start, in, scope);
    }
    EdmStructuredType cast = cast(source, name);
    if (cast != null && !(source.expr() instanceof Expr.TypeCast)) {
      return new Typed(new Expr.TypeCast(source.expr(), cast), cast, source.collection());
    }
    if (source.isOpen() && name.indexOf('.') < 0) {
      return Typed.single(new Expr.Dynamic(source.expr(), name));
    }
    throw noMember(source, name, start, in);
  }

  /** A value without a declared type may be any complex value; only a dot tells it from a name. */
  private @Nullable EdmStructuredType cast(Typed source, String name) {
    EdmType type = source.type();
    if (type != null && !source.isUndeclared()) {
      return names.cast(name, type);
    }
    EdmStructuredType any = EdmTypes.structured(names.type(name));
    boolean complex = any != null && !EdmTypes.isEntity(any) && name.indexOf('.') > 0;
    return source.isUndeclared() && complex ? any : null;
  }

  private static ODataException noMember(Typed source, String name, int start, Cursor in) {
    EdmStructuredType type = EdmTypes.structured(source.type());
    if (source.collection()) {
      return in.errorAt(
          start,
          ErrorCode.TYPE_MISMATCH,
          "'" + name + "' cannot follow a collection, use any or all;");
    }
    String what =
        type == null
            ? "'" + name + "' is not a property of " + source.typeName()
            : EdmNames.unknown(name, type);
    return in.errorAt(start, ErrorCode.UNKNOWN_NAME, what);
  }

  private Typed navigation(Typed source, EdmNavigationProperty property, Cursor in, Scope scope) {
    List<KeyValue> key = null;
    if (in.peek() == '(') {
      if (!property.isCollection()) {
        throw in.syntax("'" + property.getName() + "' is a single entity and takes no key");
      }
      key = keys.key(property.getType(), in, scope);
    }
    Expr expr = new Expr.Navigation(source.expr(), property, key);
    return new Typed(expr, property.getType(), property.isCollection() && key == null);
  }
}
