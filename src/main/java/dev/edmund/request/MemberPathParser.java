package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import dev.edmund.request.expr.KeyValue;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
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
  private final AggregateParser aggregates;
  private final HierarchyFunctions hierarchies;

  MemberPathParser(EdmNames names, ExpressionParser expressions) {
    this.names = names;
    this.expressions = expressions;
    this.calls = new FunctionCallParser(names, expressions);
    this.canonical = new CanonicalFunctions(names, expressions);
    this.steps = new CollectionStepParser(expressions);
    this.keys = new KeyPredicateParser(expressions, AlternateKeys.NONE);
    this.roots = new RootPathParser(names, calls, keys);
    this.aggregates = new AggregateParser(names, expressions);
    this.hierarchies = new HierarchyFunctions(names, calls);
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
    Typed variable = scope.variables().get(name);
    if (variable != null) {
      return variable;
    }
    if (in.peek() == '(' && Members.declared(scope.shape(), name) == null) {
      return call(name, start, in, scope);
    }
    return member(instance(name, start, in, scope), name, start, in, scope);
  }

  private static Typed instance(String name, int start, Cursor in, Scope scope) {
    if (scope.instance() == null && scope.shape().computed(name) == null) {
      throw in.errorAt(
          start,
          ErrorCode.UNKNOWN_NAME,
          "'" + name + "' has no meaning here, there is no instance that could have it");
    }
    return scope.it();
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
        Typed it = scope.instance() == null ? null : scope.it();
        Typed own = it == null ? null : rewritten(it, name, start, in, scope);
        Typed known = own == null ? hierarchies.call(name, start, in, scope) : own;
        return known == null ? keyed(calls.call(it, name, start, in, scope), in, scope) : known;
      }
    }
  }

  /** Reads a call that stands for another expression; null where the name is not that of one. */
  private @Nullable Typed rewritten(Typed source, String name, int start, Cursor in, Scope scope) {
    String full = names.qualified(name);
    if (!scope.functions().has(full)) {
      return null;
    }
    FunctionCall call =
        new FunctionCall(full, source, calls.arguments(in, scope), start, in, scope);
    return Typed.single(scope.functions().rewrite(call));
  }

  private Typed dollar(Cursor in, Scope scope) {
    int start = in.position();
    in.next();
    String word = in.atName() ? in.name() : "";
    switch (word) {
      case "it" -> {
        return scope.level() > 0 ? scope.out(scope.level()) : instance("$it", start, in, scope);
      }
      case "this" -> {
        EdmType type = scope.instance();
        if (type == null) {
          throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "there is no instance for $this");
        }
        return scope.shift() > 0
            ? scope.out(scope.shift())
            : new Typed(new Expr.This(type), false, scope.shape());
      }
      case "these" -> {
        return new Typed(new Expr.These(scope.instance()), true, scope.shape());
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
    Cursor value = in.over(alias.value(), "@" + name);
    Scope inside = scope.without(name).shifted(scope.level() - alias.level());
    Typed typed = expressions.expression(value, inside);
    value.expectEnd();
    return typed;
  }

  /** Reads the qualifier of an annotation whose term was read. */
  Typed annotation(Typed source, String name, Cursor in) {
    String term = name;
    if (in.accept('#')) {
      term = term + "#" + in.name();
    }
    EdmTerm declared = names.term(name);
    EdmType type = declared == null ? null : EdmTypes.known(declared.getType());
    return new Typed(new Expr.Annotation(source.expr(), term, type), type, false);
  }

  private Typed step(Typed source, Cursor in, Scope scope) {
    if (in.peek() == '$') {
      return keyed(steps.dollar(source, in, scope), in, scope);
    }
    if (in.accept('@')) {
      return annotation(source, in.qualifiedName(), in);
    }
    int start = in.position();
    String name = in.qualifiedName();
    if (in.peek() == '(' && CollectionStepParser.isLambda(source, name)) {
      return steps.lambda(source, EdmTypes.lower(name).equals("all"), in, scope);
    }
    if (name.equals("aggregate") && in.peek() == '(' && source.collection()) {
      return aggregates.call(source, in, scope);
    }
    return member(source, name, start, in, scope);
  }

  /** Reads the key that may stand behind a collection of entities. */
  private Typed keyed(Typed source, Cursor in, Scope scope) {
    if (in.peek() != '('
        || !source.collection()
        || !(source.type() instanceof EdmEntityType type)) {
      return source;
    }
    List<KeyValue> key = keys.key(type, in, scope);
    return new Typed(new Expr.Keyed(source.expr(), key, type), false, source.shape());
  }

  private Typed member(Typed source, String name, int start, Cursor in, Scope scope) {
    Typed found = source.collection() ? null : Members.of(source, name);
    if (found != null) {
      return found.expr() instanceof Expr.Navigation navigation
          ? navigation(found, navigation, in, scope)
          : found;
    }
    EdmStructuredType cast = source.expr() instanceof Expr.TypeCast ? null : cast(source, name);
    if (cast != null && (in.peek() != '(' || source.collection())) {
      Expr expr = new Expr.TypeCast(source.expr(), cast);
      return keyed(new Typed(expr, source.collection(), source.shape().as(cast)), in, scope);
    }
    if (in.peek() == '(') {
      Typed own = source.collection() ? null : rewritten(source, name, start, in, scope);
      return own == null ? keyed(calls.call(source, name, start, in, scope), in, scope) : own;
    }
    if (source.isOpen() && name.indexOf('.') < 0) {
      return Typed.single(new Expr.Dynamic(source.expr(), name));
    }
    if (!names.functions(name).isEmpty()) {
      throw in.syntax("'(' is expected behind a function's name, which ends");
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
            : Members.unknown(source.shape(), name);
    return in.errorAt(start, ErrorCode.UNKNOWN_NAME, what);
  }

  private Typed navigation(Typed found, Expr.Navigation navigation, Cursor in, Scope scope) {
    EdmNavigationProperty property = navigation.property();
    if (in.peek() != '(') {
      return found;
    }
    if (!property.isCollection()) {
      throw in.syntax("'" + property.getName() + "' is a single entity and takes no key");
    }
    List<KeyValue> key = keys.key(property.getType(), in, scope);
    Expr expr = new Expr.Navigation(navigation.source(), property, key);
    return new Typed(expr, false, found.shape());
  }
}
