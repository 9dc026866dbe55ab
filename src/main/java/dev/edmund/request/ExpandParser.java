package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** {@code $expand} (Part 2, 5.1.3). */
final class ExpandParser {
  private static final Set<SystemOption> OF_COUNT =
      EnumSet.of(SystemOption.FILTER, SystemOption.SEARCH);
  private static final Set<SystemOption> OF_REFERENCES =
      EnumSet.of(
          SystemOption.FILTER,
          SystemOption.SEARCH,
          SystemOption.ORDERBY,
          SystemOption.SKIP,
          SystemOption.TOP,
          SystemOption.COUNT);
  private static final Set<SystemOption> OF_ENTITY =
      EnumSet.of(
          SystemOption.COMPUTE, SystemOption.SELECT, SystemOption.EXPAND, SystemOption.LEVELS);

  private final EdmNames names;
  private final ExpressionParser expressions;
  private final OptionsParser options;

  ExpandParser(EdmNames names, ExpressionParser expressions, OptionsParser options) {
    this.names = names;
    this.expressions = expressions;
    this.options = options;
  }

  /**
   * Reads all items. What is named takes the place of what a star stands for, and a later item that
   * of an earlier one with the same path.
   */
  List<ExpandItem> items(Cursor in, Scope scope, int level) {
    int deepest = in.budget().limits().expandDepth();
    if (level > deepest) {
      throw Limits.exceeded("expandDepth", deepest, in.target());
    }
    Map<Object, ExpandItem> named = new LinkedHashMap<>();
    Map<Object, ExpandItem> starred = new LinkedHashMap<>();
    do {
      in.blanks();
      in.budget().expandItem();
      Item item = new Item(in, scope, level);
      item.read();
      item.found.forEach(i -> (item.star ? starred : named).put(identity(i), i));
      in.blanks();
    } while (in.accept(','));
    in.expectEnd();
    starred.forEach(named::putIfAbsent);
    return List.copyOf(named.values());
  }

  private static Object identity(ExpandItem item) {
    return List.of(item.path(), item.kind() == ExpandItem.Kind.COUNT);
  }

  /** One item while it is read. */
  private final class Item {
    private final Cursor in;
    private final Scope scope;
    private final int level;
    private final List<Segment> path = new ArrayList<>();
    private final List<ExpandItem> found = new ArrayList<>();
    private boolean star;
    private String repeatable = "";
    private Shape shape;

    private Item(Cursor in, Scope scope, int level) {
      this.in = in;
      this.scope = scope;
      this.level = level;
      this.shape = scope.shape();
    }

    private void read() {
      do {
        if (in.accept('*')) {
          star();
          return;
        }
        if (in.startsWith("$value")) {
          if (shape.type() instanceof EdmEntityType entity && !entity.hasStream()) {
            throw in.errorAt(
                in.position(),
                ErrorCode.BAD_REQUEST,
                EdmTypes.name(entity) + " has no $value, for it is no media entity; it stands");
          }
          in.moveTo(in.position() + "$value".length());
          path.add(new Segment.Value());
          add(ExpandItem.Kind.STREAM, QueryOptions.NONE);
          return;
        }
        if (in.peek() == '@' ? annotation() : step()) {
          return;
        }
      } while (in.accept('/'));
      throw in.syntax("a navigation property is expected");
    }

    /** Reads an annotation; what it leads to may be entities or may have some. */
    private boolean annotation() {
      in.expect('@');
      Typed source = new Typed(new Expr.It(shape.type()), false, shape);
      Typed found = expressions.paths().annotation(source, in.qualifiedName(), in);
      String term = found.expr() instanceof Expr.Annotation a ? a.term() : "";
      path.add(new Segment.Annotation(term, found.type()));
      boolean more = in.peek() == '/' && Cursor.startsName(in.peek(1));
      if (more && !EdmTypes.isEntity(found.type())) {
        shape = found.shape();
        return false;
      }
      // A term of the Edm does not say whether it is collection-valued.
      target(found.shape(), true, null);
      return true;
    }

    /** Reads one name and says whether it ends the item. */
    private boolean step() {
      int start = in.position();
      String name = in.qualifiedName();
      EdmStructuredType structured = EdmTypes.structured(shape.type());
      Typed member = Members.of(new Typed(new Expr.It(null), false, shape), name);
      if (member == null && structured == null) {
        set(name, start);
        return true;
      }
      if (member != null && member.expr() instanceof Expr.Navigation navigation) {
        path.add(new Segment.Navigation(navigation.property()));
        target(member.shape(), member.collection(), structured);
        return true;
      }
      if (member != null && member.expr() instanceof Expr.Property property) {
        return property(property.property(), member.shape(), start);
      }
      if (member != null && EdmTypes.isEntity(member.type())) {
        path.add(new Segment.Dynamic(name));
        target(member.shape(), member.collection(), structured);
        return true;
      }
      EdmStructuredType cast =
          endsWithCast() || structured == null ? null : names.cast(name, structured);
      if (cast == null) {
        throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, Members.unknown(shape, name));
      }
      path.add(new Segment.TypeCast(cast));
      shape = shape.as(cast);
      return false;
    }

    private boolean endsWithCast() {
      return !path.isEmpty() && path.get(path.size() - 1) instanceof Segment.TypeCast;
    }

    private boolean property(EdmProperty property, Shape value, int start) {
      path.add(new Segment.Property(property));
      EdmType type = property.getType();
      shape = value;
      if (EdmTypes.isKind(type, EdmPrimitiveTypeKind.Stream)) {
        if (in.startsWith("/$value")) {
          in.moveTo(in.position() + "/$value".length());
        }
        add(ExpandItem.Kind.STREAM, QueryOptions.NONE);
        return true;
      }
      if (!EdmTypes.isStructured(type)) {
        throw in.errorAt(
            start,
            ErrorCode.BAD_REQUEST,
            "'" + property.getName() + "' is not a navigation property and cannot be expanded");
      }
      return false;
    }

    /** An entity set of a cross join. */
    private void set(String name, int start) {
      Typed variable = scope.variables().get(name);
      EdmEntitySet set =
          variable == null ? null : names.edm().getEntityContainer().getEntitySet(name);
      if (set == null) {
        throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "'" + name + "' cannot be expanded here");
      }
      path.add(new Segment.EntitySet(set));
      target(Shape.of(set.getEntityType()), false, set.getEntityType());
    }

    private void target(Shape target, boolean collection, @Nullable EdmStructuredType source) {
      Shape related = target;
      ExpandItem.Kind kind = ExpandItem.Kind.ENTITIES;
      while (kind == ExpandItem.Kind.ENTITIES && in.accept('/')) {
        int start = in.position();
        if (in.startsWith("$ref") || in.startsWith("$count")) {
          kind = in.peek(1) == 'r' ? ExpandItem.Kind.REFERENCES : ExpandItem.Kind.COUNT;
          in.next();
          in.name();
        } else {
          String name = in.qualifiedName();
          EdmType from = related.type();
          EdmStructuredType cast = from == null || endsWithCast() ? null : names.cast(name, from);
          if (cast == null) {
            throw in.errorAt(
                start,
                ErrorCode.UNKNOWN_NAME,
                "'"
                    + name
                    + "' is not a type derived from "
                    + (from == null ? "that of the annotation" : EdmTypes.name(from))
                    + "; nested paths go into $expand in parentheses, the name stands");
          }
          path.add(new Segment.TypeCast(cast));
          related = related.as(cast);
        }
      }
      if (kind == ExpandItem.Kind.COUNT && !collection) {
        throw in.error(ErrorCode.BAD_REQUEST, "a single entity has no $count; the item ends");
      }
      add(kind, nested(related, allowed(kind, collection), source));
    }

    private QueryOptions nested(
        Shape related, Set<SystemOption> allowed, @Nullable EdmStructuredType source) {
      NestedOptions nested = NestedOptions.read(in);
      OptionsParser.require(nested.system(), allowed, "this expand item");
      if (nested.system().isEmpty()) {
        return QueryOptions.NONE;
      }
      repeatable = nested.text();
      in.budget().enter();
      Scope inner = scope.nested(related).with(nested.aliases());
      QueryOptions read = options.options(nested.system(), inner, level);
      in.budget().leave();
      Integer levels = read.levels();
      if (levels != null && levels > 1 && !leadsBack(source, related.type())) {
        throw in.error(
            ErrorCode.BAD_REQUEST,
            "$levels needs a navigation property that leads back to "
                + (source == null ? "the same type" : EdmTypes.name(source))
                + "; the item ends");
      }
      return read;
    }

    private static boolean leadsBack(@Nullable EdmType source, @Nullable EdmType related) {
      return source != null && related != null && EdmTypes.related(source, related);
    }

    private void star() {
      star = true;
      EdmStructuredType structured = EdmTypes.structured(shape.type());
      if (structured == null) {
        throw in.error(ErrorCode.BAD_REQUEST, "'*' has no meaning here; it ends");
      }
      boolean references = in.startsWith("/$ref");
      if (references) {
        in.moveTo(in.position() + "/$ref".length());
      }
      NestedOptions nested = references ? NestedOptions.NONE : NestedOptions.read(in);
      OptionsParser.require(nested.system(), EnumSet.of(SystemOption.LEVELS), "'*'");
      QueryOptions recursive = options.options(nested.system(), scope, level);
      List<Segment> before = List.copyOf(path);
      for (String name : structured.getNavigationPropertyNames()) {
        if (!shape.has(name)) {
          continue;
        }
        EdmNavigationProperty navigation = structured.getNavigationProperty(name);
        boolean leadsBack = EdmTypes.related(structured, navigation.getType());
        path.clear();
        path.addAll(before);
        path.add(new Segment.Navigation(navigation));
        in.budget().expandItem();
        add(
            references ? ExpandItem.Kind.REFERENCES : ExpandItem.Kind.ENTITIES,
            leadsBack ? recursive : QueryOptions.NONE);
      }
    }

    private void add(ExpandItem.Kind kind, QueryOptions read) {
      found.add(new ExpandItem(path, kind, read, repeatable));
    }

    private Set<SystemOption> allowed(ExpandItem.Kind kind, boolean collection) {
      switch (kind) {
        case COUNT -> {
          return OF_COUNT;
        }
        case REFERENCES -> {
          return collection ? OF_REFERENCES : Set.of();
        }
        case STREAM -> {
          return Set.of();
        }
        case ENTITIES -> {
          Set<SystemOption> all = EnumSet.copyOf(OF_ENTITY);
          if (collection) {
            all.addAll(OF_REFERENCES);
            all.add(SystemOption.APPLY);
          }
          return all;
        }
      }
      throw new ODataException(ErrorCode.INTERNAL, "An expand item of no kind.");
    }
  }
}
