package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.request.DataPathParser.DataPath;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Finds the recursive hierarchies of a model (Data Aggregation, 5.5.2). */
final class HierarchyTerms {
  private static final String TERM = AggregationTerms.NAMESPACE + ".RecursiveHierarchy#";

  private final EdmNames names;
  private final DataPathParser paths;

  HierarchyTerms(EdmNames names) {
    this.names = names;
    this.paths = new DataPathParser(names);
  }

  /** A hierarchy with the path to the identifier of a node. */
  record Found(RecursiveHierarchy hierarchy, DataPath identifier) {}

  /**
   * The hierarchy of nodes by its qualifier, which stands at {@code at}; unknown ones are refused.
   */
  Found find(Typed nodes, String qualifier, int at, Cursor in, Scope scope) {
    AnnotationValue term = term(nodes.type(), qualifier);
    if (term == null) {
      throw in.errorAt(
          at,
          ErrorCode.UNKNOWN_NAME,
          "'" + qualifier + "' is not a recursive hierarchy of " + nodes.typeName());
    }
    Scope node = scope.at(Shape.of(nodes.type()));
    DataPath identifier = path(term, "NodeProperty", at, in, node);
    DataPath parent = path(term, "ParentNavigationProperty", at, in, node);
    EdmType type = parent.end().type();
    EdmType own = nodes.type();
    if (identifier.throughCollections()
        || !EdmTypes.isPrimitive(identifier.end().type())
        || type == null
        || own == null
        || !EdmTypes.related(type, own)) {
      throw unfit(qualifier, at, in);
    }
    return new Found(
        new RecursiveHierarchy(
            nodes.expr(), qualifier, identifier.end().expr(), parent.end().expr()),
        identifier);
  }

  private @Nullable AnnotationValue term(@Nullable EdmType type, String qualifier) {
    EdmStructuredType own = EdmTypes.structured(type);
    for (EdmStructuredType t = own; t != null; t = t.getBaseType()) {
      String target = t.getFullQualifiedName().getFullQualifiedNameAsString();
      AnnotationValue value = names.terms().value(target, TERM + qualifier).orElse(null);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private DataPath path(AnnotationValue term, String property, int at, Cursor in, Scope node) {
    String text = term.property(property).flatMap(AnnotationValue::text).orElse("");
    DataPath path = paths.read(in.over(Text.plain(text), in.target()), node);
    if (path == null || path.parts().size() != text.chars().filter(c -> c == '/').count() + 1) {
      throw unfit(text, at, in);
    }
    return path;
  }

  private static RuntimeException unfit(String text, int at, Cursor in) {
    return in.errorAt(
        at, ErrorCode.UNKNOWN_NAME, "'" + text + "' cannot be evaluated for the nodes");
  }

  /** The part of a path that leads to the node whose identifier it ends with; null for none. */
  static @Nullable Expr entity(Expr path, DataPath identifier, @Nullable EdmType nodes) {
    Expr at = path;
    List<Shape.Part> parts = identifier.parts();
    for (int i = parts.size() - 1; i >= 0; i--) {
      while (at instanceof Expr.TypeCast cast && i < parts.size() - 1) {
        at = cast.source();
      }
      Expr before = source(at, parts.get(i).name());
      if (before == null) {
        return null;
      }
      at = before;
    }
    EdmType type = at.type();
    return type != null && nodes != null && EdmTypes.isEntity(type) && EdmTypes.related(type, nodes)
        ? at
        : null;
  }

  private static @Nullable Expr source(Expr at, String name) {
    if (at instanceof Expr.Property property && property.property().getName().equals(name)) {
      return property.source();
    }
    return at instanceof Expr.Navigation navigation && navigation.property().getName().equals(name)
        ? navigation.source()
        : null;
  }
}
