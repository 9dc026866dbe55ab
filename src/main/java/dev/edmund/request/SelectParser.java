package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** {@code $select} (Part 2, 5.1.4). */
final class SelectParser {
  private static final Set<SystemOption> OF_COLLECTIONS =
      EnumSet.of(
          SystemOption.FILTER,
          SystemOption.SEARCH,
          SystemOption.COUNT,
          SystemOption.ORDERBY,
          SystemOption.SKIP,
          SystemOption.TOP);

  private final EdmNames names;
  private final ExpressionParser expressions;
  private final OptionsParser options;

  SelectParser(EdmNames names, ExpressionParser expressions, OptionsParser options) {
    this.names = names;
    this.expressions = expressions;
    this.options = options;
  }

  /** Reads all items. */
  List<SelectItem> items(Cursor in, Scope scope) {
    List<SelectItem> items = new ArrayList<>();
    if (EdmTypes.structured(scope.instance()) == null && scope.shape().complete()) {
      throw in.error(ErrorCode.BAD_REQUEST, "there are no properties to select from");
    }
    do {
      in.blanks();
      items.add(item(in, scope.shape(), scope));
      in.blanks();
      in.budget().listItems(items.size());
    } while (in.accept(','));
    in.expectEnd();
    return items;
  }

  private SelectItem item(Cursor in, Shape root, Scope scope) {
    if (in.accept('*')) {
      return new SelectItem.Star();
    }
    List<Segment> path = new ArrayList<>();
    Shape at = root;
    boolean collection = false;
    while (true) {
      if (in.accept('@')) {
        Typed annotation = annotation(in, at, path);
        // A term of the Edm does not say whether it is collection-valued.
        collection = true;
        at = annotation.shape();
        if (!EdmTypes.isStructured(at.type())) {
          return any(in, path, at, scope, collection);
        }
      } else {
        int start = in.position();
        String name = in.qualifiedName();
        Typed member = Members.of(new Typed(new Expr.It(null), false, at), name);
        if (member != null) {
          collection = member.collection();
          boolean computed = at.computed(name) != null;
          path.add(segment(member.expr()));
          at = member.shape();
          boolean structured = EdmTypes.isStructured(at.type());
          if (member.expr() instanceof Expr.Navigation) {
            return new SelectItem.Path(path, QueryOptions.NONE);
          }
          if (computed && !structured) {
            return any(in, path, at, scope, collection);
          }
          if (!structured) {
            undeclared(in, path, at.type() == null);
            return new SelectItem.Path(path, nested(in, scope.nested(at), collection, false));
          }
        } else {
          EdmStructuredType type = EdmTypes.structured(at.type());
          EdmStructuredType cast = type == null ? null : castTo(name, type, path);
          if (cast == null && isDynamic(name, at, in)) {
            path.add(new Segment.Dynamic(name));
            undeclared(in, path, true);
            return new SelectItem.Path(path, QueryOptions.NONE);
          }
          if (cast == null) {
            return operation(name, at, start, in);
          }
          path.add(new Segment.TypeCast(cast));
          at = at.as(cast);
        }
      }
      if (!in.accept('/')) {
        return last(in, path, at, scope, collection);
      }
    }
  }

  private Typed annotation(Cursor in, Shape owner, List<Segment> path) {
    Typed source = new Typed(new Expr.It(owner.type()), false, owner);
    Typed annotation = expressions.paths().annotation(source, in.qualifiedName(), in);
    String term = annotation.expr() instanceof Expr.Annotation a ? a.term() : "";
    path.add(new Segment.Annotation(term, annotation.type()));
    return annotation;
  }

  private static Segment segment(Expr member) {
    if (member instanceof Expr.Navigation navigation) {
      return new Segment.Navigation(navigation.property());
    }
    if (member instanceof Expr.Property property) {
      return new Segment.Property(property.property());
    }
    return new Segment.Dynamic(member instanceof Expr.Computed computed ? computed.name() : "");
  }

  /** A value of which the model may not say whether it is a collection or complex. */
  private SelectItem any(
      Cursor in, List<Segment> path, Shape shape, Scope scope, boolean collection) {
    boolean unknown = EdmTypes.known(shape.type()) == null;
    return new SelectItem.Path(
        path, nested(in, scope.nested(shape), collection || unknown, unknown));
  }

  /** What has a dot or parentheses is an operation, here as elsewhere. */
  private static boolean isDynamic(String name, Shape shape, Cursor in) {
    return EdmTypes.isOpen(EdmTypes.structured(shape.type()))
        && shape.complete()
        && name.indexOf('.') < 0
        && in.peek() != '('
        && !(in.peek() == '.' && in.peek(1) == '*');
  }

  /** Reads the rest of a path where any name may be a property. */
  private static void undeclared(Cursor in, List<Segment> path, boolean open) {
    while (open && in.accept('/')) {
      path.add(new Segment.Dynamic(in.name()));
    }
  }

  private @Nullable EdmStructuredType castTo(
      String name, EdmStructuredType type, List<Segment> path) {
    boolean again = !path.isEmpty() && path.get(path.size() - 1) instanceof Segment.TypeCast;
    return again ? null : names.cast(name, type);
  }

  private SelectItem last(
      Cursor in, List<Segment> path, Shape shape, Scope scope, boolean collection) {
    if (path.size() == 1 && path.get(0) instanceof Segment.TypeCast) {
      throw in.syntax("a property is expected behind the type");
    }
    return new SelectItem.Path(path, nested(in, scope.nested(shape), collection, true));
  }

  private QueryOptions nested(Cursor in, Scope scope, boolean collection, boolean complex) {
    NestedOptions nested = NestedOptions.read(in);
    Set<SystemOption> allowed =
        collection ? EnumSet.copyOf(OF_COLLECTIONS) : EnumSet.noneOf(SystemOption.class);
    if (complex) {
      allowed.add(SystemOption.SELECT);
      allowed.add(SystemOption.COMPUTE);
    }
    OptionsParser.require(nested.system(), allowed, "this selected property");
    if (nested.system().isEmpty()) {
      return QueryOptions.NONE;
    }
    in.budget().enter();
    QueryOptions read = options.options(nested.system(), scope.with(nested.aliases()), 0);
    in.budget().leave();
    return read;
  }

  private SelectItem operation(String name, Shape shape, int start, Cursor in) {
    if (in.peek() == '.' && in.peek(1) == '*') {
      String namespace = names.namespace(name);
      if (namespace == null) {
        throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "there is no namespace '" + name + "'");
      }
      in.moveTo(in.position() + 2);
      return new SelectItem.AllOperations(namespace);
    }
    List<EdmOperation> found = new ArrayList<>(names.functions(name));
    found.addAll(names.actions(name));
    found.removeIf(o -> !o.isBound());
    if (found.isEmpty()) {
      throw unknown(name, shape, start, in);
    }
    if (in.accept('(')) {
      do {
        in.blanks();
        in.name();
        in.blanks();
      } while (in.accept(','));
      in.expect(')');
    }
    return new SelectItem.Operation(
        found.get(0).getFullQualifiedName().getFullQualifiedNameAsString());
  }

  private static ODataException unknown(String name, Shape shape, int start, Cursor in) {
    return in.errorAt(start, ErrorCode.UNKNOWN_NAME, Members.unknown(shape, name));
  }
}
