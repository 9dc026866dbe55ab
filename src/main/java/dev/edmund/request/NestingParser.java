package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.DataPathParser.DataPath;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** The transformations that bring related instances along (Data Aggregation, 3.3 and 3.4). */
final class NestingParser {
  private final ExpressionParser expressions;
  private final DataPathParser paths;
  private final ApplyParser transformations;

  NestingParser(EdmNames names, ExpressionParser expressions, ApplyParser transformations) {
    this.expressions = expressions;
    this.paths = new DataPathParser(names);
    this.transformations = transformations;
  }

  /** Reads what stands behind {@code nest(}. */
  ApplyParser.Step nest(Cursor in, Scope scope) {
    Shape result = Shape.none(scope.instance());
    List<Transformation.Nested> items = new ArrayList<>();
    do {
      in.blanks();
      TransformationSequence sequence = transformations.sequence(in, scope);
      String alias = Keywords.alias(in, result);
      items.add(new Transformation.Nested(sequence, alias));
      result = result.with(new Shape.Part(alias, true, true, sequence.result()));
      in.blanks();
    } while (in.accept(','));
    return new ApplyParser.Step(new Transformation.Nest(items), result);
  }

  /** Reads what stands behind {@code addnested(}. */
  ApplyParser.Step addNested(Cursor in, Scope scope) {
    int start = in.position();
    DataPath path = path(in, scope, start);
    if (!EdmTypes.isStructured(path.end().type()) && path.end().type() != null) {
      throw in.errorAt(
          start, ErrorCode.TYPE_MISMATCH, "related instances or complex values are expected");
    }
    Shape result = scope.shape();
    List<Transformation.Nested> items = new ArrayList<>();
    in.blanks();
    in.expect(',');
    do {
      in.blanks();
      TransformationSequence sequence =
          transformations.sequence(in, scope.nested(path.end().shape()));
      String alias = Keywords.alias(in, path.before().isEmpty() ? result : path.owner().shape());
      items.add(new Transformation.Nested(sequence, alias));
      boolean many = path.end().collection();
      result = result.with(path.before(), new Shape.Part(alias, many, true, sequence.result()));
      in.blanks();
    } while (in.accept(','));
    return new ApplyParser.Step(new Transformation.AddNested(path.end().expr(), items), result);
  }

  private DataPath path(Cursor in, Scope scope, int start) {
    DataPath path = paths.read(in, scope);
    if (path == null || path.parts().isEmpty()) {
      String name = in.qualifiedName();
      throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, Members.unknown(scope.shape(), name));
    }
    return path;
  }

  /** Reads what stands behind {@code join(} or {@code outerjoin(}. */
  ApplyParser.Step join(boolean outer, Cursor in, Scope scope) {
    int start = in.position();
    Typed end = in.peek() == '@' ? expressions.paths().path(in, scope) : null;
    end = end == null ? path(in, scope, start).end() : end;
    if (!end.collection() && !(end.expr() instanceof Expr.Annotation)) {
      throw in.error(ErrorCode.TYPE_MISMATCH, "only a collection can be joined; the path ends");
    }
    String alias = Keywords.alias(in, scope.shape());
    in.blanks();
    TransformationSequence related = null;
    if (in.accept(',')) {
      in.blanks();
      related = transformations.sequence(in, scope.nested(end.shape()));
    }
    Shape joined = related == null ? end.shape() : related.result();
    return new ApplyParser.Step(
        new Transformation.Join(outer, end.expr(), alias, related),
        scope.shape().with(new Shape.Part(alias, false, true, joined)));
  }
}
