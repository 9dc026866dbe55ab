package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Data aggregation paths (Data Aggregation, 3.1.1). */
final class DataPathParser {
  private final EdmNames names;

  DataPathParser(EdmNames names) {
    this.names = names;
  }

  /**
   * A path, which may lead through collections.
   *
   * @param parts its properties, without type casts
   * @param end the values it leads to
   * @param many where the first collection's name ends, or -1
   */
  record DataPath(List<Shape.Part> parts, Typed owner, Typed end, int many) {
    boolean throughCollections() {
      return many >= 0;
    }

    List<Shape.Part> before() {
      return parts.subList(0, parts.size() - 1);
    }

    boolean endsWithCast() {
      return end.expr() instanceof Expr.TypeCast;
    }
  }

  /** Reads names as far as they lead somewhere, or moves nothing and answers null. */
  @Nullable DataPath read(Cursor in, Scope scope) {
    List<Shape.Part> parts = new ArrayList<>();
    Typed owner = scope.it();
    Typed at = owner;
    int many = -1;
    int end = in.position();
    while (in.atName()) {
      String name = in.qualifiedName();
      Typed next = end == in.position() ? null : step(at, name, scope, parts.isEmpty());
      if (next == null) {
        break;
      }
      if (!(next.expr() instanceof Expr.TypeCast)) {
        boolean computed = at.shape().computed(name) != null;
        parts.add(new Shape.Part(name, next.collection(), computed, next.shape()));
        many = many < 0 && next.collection() ? in.position() : many;
        owner = at;
      }
      at = next;
      end = in.position();
      if (in.peek() != '/' || !Cursor.startsName(in.peek(1))) {
        break;
      }
      in.next();
    }
    in.moveTo(end);
    return at.expr() instanceof Expr.It ? null : new DataPath(parts, owner, at, many);
  }

  private @Nullable Typed step(Typed at, String name, Scope scope, boolean first) {
    Typed variable = first ? scope.variables().get(name) : null;
    if (variable != null && scope.instance() == null) {
      return variable;
    }
    Typed member = Members.of(at, name);
    if (member != null) {
      return member;
    }
    EdmType type = at.type();
    EdmStructuredType cast =
        type == null || at.expr() instanceof Expr.TypeCast ? null : names.cast(name, type);
    return cast == null
        ? null
        : new Typed(new Expr.TypeCast(at.expr(), cast), at.collection(), at.shape().as(cast));
  }

  /** Reads a path of single values, which ends with a property. */
  DataPath grouping(Cursor in, Scope scope) {
    int start = in.position();
    DataPath path = read(in, scope);
    if (path == null) {
      return dynamic(in, scope, start);
    }
    if (path.throughCollections()) {
      in.moveTo(path.many());
      throw in.error(
          ErrorCode.TYPE_MISMATCH, "a collection cannot be grouped by; the one that ends");
    }
    requireEnd(in, path);
    return path;
  }

  private static DataPath dynamic(Cursor in, Scope scope, int start) {
    String name = in.qualifiedName();
    Typed it = scope.it();
    if (!it.isOpen() || name.indexOf('.') >= 0) {
      throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, Members.unknown(scope.shape(), name));
    }
    Shape.Part part = Shape.Part.computed(name, null, false);
    return new DataPath(List.of(part), it, Typed.single(new Expr.Dynamic(it.expr(), name)), -1);
  }

  /** Refuses a path that stops before a property. */
  static void requireEnd(Cursor in, DataPath path) {
    if (path.endsWithCast()) {
      in.expect('/');
    }
    boolean structured = EdmTypes.isStructured(path.end().type()) || path.endsWithCast();
    if (structured && in.accept('/')) {
      int start = in.position();
      String name = in.qualifiedName();
      throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, Members.unknown(path.end().shape(), name));
    }
    if (path.endsWithCast()) {
      throw in.syntax("a property is expected");
    }
  }
}
