package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** {@code $apply} (Data Aggregation, 3). Each transformation sees what the one before leaves. */
final class ApplyParser {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  private static final Set<String> NOT_PRESERVING =
      Set.of("aggregate", "addnested", "compute", "concat", "groupby", "join", "nest", "outerjoin");

  private final ExpressionParser expressions;
  private final AggregateParser aggregates;
  private final GroupByParser groups;
  private final NestingParser nestings;
  private final HierarchyParser hierarchies;
  private final OperationResolver operations;
  private final FunctionCallParser calls;

  ApplyParser(EdmNames names, ExpressionParser expressions) {
    this.expressions = expressions;
    this.aggregates = new AggregateParser(names, expressions);
    this.groups = new GroupByParser(names, expressions, this);
    this.nestings = new NestingParser(names, expressions, this);
    this.hierarchies = new HierarchyParser(names, expressions, this);
    this.operations = new OperationResolver(names);
    this.calls = new FunctionCallParser(names, expressions);
  }

  /** What a transformation is, and what comes out of it. */
  record Step(Transformation transformation, Shape result) {}

  /** Reads the whole value of the option. */
  TransformationSequence apply(Cursor in, Scope scope) {
    TransformationSequence sequence = sequence(in, scope);
    in.blanks();
    in.expectEnd();
    return sequence;
  }

  /** Reads transformations with slashes between them. */
  TransformationSequence sequence(Cursor in, Scope scope) {
    return sequence(in, scope, false);
  }

  /** Reads transformations that only leave instances out or sort them. */
  TransformationSequence preserving(Cursor in, Scope scope) {
    return sequence(in, scope, true);
  }

  private TransformationSequence sequence(Cursor in, Scope scope, boolean preserving) {
    in.budget().enter();
    List<Transformation> steps = new ArrayList<>();
    Scope at = scope;
    do {
      in.budget().applyStep();
      Step step = step(in, at, preserving);
      steps.add(step.transformation());
      at = at.at(step.result());
    } while (in.accept('/'));
    in.budget().leave();
    return new TransformationSequence(steps, at.shape());
  }

  /** Whether a transformation, and not an expression, follows. */
  boolean follows(Cursor in, Scope scope) {
    int start = in.position();
    String name = in.atName() ? in.qualifiedName() : "";
    boolean found =
        name.equals("identity")
            || (in.peek() == '(' && (HierarchyParser.NAMES.contains(name) || isSimple(name)))
            || (in.peek() == '(' && !functions(name, scope).isEmpty());
    in.moveTo(start);
    return found;
  }

  private static boolean isSimple(String name) {
    return Set.of("filter", "search", "orderby", "top", "skip").contains(name)
        || extremes(name) != null;
  }

  private List<EdmFunction> functions(String name, Scope scope) {
    EdmType type = scope.instance();
    return name.indexOf('.') < 0 || type == null
        ? List.of()
        : operations.boundFunctions(name, type, true);
  }

  private Step step(Cursor in, Scope scope, boolean preserving) {
    int start = in.position();
    if (!in.atName()) {
      throw in.syntax("a transformation is expected");
    }
    String name = in.qualifiedName();
    if (name.indexOf('.') > 0) {
      return custom(name, start, in, scope);
    }
    if (name.equals("identity")) {
      return new Step(new Transformation.Identity(), scope.shape());
    }
    if (preserving && NOT_PRESERVING.contains(name)) {
      throw in.errorAt(
          start, ErrorCode.BAD_REQUEST, name + " makes other instances and is not allowed here");
    }
    if (name.equals("search")) {
      return search(in, scope);
    }
    if (in.peek() == '(' && HierarchyParser.NAMES.contains(name)) {
      return hierarchies.step(name, in, scope);
    }
    Step step = extremes(name) == null ? inParentheses(name, in, scope) : extremes(name, in, scope);
    in.blanks();
    in.expect(')');
    return step;
  }

  private static void open(Cursor in) {
    in.expect('(');
    in.blanks();
  }

  private Step inParentheses(String name, Cursor in, Scope scope) {
    Shape shape = scope.shape();
    switch (name) {
      case "aggregate" -> {
        open(in);
        return aggregate(in, scope);
      }
      case "groupby" -> {
        open(in);
        return groups.groupBy(in, scope);
      }
      case "filter" -> {
        open(in);
        Expr predicate = expressions.predicate(in, scope);
        ExprHeight.check(predicate, in);
        return new Step(new Transformation.Filter(predicate), shape);
      }
      case "compute" -> {
        open(in);
        ComputeParser.Computed computed = new ComputeParser(expressions).items(in, scope);
        return new Step(new Transformation.Compute(computed.items()), computed.shape());
      }
      case "orderby" -> {
        open(in);
        return new Step(
            new Transformation.OrderByKeys(new OrderByParser(expressions).items(in, scope)), shape);
      }
      case "top", "skip" -> {
        open(in);
        long count = number(in);
        return new Step(
            name.equals("top") ? new Transformation.Top(count) : new Transformation.Skip(count),
            shape);
      }
      case "concat" -> {
        open(in);
        return concat(in, scope);
      }
      case "nest" -> {
        open(in);
        return nestings.nest(in, scope);
      }
      case "addnested" -> {
        open(in);
        return nestings.addNested(in, scope);
      }
      case "join", "outerjoin" -> {
        open(in);
        return nestings.join(name.equals("outerjoin"), in, scope);
      }
      default -> throw in.syntax("'" + name + "' is not a transformation; it ends");
    }
  }

  private static long number(Cursor in) {
    int start = in.position();
    if (in.match(DIGITS) == null) {
      throw in.error(ErrorCode.INVALID_VALUE, "a non-negative integer is expected");
    }
    return Long.parseLong(in.since(start));
  }

  private Step aggregate(Cursor in, Scope scope) {
    List<Transformation.Item> items = new ArrayList<>();
    Shape result = Shape.none(scope.instance());
    do {
      in.blanks();
      AggregateParser.Read read = aggregates.aggregation(in, scope);
      EdmType type = read.aggregation().type();
      String name = read.customName();
      boolean keepsName = name != null && read.aggregation().from().isEmpty() && !aliasFollows(in);
      String alias = keepsName ? null : Keywords.alias(in, result, read.property());
      items.add(new Transformation.Item(read.aggregation(), alias));
      in.budget().listItems(items.size());
      result =
          alias == null && name != null
              ? result.with(read.path(), Shape.Part.computed(name, type, false))
              : result.with(Shape.Part.computed(String.valueOf(alias), type, false));
      in.blanks();
    } while (in.accept(','));
    return new Step(new Transformation.Aggregate(items), result);
  }

  private static boolean aliasFollows(Cursor in) {
    int start = in.position();
    boolean follows = Keywords.accept(in, "as");
    in.moveTo(start);
    return follows;
  }

  private Step concat(Cursor in, Scope scope) {
    List<TransformationSequence> parts = new ArrayList<>();
    Shape result = null;
    do {
      in.blanks();
      TransformationSequence part = sequence(in, scope);
      parts.add(part);
      result = result == null ? part.result() : result.or(part.result());
      in.blanks();
    } while (in.accept(','));
    if (parts.size() < 2) {
      throw in.syntax("concat takes two sequences or more; ',' is expected");
    }
    return new Step(new Transformation.Concat(parts), result == null ? scope.shape() : result);
  }

  private static Step search(Cursor in, Scope scope) {
    open(in);
    int from = in.position();
    NestedOptions.skip(in, true);
    Cursor value = in.part(from, in.position(), in.target());
    in.expect(')');
    return new Step(new Transformation.Search(SearchParser.search(value)), scope.shape());
  }

  private static Transformation.@Nullable Limit extremes(String name) {
    return switch (name) {
      case "topcount", "bottomcount" -> Transformation.Limit.COUNT;
      case "topsum", "bottomsum" -> Transformation.Limit.SUM;
      case "toppercent", "bottompercent" -> Transformation.Limit.PERCENT;
      default -> null;
    };
  }

  private Step extremes(String name, Cursor in, Scope scope) {
    Transformation.Limit limit = extremes(name);
    open(in);
    Expr amount = numeric(in, scope, name);
    in.blanks();
    in.expect(',');
    in.blanks();
    Expr value = numeric(in, scope, name);
    if (limit == null) {
      throw new ODataException(ErrorCode.INTERNAL, "A limit of no kind.");
    }
    return new Step(
        new Transformation.Extremes(name.startsWith("top"), limit, amount, value), scope.shape());
  }

  private Expr numeric(Cursor in, Scope scope, String name) {
    int start = in.position();
    Typed value = expressions.expression(in, scope);
    if (value.collection() || (value.type() != null && !EdmTypes.isPrimitive(value.type()))) {
      throw in.errorAt(start, ErrorCode.TYPE_MISMATCH, name + " does not take " + value.typeName());
    }
    ExprHeight.check(value.expr(), in);
    return value.expr();
  }

  private Step custom(String name, int start, Cursor in, Scope scope) {
    List<EdmFunction> overloads = functions(name, scope);
    if (overloads.isEmpty()) {
      throw in.errorAt(
          start, ErrorCode.UNKNOWN_NAME, "'" + name + "' is not a function of these instances");
    }
    Typed these = new Typed(new Expr.These(scope.instance()), true, scope.shape());
    Expr call = calls.invoke(these, overloads, start, in, scope).expr();
    if (!(call instanceof Expr.Invoke invoke)) {
      throw new ODataException(ErrorCode.INTERNAL, "A call that is none.");
    }
    EdmReturnType returned = invoke.function().getReturnType();
    EdmType type = EdmTypes.known(returned.getType());
    EdmType instance = scope.instance();
    boolean same = type == null || (instance != null && EdmTypes.related(type, instance));
    return new Step(
        new Transformation.Custom(invoke.function(), invoke.arguments()),
        same ? scope.shape() : Shape.of(type));
  }
}
