package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
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
  private final OptionsParser options;

  SelectParser(EdmNames names, OptionsParser options) {
    this.names = names;
    this.options = options;
  }

  /** Reads all items. */
  List<SelectItem> items(Cursor in, Scope scope) {
    List<SelectItem> items = new ArrayList<>();
    EdmStructuredType type = EdmTypes.structured(scope.instance());
    if (type == null) {
      throw in.error(ErrorCode.BAD_REQUEST, "there are no properties to select from");
    }
    do {
      in.blanks();
      items.add(item(in, type, scope));
      in.blanks();
      in.budget().terms(items.size());
    } while (in.accept(','));
    in.expectEnd();
    return items;
  }

  private SelectItem item(Cursor in, EdmStructuredType root, Scope scope) {
    if (in.accept('*')) {
      return new SelectItem.Star();
    }
    List<Segment> path = new ArrayList<>();
    EdmStructuredType type = root;
    boolean collection = false;
    while (true) {
      if (in.peek() == '@') {
        throw in.notImplemented("An annotation in $select");
      }
      int start = in.position();
      String name = in.qualifiedName();
      EdmElement element = type.getProperty(name);
      if (element instanceof EdmNavigationProperty navigation) {
        path.add(new Segment.Navigation(navigation));
        return new SelectItem.Path(path, QueryOptions.NONE);
      }
      if (element instanceof EdmProperty property) {
        path.add(new Segment.Property(property));
        collection = property.isCollection();
        EdmType known = EdmTypes.known(property.getType());
        EdmStructuredType complex = EdmTypes.structured(known);
        if (complex == null) {
          undeclared(in, path, known == null);
          Scope inner = scope.nested(property.getType());
          return new SelectItem.Path(path, nested(in, inner, collection, false));
        }
        type = complex;
      } else {
        EdmStructuredType cast = castTo(name, type, path);
        if (cast == null && isDynamic(name, type, in)) {
          path.add(new Segment.Dynamic(name));
          undeclared(in, path, true);
          return new SelectItem.Path(path, QueryOptions.NONE);
        }
        if (cast == null) {
          return operation(name, type, start, in);
        }
        path.add(new Segment.TypeCast(cast));
        type = cast;
      }
      if (!in.accept('/')) {
        return last(in, path, type, scope, collection);
      }
    }
  }

  /** What has a dot or parentheses is an operation, here as elsewhere. */
  private static boolean isDynamic(String name, EdmStructuredType type, Cursor in) {
    return EdmTypes.isOpen(type)
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
      Cursor in, List<Segment> path, EdmStructuredType type, Scope scope, boolean collection) {
    if (path.size() == 1 && path.get(0) instanceof Segment.TypeCast) {
      throw in.syntax("a property is expected behind the type");
    }
    return new SelectItem.Path(path, nested(in, scope.nested(type), collection, true));
  }

  private QueryOptions nested(Cursor in, Scope scope, boolean collection, boolean complex) {
    NestedOptions nested = NestedOptions.read(in);
    Set<SystemOption> allowed =
        collection ? EnumSet.copyOf(OF_COLLECTIONS) : EnumSet.noneOf(SystemOption.class);
    if (complex) {
      allowed.add(SystemOption.SELECT);
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

  private SelectItem operation(String name, EdmStructuredType type, int start, Cursor in) {
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
      throw unknown(name, type, start, in);
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

  private static ODataException unknown(String name, EdmStructuredType type, int start, Cursor in) {
    return in.errorAt(start, ErrorCode.UNKNOWN_NAME, EdmNames.unknown(name, type));
  }
}
