package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.DataPathParser.DataPath;
import dev.edmund.request.apply.Hierarchy;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmType;

/** The transformations along recursive hierarchies (Data Aggregation, 6.2). */
final class HierarchyParser {
  static final Set<String> NAMES = Set.of("ancestors", "descendants", "traverse");

  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  private static final String KEEP_START = "keep start";

  private final ExpressionParser expressions;
  private final DataPathParser paths;
  private final HierarchyTerms terms;
  private final ApplyParser transformations;

  HierarchyParser(EdmNames names, ExpressionParser expressions, ApplyParser transformations) {
    this.expressions = expressions;
    this.paths = new DataPathParser(names);
    this.terms = new HierarchyTerms(names);
    this.transformations = transformations;
  }

  /**
   * A hierarchy.
   *
   * @param assigned the path to what is known of the node: empty where the instances are the nodes
   */
  record Read(Hierarchy hierarchy, List<Shape.Part> assigned) {
    EdmType nodes() {
      return Objects.requireNonNull(hierarchy.recursive().nodes().type());
    }
  }

  /** Reads the parentheses of one of the {@link #NAMES}. */
  ApplyParser.Step step(String name, Cursor in, Scope scope) {
    in.expect('(');
    in.blanks();
    Hierarchy hierarchy = reference(in, scope).hierarchy();
    in.blanks();
    in.expect(',');
    in.blanks();
    Transformation step =
        name.equals("traverse")
            ? traverse(hierarchy, in, scope)
            : related(name.equals("ancestors"), hierarchy, in, scope);
    in.blanks();
    in.expect(')');
    return new ApplyParser.Step(step, scope.shape());
  }

  /** Reads the nodes, the qualifier and the path to the node identifier. */
  Read reference(Cursor in, Scope scope) {
    int start = in.position();
    if (!in.startsWith("$root/")) {
      throw in.syntax("a collection of nodes that begins with $root/ is expected");
    }
    Typed nodes = expressions.paths().path(in, scope);
    if (!nodes.collection() || !EdmTypes.isEntity(nodes.type())) {
      throw in.errorAt(
          start,
          ErrorCode.TYPE_MISMATCH,
          "a collection of entities is expected and not " + nodes.typeName());
    }
    ExprHeight.check(nodes.expr(), in);
    comma(in);
    int at = in.position();
    HierarchyTerms.Found found = terms.find(nodes, in.name(), at, in, scope);
    comma(in);
    return node(nodes, found, in, scope);
  }

  private Read node(Typed nodes, HierarchyTerms.Found found, Cursor in, Scope scope) {
    int start = in.position();
    DataPath path = paths.read(in, scope);
    if (path == null) {
      String name = in.qualifiedName();
      throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, Members.unknown(scope.shape(), name));
    }
    if (in.peek() == '(') {
      throw in.syntax("a path to the node identifier takes no key; '/' or ',' is expected");
    }
    DataPathParser.requireEnd(in, path);
    if (EdmTypes.isStructured(path.end().type())) {
      throw in.error(
          ErrorCode.TYPE_MISMATCH, "a path to the node identifier is expected; this one ends");
    }
    Expr node = path.end().expr();
    Expr entity = HierarchyTerms.entity(node, found.identifier(), nodes.type());
    int toEntity = path.parts().size() - (entity == null ? 0 : found.identifier().parts().size());
    return new Read(
        new Hierarchy(found.hierarchy(), node, entity), path.parts().subList(0, toEntity));
  }

  private static void comma(Cursor in) {
    in.blanks();
    in.expect(',');
    in.blanks();
  }

  private Transformation related(boolean ancestors, Hierarchy hierarchy, Cursor in, Scope scope) {
    TransformationSequence start = transformations.preserving(in, scope);
    Long distance = null;
    boolean keep = false;
    boolean more = acceptComma(in);
    int from = in.position();
    if (more && in.match(DIGITS) != null) {
      distance = Long.valueOf(in.since(from));
      if (distance < 1) {
        throw in.errorAt(from, ErrorCode.INVALID_VALUE, "a distance is 1 or greater");
      }
      more = acceptComma(in);
    }
    if (more) {
      if (!in.startsWith(KEEP_START)) {
        throw in.syntax(
            distance == null
                ? "a distance or 'keep start' is expected"
                : "'keep start' is expected");
      }
      in.moveTo(in.position() + KEEP_START.length());
      keep = true;
    }
    return ancestors
        ? new Transformation.Ancestors(hierarchy, start, distance, keep)
        : new Transformation.Descendants(hierarchy, start, distance, keep);
  }

  private static boolean acceptComma(Cursor in) {
    in.blanks();
    boolean found = in.accept(',');
    in.blanks();
    return found;
  }

  private Transformation traverse(Hierarchy hierarchy, Cursor in, Scope scope) {
    int at = in.position();
    String order = in.atName() ? in.name() : "";
    if (!order.equals("preorder") && !order.equals("postorder")) {
      throw in.errorAt(at, ErrorCode.SYNTAX, "preorder or postorder is expected");
    }
    TransformationSequence start = null;
    List<OrderBy> siblings = List.of();
    // Both are about the nodes, whatever instances are assigned to them.
    Scope nodes = scope.at(Shape.of(hierarchy.recursive().nodes().type()));
    boolean more = acceptComma(in);
    if (more && transformations.follows(in, nodes)) {
      start = transformations.preserving(in, nodes);
      more = acceptComma(in);
    }
    if (more) {
      siblings = new OrderByParser(expressions).items(in, nodes);
    }
    return new Transformation.Traverse(hierarchy, order.equals("preorder"), start, siblings);
  }
}
