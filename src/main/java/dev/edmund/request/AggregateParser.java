package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.DataPathParser.DataPath;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Aggregation;
import dev.edmund.request.expr.AggregationMethod;
import dev.edmund.request.expr.AggregationMethod.Kind;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Aggregate expressions (Data Aggregation, 3.2.1.1), in transformations and in expressions. */
final class AggregateParser {
  private final ExpressionParser expressions;
  private final DataPathParser paths;
  private final AggregationTerms terms;

  AggregateParser(EdmNames names, ExpressionParser expressions) {
    this.expressions = expressions;
    this.paths = new DataPathParser(names);
    this.terms = new AggregationTerms(names);
  }

  /**
   * An aggregate expression as read.
   *
   * @param path the properties before a custom aggregate, which keeps its name there
   * @param property the property of the instances whose values are aggregated; null for others
   */
  record Read(Aggregation aggregation, List<Shape.Part> path, @Nullable String property) {
    @Nullable String customName() {
      return aggregation.measure() instanceof Aggregation.Custom custom ? custom.name() : null;
    }
  }

  /** Reads {@code (…)} of {@code source/aggregate(…)}. */
  Typed call(Typed source, Cursor in, Scope scope) {
    in.expect('(');
    in.blanks();
    Aggregation aggregation = aggregation(in, scope.nested(source.shape())).aggregation();
    in.blanks();
    in.expect(')');
    return Typed.single(new Expr.Aggregate(source.expr(), aggregation));
  }

  /** Reads an aggregate expression without its alias. */
  Read aggregation(Cursor in, Scope scope) {
    int start = in.position();
    if (in.startsWith("$count") && !Cursor.continuesName(in.peek(6))) {
      return count(in, scope.it(), "$count", scope);
    }
    DataPath path = paths.read(in, scope);
    if (path != null && in.startsWith("/$count") && !Cursor.continuesName(in.peek(7))) {
      return count(in, path.end(), "/$count", scope);
    }
    if (path != null && Keywords.accept(in, "with")) {
      Read read = values(path.end(), true, start, in, scope);
      boolean own = path.parts().size() == 1 && !EdmTypes.isStructured(path.end().type());
      return own ? new Read(read.aggregation(), read.path(), path.parts().get(0).name()) : read;
    }
    Read custom = custom(path, in, scope);
    if (custom != null) {
      return custom;
    }
    if (path != null && path.throughCollections() && in.peek() != '(' && in.peek() != '/') {
      throw Keywords.missing(in, "with");
    }
    in.moveTo(start);
    Typed value = expressions.expression(in, scope);
    ExprHeight.check(value.expr(), in);
    Keywords.expect(in, "with");
    return values(value, false, start, in, scope);
  }

  private Read count(Cursor in, Typed counted, String segment, Scope scope) {
    in.moveTo(in.position() + segment.length());
    in.budget().token();
    EdmType number = EdmTypes.of(EdmPrimitiveTypeKind.Decimal);
    return from(new Aggregation.Count(counted.expr()), number, List.of(), in, scope);
  }

  private Read values(Typed value, boolean path, int start, Cursor in, Scope scope) {
    AggregationMethod method = method(in);
    boolean many = value.collection() && !path;
    boolean any = method.kind() == Kind.COUNTDISTINCT || method.kind() == Kind.CUSTOM;
    Typed each = new Typed(value.expr(), false, value.shape());
    if (many || (!any && !fits(method.kind(), each))) {
      throw in.errorAt(
          start,
          ErrorCode.TYPE_MISMATCH,
          EdmTypes.lower(method.kind().name())
              + " does not take "
              + (many ? value : each).typeName()
              + "; the expression that starts");
    }
    EdmType type = result(method, value.type());
    return from(new Aggregation.Values(value.expr(), method), type, List.of(), in, scope);
  }

  private static boolean fits(Kind method, Typed value) {
    if (value.type() == null) {
      return true;
    }
    if (method == Kind.MIN || method == Kind.MAX) {
      return !TypeRules.hasNoOrder(value);
    }
    return TypeRules.isNumeric(value.type())
        || EdmTypes.isKind(value.type(), EdmPrimitiveTypeKind.Duration);
  }

  /** The type of the result (Data Aggregation, 3.1.3). */
  private static @Nullable EdmType result(AggregationMethod method, @Nullable EdmType type) {
    EdmType underlying = EdmTypes.underlying(type);
    EdmPrimitiveTypeKind kind = EdmTypes.kind(type);
    boolean floating = kind == EdmPrimitiveTypeKind.Single || kind == EdmPrimitiveTypeKind.Double;
    return switch (method.kind()) {
      case MIN, MAX -> underlying;
      case COUNTDISTINCT -> EdmTypes.of(EdmPrimitiveTypeKind.Decimal);
      case CUSTOM -> null;
      case SUM, AVERAGE ->
          kind == EdmPrimitiveTypeKind.Duration
              ? underlying
              : EdmTypes.of(floating ? EdmPrimitiveTypeKind.Double : EdmPrimitiveTypeKind.Decimal);
    };
  }

  private static AggregationMethod method(Cursor in) {
    int start = in.position();
    String name = in.qualifiedName();
    AggregationMethod method = AggregationMethod.named(name);
    if (method.kind() == Kind.CUSTOM && name.indexOf('.') < 0) {
      throw in.errorAt(start, ErrorCode.SYNTAX, "there is no aggregation method");
    }
    return method;
  }

  /** A custom aggregate, with or without a path to what has it; null when there is none. */
  private @Nullable Read custom(@Nullable DataPath path, Cursor in, Scope scope) {
    int start = in.position();
    Typed owner = path == null ? scope.it() : path.end();
    List<Shape.Part> before = path == null ? List.of() : path.parts();
    String name = null;
    if (path == null ? in.atName() : in.peek() == '/' && Cursor.startsName(in.peek(1))) {
      in.moveTo(start + (path == null ? 0 : 1));
      name = in.name();
    } else if (path != null && !path.parts().isEmpty() && !path.endsWithCast()) {
      // A property may have the name too.
      name = path.parts().get(path.parts().size() - 1).name();
      owner = path.owner();
      before = path.before();
    }
    AggregationTerms.Custom found = name == null || !ends(in) ? null : terms.custom(owner, name);
    if (found == null || name == null) {
      in.moveTo(start);
      return null;
    }
    return from(
        new Aggregation.Custom(owner.expr(), name, found.method()),
        found.type(),
        before,
        in,
        scope);
  }

  /** Whether nothing follows that makes an expression of what was read. */
  private static boolean ends(Cursor in) {
    int start = in.position();
    boolean named = Keywords.accept(in, "as") || Keywords.accept(in, "from");
    in.moveTo(start);
    in.blanks();
    boolean ends = named || in.atEnd() || in.peek() == ',' || in.peek() == ')';
    in.moveTo(start);
    return ends;
  }

  private Read from(
      Aggregation.Measure measure,
      @Nullable EdmType type,
      List<Shape.Part> path,
      Cursor in,
      Scope scope) {
    List<Aggregation.From> from = new ArrayList<>();
    EdmType last = type;
    while (Keywords.accept(in, "from")) {
      List<Expr> properties = new ArrayList<>();
      do {
        in.blanks();
        properties.add(paths.grouping(in, scope).end().expr());
        in.budget().listItems(properties.size());
      } while (acceptComma(in));
      boolean with = Keywords.accept(in, "with");
      if (!with && !(measure instanceof Aggregation.Custom)) {
        throw Keywords.missing(in, "with");
      }
      AggregationMethod method = with ? method(in) : null;
      last = method == null ? last : result(method, last);
      from.add(new Aggregation.From(properties, method));
      in.budget().listItems(from.size());
    }
    return new Read(new Aggregation(measure, from, last), path, null);
  }

  private static boolean acceptComma(Cursor in) {
    int start = in.position();
    in.blanks();
    if (in.accept(',')) {
      return true;
    }
    in.moveTo(start);
    return false;
  }
}
