package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** One walk along the segments of a path: what is addressed so far, and what may follow. */
final class PathWalk {
  private final EdmNames names;
  private final OperationResolver operations;
  private final KeyPredicateParser keys;
  private final PathCallParser calls;
  private final FirstSegmentParser firsts;
  private final DollarSegmentParser dollars;
  private final ParserSettings settings;
  private final Budget budget;
  private final Scope scope;

  private final List<Segment> segments = new ArrayList<>();
  private Resource.Kind kind = Resource.Kind.SERVICE;
  private @Nullable EdmType type;
  private boolean collection;
  private boolean query;
  private List<KeyValue> parentKey = List.of();
  private Map<String, Expr.Literal> implied = Map.of();

  PathWalk(
      EdmNames names,
      ExpressionParser expressions,
      ParserSettings settings,
      Budget budget,
      Scope scope,
      Map<String, String> custom) {
    this.names = names;
    this.operations = new OperationResolver(names);
    this.keys = new KeyPredicateParser(expressions, names.alternateKeys());
    this.calls = new PathCallParser(names, expressions, scope, custom);
    this.firsts = new FirstSegmentParser(names, calls);
    this.dollars = new DollarSegmentParser(expressions, scope);
    this.settings = settings;
    this.budget = budget;
    this.scope = scope;
  }

  Resource walk(List<Text> texts) {
    int i = 0;
    while (i < texts.size()) {
      boolean queryNext = i + 1 < texts.size() && texts.get(i + 1).value().equals("$query");
      Cursor in = cursor(texts.get(i));
      int at = i;
      i += Located.at(in.target(), () -> next(in, texts, at, queryNext));
      in.expectEnd();
    }
    return new Resource(List.copyOf(segments), kind, type, collection);
  }

  private Cursor cursor(Text text) {
    return new Cursor(text, budget, text.value());
  }

  Resource.Kind kind() {
    return kind;
  }

  @Nullable EdmType type() {
    return type;
  }

  boolean isCollection() {
    return collection;
  }

  /** Whether the entities of all types are addressed. */
  boolean isAll() {
    return !segments.isEmpty() && segments.get(segments.size() - 1) instanceof Segment.All;
  }

  /** Goes on to a resource. */
  void go(Segment segment, Resource.Kind toKind, @Nullable EdmType toType, boolean toCollection) {
    segments.add(segment);
    kind = toKind;
    type = toType;
    collection = toCollection;
  }

  void goToValues(Segment segment, @Nullable EdmType toType, boolean toCollection) {
    go(segment, Resource.Kind.VALUES, toType, toCollection);
  }

  /** Adds a segment that changes nothing but that no other may follow. */
  void goToQuery() {
    segments.add(new Segment.Query());
    query = true;
  }

  private int next(Cursor in, List<Text> texts, int at, boolean queryNext) {
    if (at == 0) {
      firsts.first(this, in, queryNext);
      return 1;
    }
    if (query) {
      throw notFound(in);
    }
    if (in.peek() == '$') {
      dollars.dollar(this, in);
      return 1;
    }
    if (isUndeclared()) {
      undeclared(in);
      return 1;
    }
    boolean values = kind == Resource.Kind.VALUES || kind == Resource.Kind.EACH;
    if (kind == Resource.Kind.ENTITY_ID && type == null && segments.size() == 1) {
      entityCast(in);
      return 1;
    }
    if (kind == Resource.Kind.VALUES && type == null && collection) {
      allCast(in);
      return 1;
    }
    EdmType from = type;
    if (!values || from == null) {
      throw notFound(in);
    }
    if (collection && kind == Resource.Kind.VALUES && isOrdinal(in)) {
      in.moveTo(in.end());
      return 1;
    }
    if (collection && kind == Resource.Kind.VALUES && isKeySegment(in, from)) {
      return keySegments((EdmEntityType) from, in, texts, at);
    }
    name(in, from, queryNext);
    return 1;
  }

  /** Whether the value addressed has whatever type it is stored with. */
  boolean isUndeclared() {
    if (kind != Resource.Kind.VALUES || type != null || segments.isEmpty()) {
      return false;
    }
    Segment last = segments.get(segments.size() - 1);
    return last instanceof Segment.Property || last instanceof Segment.Dynamic;
  }

  private void undeclared(Cursor in) {
    String name = in.atName() && !collection ? in.qualifiedName() : "";
    EdmStructuredType cast = EdmTypes.structured(names.type(name));
    if (name.indexOf('.') > 0 && cast != null && !EdmTypes.isEntity(cast)) {
      goToValues(new Segment.TypeCast(cast), cast, false);
    } else if (!name.isEmpty() && name.indexOf('.') < 0) {
      goToValues(new Segment.Dynamic(name), null, false);
    } else {
      throw notFound(in);
    }
  }

  private boolean isOrdinal(Cursor in) {
    if (EdmTypes.isEntity(type) || !in.rest().matches("-?\\d{1,18}")) {
      return false;
    }
    goToValues(new Segment.Ordinal(Long.parseLong(in.rest())), type, false);
    return true;
  }

  /** A qualified name goes before a key segment; any other text is a key (Part 2, 4.3.6). */
  private boolean isKeySegment(Cursor in, EdmType from) {
    if (!settings.keyAsSegment() || !EdmTypes.isEntity(from)) {
      return false;
    }
    int start = in.position();
    String name = in.atName() ? in.qualifiedName() : "";
    boolean whole = in.atEnd() || in.peek() == '(';
    in.moveTo(start);
    return !(whole
        && name.indexOf('.') > 0
        && (names.cast(name, from) != null || isOperation(name, from)));
  }

  private boolean isOperation(String name, EdmType from) {
    return !operations.boundFunctions(name, from, collection).isEmpty()
        || operations.boundAction(name, from, collection) != null;
  }

  private int keySegments(EdmEntityType from, Cursor in, List<Text> texts, int at) {
    Map<String, KeyValue> given = new HashMap<>();
    int used = 0;
    for (String name : from.getKeyPredicateNames()) {
      if (implied.containsKey(name)) {
        continue;
      }
      if (at + used >= texts.size()) {
        throw in.error(
            ErrorCode.INVALID_VALUE, "the key property '" + name + "' is missing; the path ends");
      }
      given.put(name, KeyPredicateParser.segment(from, name, texts.get(at + used).value()));
      budget.token();
      used++;
    }
    if (used == 0) {
      throw notFound(in);
    }
    List<KeyValue> values = new ArrayList<>();
    for (String name : from.getKeyPredicateNames()) {
      KeyValue value = given.get(name);
      Expr.Literal literal = implied.get(name);
      if (value == null && literal != null) {
        value = new KeyValue(name, literal);
      }
      if (value != null) {
        values.add(value);
      }
    }
    in.moveTo(in.end());
    goToKey(from, values);
    return used;
  }

  private void goToKey(EdmEntityType entity, List<KeyValue> values) {
    goToValues(new Segment.Key(values), entity, false);
    parentKey = values;
  }

  /** Reads the key that may stand in parentheses behind a collection of entities. */
  void key(Cursor in) {
    if (in.peek() == '(' && collection && EdmTypes.isEntity(type)) {
      EdmEntityType entity = (EdmEntityType) type;
      if (entity != null) {
        goToKey(entity, keys.key(entity, implied, in, scope));
      }
    }
    if (!in.atEnd()) {
      throw in.syntax("'" + in.rest() + "' is not expected");
    }
  }

  private void entityCast(Cursor in) {
    EdmType cast = in.atName() ? names.type(in.qualifiedName()) : null;
    if (!EdmTypes.isEntity(cast)) {
      throw notFound(in);
    }
    segments.clear();
    go(new Segment.EntityById((EdmEntityType) cast), Resource.Kind.ENTITY_ID, cast, false);
  }

  private void allCast(Cursor in) {
    EdmType cast = in.atName() ? names.type(in.qualifiedName()) : null;
    EdmStructuredType structured = EdmTypes.structured(cast);
    if (structured == null || !EdmTypes.isEntity(cast)) {
      throw notFound(in);
    }
    goToValues(new Segment.TypeCast(structured), structured, true);
  }

  private void name(Cursor in, EdmType from, boolean queryNext) {
    if (!in.atName()) {
      throw notFound(in);
    }
    String name = in.qualifiedName();
    boolean each = kind == Resource.Kind.EACH;
    boolean many = collection && !each;
    EdmStructuredType structured = EdmTypes.structured(from);
    EdmElement element = structured == null || many || each ? null : structured.getProperty(name);
    if (element instanceof EdmNavigationProperty navigation) {
      navigation(navigation);
      key(in);
      return;
    }
    if (element instanceof EdmProperty property) {
      EdmType known = EdmTypes.known(property.getType());
      goToValues(new Segment.Property(property), known, property.isCollection());
      return;
    }
    EdmStructuredType cast = each || endsWithCast() ? null : names.cast(name, from);
    if (cast != null) {
      goToValues(new Segment.TypeCast(cast), cast, collection);
      key(in);
      return;
    }
    operation(name, from, many, in, queryNext);
  }

  private boolean endsWithCast() {
    return segments.get(segments.size() - 1) instanceof Segment.TypeCast;
  }

  private void navigation(EdmNavigationProperty navigation) {
    Map<String, Expr.Literal> next = new HashMap<>();
    EdmNavigationProperty partner = navigation.getPartner();
    if (partner != null) {
      for (EdmReferentialConstraint constraint : partner.getReferentialConstraints()) {
        for (KeyValue value : parentKey) {
          if (value.name().equals(constraint.getReferencedPropertyName())) {
            next.put(constraint.getPropertyName(), value.value());
          }
        }
      }
    }
    goToValues(new Segment.Navigation(navigation), navigation.getType(), navigation.isCollection());
    implied = next;
    parentKey = List.of();
  }

  private void operation(String name, EdmType from, boolean many, Cursor in, boolean queryNext) {
    List<EdmFunction> functions = operations.boundFunctions(name, from, many);
    if (!functions.isEmpty()) {
      calls.function(this, functions, null, in, queryNext);
      key(in);
      return;
    }
    EdmAction action = operations.boundAction(name, from, many);
    boolean open = !many && EdmTypes.isOpen(EdmTypes.structured(from)) && name.indexOf('.') < 0;
    if (action == null && open && in.atEnd()) {
      goToValues(new Segment.Dynamic(name), null, false);
      return;
    }
    if (action == null) {
      in.moveTo(0);
      throw notFound(in);
    }
    PathCallParser.action(this, action, null, in);
  }

  /** The error for a segment that leads nowhere. */
  ODataException notFound(Cursor in) {
    EdmStructuredType structured = EdmTypes.structured(type);
    String name = in.target();
    String message =
        structured == null || collection
            ? "There is no '" + name + "' " + (segments.isEmpty() ? "in this service" : "here")
            : EdmNames.unknown(name, structured);
    return new ODataException(ErrorCode.NOT_FOUND, message + ".", name);
  }
}
