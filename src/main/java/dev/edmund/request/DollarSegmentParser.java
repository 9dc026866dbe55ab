package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.path.Segment;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;

/** The segments after the first that start with {@code $}. */
final class DollarSegmentParser {
  private final ExpressionParser expressions;
  private final Scope scope;

  DollarSegmentParser(ExpressionParser expressions, Scope scope) {
    this.expressions = expressions;
    this.scope = scope;
  }

  void dollar(PathWalk walk, Cursor in) {
    in.next();
    String word = in.atName() ? in.name() : "";
    boolean values = walk.kind() == Resource.Kind.VALUES;
    if (word.equals("query")) {
      query(walk, in);
      return;
    }
    if (!values) {
      throw walk.notFound(in);
    }
    switch (word) {
      case "count" -> {
        requireCollection(walk, in);
        walk.go(new Segment.Count(), Resource.Kind.COUNT, walk.type(), true);
      }
      case "ref" -> {
        if (!EdmTypes.isEntity(walk.type()) && !walk.isAll()) {
          throw bad(in, "Only entities have references");
        }
        walk.go(new Segment.Ref(), Resource.Kind.REFERENCES, walk.type(), walk.isCollection());
      }
      case "value" -> value(walk, in);
      case "filter" -> filter(walk, in);
      case "each" -> {
        requireCollection(walk, in);
        walk.go(new Segment.Each(), Resource.Kind.EACH, walk.type(), true);
      }
      default -> throw walk.notFound(in);
    }
  }

  private static void query(PathWalk walk, Cursor in) {
    boolean readable =
        walk.kind() == Resource.Kind.VALUES
            || walk.kind() == Resource.Kind.CROSSJOIN
            || walk.kind() == Resource.Kind.COUNT
            || walk.kind() == Resource.Kind.REFERENCES;
    if (!readable) {
      throw walk.notFound(in);
    }
    walk.goToQuery();
  }

  private static void requireCollection(PathWalk walk, Cursor in) {
    if (!walk.isCollection() && !walk.isUndeclared()) {
      throw bad(in, "Only collections have '" + in.target() + "'");
    }
  }

  private static ODataException bad(Cursor in, String what) {
    return new ODataException(ErrorCode.BAD_REQUEST, what + ".", in.target());
  }

  /** Media entities and primitive values have {@code $value}; stream properties need none. */
  private static void value(PathWalk walk, Cursor in) {
    EdmType type = walk.type();
    boolean raw =
        EdmTypes.isEntity(type)
            ? type != null && ((EdmEntityType) type).hasStream()
            : EdmTypes.isEnum(type)
                || (EdmTypes.kind(type) != null
                    && !EdmTypes.isKind(type, EdmPrimitiveTypeKind.Stream))
                || walk.isUndeclared();
    if (!raw || walk.isCollection()) {
      throw bad(in, "Only single primitive values and media entities have $value");
    }
    walk.go(new Segment.Value(), Resource.Kind.RAW, type, false);
  }

  private void filter(PathWalk walk, Cursor in) {
    requireCollection(walk, in);
    in.expect('(');
    in.blanks();
    Expr predicate = expressions.predicate(in, scope.at(Shape.of(walk.type())));
    in.blanks();
    in.expect(')');
    ExprHeight.check(predicate, in);
    walk.goToValues(new Segment.Filter(predicate), walk.type(), true);
    walk.key(in);
  }
}
