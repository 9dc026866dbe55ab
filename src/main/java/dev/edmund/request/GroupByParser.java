package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.DataPathParser.DataPath;
import dev.edmund.request.apply.GroupElement;
import dev.edmund.request.apply.Hierarchy;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transformation {@code groupby} (Data Aggregation, 3.2.3). */
final class GroupByParser {
  private final DataPathParser paths;
  private final AggregationTerms terms;
  private final ApplyParser transformations;
  private final HierarchyParser hierarchies;

  GroupByParser(EdmNames names, ExpressionParser expressions, ApplyParser transformations) {
    this.paths = new DataPathParser(names);
    this.terms = new AggregationTerms(names);
    this.transformations = transformations;
    this.hierarchies = new HierarchyParser(names, expressions, transformations);
  }

  /** Reads what stands behind {@code groupby(}. */
  ApplyParser.Step groupBy(Cursor in, Scope scope) {
    List<GroupElement> elements = new ArrayList<>();
    Shape result = Shape.none(scope.instance());
    in.expect('(');
    do {
      in.blanks();
      Read read = element(in, scope, result);
      elements.add(read.element());
      in.budget().listItems(elements.size());
      result = read.result();
      in.blanks();
    } while (in.accept(','));
    in.expect(')');
    in.blanks();
    TransformationSequence then = null;
    if (in.accept(',')) {
      in.blanks();
      int start = in.position();
      then = transformations.sequence(in, scope);
      for (Shape.Part made : then.result().parts().values()) {
        String name = made.name();
        boolean grouped =
            result.parts().containsKey(name) || Members.declared(result, name) != null;
        if (grouped && made.computed() && !made.equals(scope.shape().parts().get(name))) {
          throw Keywords.taken(name, start, in);
        }
      }
      result = result.or(then.result());
    }
    return new ApplyParser.Step(new Transformation.GroupBy(elements, then), result);
  }

  /** An element, and what is left with it and those before. */
  private record Read(GroupElement element, Shape result) {}

  private Read element(Cursor in, Scope scope, Shape before) {
    if (in.startsWith("rollup(")) {
      in.moveTo(in.position() + "rollup".length());
      return rollup(in, scope, before);
    }
    if (in.startsWith("rolluprecursive(")) {
      in.moveTo(in.position() + "rolluprecursive".length());
      return rollupRecursive(in, scope, before);
    }
    DataPath path = paths.grouping(in, scope);
    return new Read(new GroupElement.Property(path.end().expr()), before.keep(path.parts()));
  }

  private Read rollup(Cursor in, Scope scope, Shape before) {
    in.expect('(');
    in.blanks();
    Read named = namedLevels(in, scope, before);
    if (named != null) {
      return named;
    }
    List<Expr> levels = new ArrayList<>();
    Shape result = before;
    boolean total = in.startsWith("$all");
    if (total) {
      in.moveTo(in.position() + "$all".length());
      in.blanks();
      in.expect(',');
    }
    do {
      in.blanks();
      DataPath path = paths.grouping(in, scope);
      levels.add(path.end().expr());
      in.budget().listItems(levels.size());
      result = result.keep(path.parts());
      in.blanks();
    } while (in.accept(','));
    if (levels.size() < 2 && !total) {
      throw in.syntax(
          "rollup takes two levels or more, or the name of a hierarchy; ',' is expected");
    }
    in.expect(')');
    return new Read(new GroupElement.Rollup(levels, null, total), result);
  }

  /** A single name is that of a leveled hierarchy. */
  private @Nullable Read namedLevels(Cursor in, Scope scope, Shape before) {
    int start = in.position();
    String name = in.atName() ? in.name() : "";
    in.blanks();
    if (name.isEmpty() || in.peek() != ')') {
      in.moveTo(start);
      return null;
    }
    List<String> texts = terms.levels(scope.instance(), name);
    if (texts == null) {
      throw in.errorAt(
          start,
          ErrorCode.UNKNOWN_NAME,
          "'" + name + "' is not a leveled hierarchy of the instances");
    }
    List<Expr> levels = new ArrayList<>();
    Shape result = before;
    for (String text : texts) {
      DataPath path = paths.grouping(in.over(Text.plain(text), in.target()), scope);
      levels.add(path.end().expr());
      result = result.keep(path.parts());
    }
    in.expect(')');
    return new Read(new GroupElement.Rollup(levels, name, false), result);
  }

  private Read rollupRecursive(Cursor in, Scope scope, Shape before) {
    in.expect('(');
    in.blanks();
    HierarchyParser.Read read = hierarchies.reference(in, scope);
    Hierarchy hierarchy = read.hierarchy();
    TransformationSequence start = null;
    in.blanks();
    if (in.accept(',')) {
      in.blanks();
      start = transformations.preserving(in, scope.at(Shape.of(read.nodes())));
      in.blanks();
    }
    in.expect(')');
    List<Shape.Part> toNode = read.assigned();
    // The instances are the nodes themselves where nothing stands before the identifier.
    Shape result = toNode.isEmpty() ? before.or(scope.shape()) : before.keep(toNode);
    return new Read(new GroupElement.RollupRecursive(hierarchy, start), result);
  }
}
