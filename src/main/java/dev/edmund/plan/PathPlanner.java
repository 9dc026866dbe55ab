package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.KeyColumns;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.operation.CallPlanner;
import dev.edmund.plan.operation.OperationRows;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.jspecify.annotations.Nullable;

/** Walks a resource path through the storage (Part 2, 4). */
final class PathPlanner implements Segment.Visitor<PathPlanner> {
  private final Model model;
  private @Nullable EntityAlias entity;
  private boolean single;
  private @Nullable Position position;
  private @Nullable Query found;
  private @Nullable PropertyStorage property;
  private @Nullable InsideJson inside;
  private Map<String, PropertyStorage> parts = Map.of();
  private String cast = "";
  private String path = "";
  private final List<Expr> filters = new ArrayList<>();
  private boolean untold;
  private @Nullable Term place;
  private Resource.Form form = Resource.Form.CONTENT;

  private PathPlanner(Model model) {
    this.model = model;
  }

  static Resource plan(Model model, List<Segment> path) {
    PathPlanner planner = new PathPlanner(model);
    for (Segment segment : path) {
      segment.accept(planner);
    }
    return planner.resource();
  }

  private Resource resource() {
    if (untold) {
      // The URL counts all items from the front (Part 2, 4.10); else the context tells the type.
      position = ItemPath.untold(property, inside);
      path = "";
      cast = "";
    }
    return new Resource(
        entity(), single, position(), found, property, inside, cast, path, filters, form, place);
  }

  private EntityAlias entity() {
    if (entity == null) {
      throw new IllegalStateException("A path starts with an entity set or singleton");
    }
    return entity;
  }

  private Position position() {
    if (position == null) {
      throw new IllegalStateException("A path starts with an entity set or singleton");
    }
    return position;
  }

  private EntityStorage storage(EdmEntityType type) {
    return model
        .storage()
        .of(type)
        .orElseThrow(
            () ->
                ODataException.notImplemented(
                    "Storage of the type " + type.getFullQualifiedName(), type.getName()));
  }

  private PathPlanner start(EdmBindingTarget target, boolean one) {
    EntityAlias all = EntityAlias.all(model.storage(), storage(target.getEntityType()));
    keep(all, target);
    arrive(all, one, Position.at(target));
    return this;
  }

  /** Keeps the entities of a type that are in a set. */
  static void keep(EntityAlias all, EdmBindingTarget target) {
    Column container = all.entity().container();
    if (container != null) {
      String id = all.storage().containers().getOrDefault(target.getName(), "");
      all.builder()
          .where(EntityAlias.equal(all.column(container), new Term.Bind(id, ColumnType.TEXT)));
    }
  }

  private void arrive(EntityAlias at, boolean one, Position where) {
    entity = at;
    single = one;
    position = where;
    property = null;
    inside = null;
    parts = at.entity().properties();
    cast = "";
    path = "";
    place = null;
  }

  @Override
  public PathPlanner entitySet(Segment.EntitySet s) {
    return start(s.set(), false);
  }

  @Override
  public PathPlanner singleton(Segment.Singleton s) {
    return start(s.singleton(), true);
  }

  @Override
  public PathPlanner key(Segment.Key s) {
    EntityAlias alias = entity();
    Map<String, Column> columns = KeyColumns.of(alias.entity(), s.values());
    ExpressionPlanner literals = new ExpressionPlanner(model.storage(), new Operand.Entity(alias));
    for (KeyValue value : s.values()) {
      Column column = Objects.requireNonNull(columns.get(value.name()), "A key has a column");
      alias.builder().where(EntityAlias.equal(alias.column(column), literals.term(value.value())));
    }
    single = true;
    found = null;
    position = position().keyed(KeyPredicate.text(s.values()));
    return this;
  }

  @Override
  public PathPlanner navigation(Segment.Navigation s) {
    String name = s.property().getName();
    Link link = inside == null ? links().get(name) : null;
    if (link == null) {
      throw ODataException.notImplemented("Storage of the navigation property " + name, name);
    }
    if (!single) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + name + ".", name);
    }
    Query before = entity().builder().exists(entity().rowId());
    EdmEntityType from = entity().entity().type();
    arrive(
        entity().step(link),
        !link.collection(),
        position().inside(path).navigate(s.property(), from, model.edm().getEntityContainer()));
    found = before;
    return this;
  }

  private Map<String, Link> links() {
    return property == null
        ? entity().entity().links()
        : property.asComplex().map(PropertyStorage.Complex::links).orElse(Map.of());
  }

  @Override
  public PathPlanner property(Segment.Property s) {
    String name = s.property().getName();
    if (inside != null && inside.value() instanceof Operand.Document document) {
      Operand value = Documents.property(s.property(), document.place(), document.builder());
      return inside(new InsideJson(name, value, s.property()));
    }
    PropertyStorage next = parts.get(name);
    if (next == null) {
      throw ODataException.notImplemented("Storage of the property " + name, name);
    }
    if (next.asDocument().isPresent()) {
      Operand value = Properties.operand(next, entity(), entity(), entity().builder());
      return inside(new InsideJson(name, value, s.property()));
    }
    property = next;
    parts = Properties.byName(next.parts());
    path = path + "/" + name;
    return this;
  }

  @Override
  public PathPlanner dynamic(Segment.Dynamic s) {
    Operand around = inside == null ? new Operand.Entity(entity()) : inside.value();
    return inside(new InsideJson(s.name(), around.dynamic(s.name()), null));
  }

  private PathPlanner inside(InsideJson next) {
    inside = next;
    property = null;
    path = path + "/" + next.name();
    return this;
  }

  /** Only a value of the type is there (Part 2, 4.11). */
  private PathPlanner complexCast(InsideJson value, EdmComplexType type) {
    Operand seen = value.value();
    if (seen instanceof Operand.Document document) {
      entity().builder().where(Documents.isOf(document, type, model.storage()));
      seen = new Operand.Document(document.builder(), document.place(), type);
    } else if (seen instanceof Operand.Dynamic dynamic) {
      entity().builder().where(Documents.isOf(dynamic, type, model.storage()));
      seen = new Operand.Document(dynamic.builder(), dynamic.place(), type);
    } else {
      throw ODataException.notImplemented("A type cast of these values", type.getName());
    }
    inside = new InsideJson(value.name(), seen, value.property());
    path = path + "/" + type.getFullQualifiedName();
    return this;
  }

  @Override
  public PathPlanner typeCast(Segment.TypeCast s) {
    if (inside != null && s.type() instanceof EdmComplexType complex) {
      return complexCast(inside, complex);
    }
    if (property != null && property.asComplex().isPresent()) {
      // In columns there are only values of the declared type.
      return this;
    }
    if (property != null || !(s.type() instanceof EdmEntityType type)) {
      throw ODataException.notImplemented("A type cast of complex values", s.type().getName());
    }
    EntityStorage seen = storage(type);
    if (!seen.name().equals(entity().entity().name())) {
      entity = entity().only(seen);
      parts = seen.properties();
      cast = "/" + seen.name();
    }
    return this;
  }

  @Override
  public PathPlanner filter(Segment.Filter s) {
    if (property != null || inside != null) {
      filters.add(s.predicate());
    } else {
      ExpressionPlanner.filter(model.storage(), entity(), s.predicate());
    }
    return this;
  }

  @Override
  public PathPlanner value(Segment.Value s) {
    form = Resource.Form.VALUE;
    return this;
  }

  @Override
  public PathPlanner count(Segment.Count s) {
    form = Resource.Form.COUNT;
    return this;
  }

  @Override
  public PathPlanner ref(Segment.Ref s) {
    form = Resource.Form.REFERENCE;
    return this;
  }

  @Override
  public PathPlanner metadata(Segment.Metadata s) {
    throw new IllegalStateException("$metadata is answered from the document");
  }

  @Override
  public PathPlanner batch(Segment.Batch s) {
    throw ODataException.notImplemented("$batch", "$batch");
  }

  @Override
  public PathPlanner entityById(Segment.EntityById s) {
    throw new IllegalStateException("$entity is replaced by the path of its id");
  }

  @Override
  public PathPlanner all(Segment.All s) {
    throw ODataException.notImplemented("$all", "$all");
  }

  @Override
  public PathPlanner crossJoin(Segment.CrossJoin s) {
    throw new IllegalStateException("$crossjoin is no path to entities");
  }

  @Override
  public PathPlanner operation(Segment.Operation s) {
    EdmOperation called = s.operation();
    EdmReturnType returned = called.getReturnType();
    boolean bound = called.isBound();
    if (bound && (property != null || inside != null)) {
      throw ODataException.notImplemented(
          "The operation " + called.getName() + " of a value", called.getName());
    }
    OperationRows rows = new CallPlanner(model.storage()).rows(s, bound ? entity() : null);
    EntityStorage type = storage((EdmEntityType) returned.getType());
    Position at = CallPlanner.position(model, s, type.type(), bound ? position() : null);
    Query before =
        bound && single ? entity().builder().exists(entity().rowId()) : CallPlanner.always();
    EntityAlias entities = rows.entities(model.storage(), type);
    arrive(entities, !returned.isCollection(), at);
    found = before;
    cast = CallPlanner.cast(at, type);
    place = OperationRows.place(entities.builder());
    return this;
  }

  @Override
  public PathPlanner annotation(Segment.Annotation s) {
    throw ODataException.notImplemented("An annotation in a path", "@" + s.term());
  }

  @Override
  public PathPlanner each(Segment.Each s) {
    throw ODataException.notImplemented("/$each", "$each");
  }

  @Override
  public PathPlanner query(Segment.Query s) {
    throw ODataException.notImplemented("/$query", "$query");
  }

  @Override
  public PathPlanner ordinal(Segment.Ordinal s) {
    PropertyStorage.Values values = property == null ? null : property.asValues().orElse(null);
    untold = untold || s.index() < 0 || !filters.isEmpty();
    ItemPath place = new ItemPath(model.storage(), filters, s.index());
    if (values != null) {
      place.attach(entity(), values);
      member(values.member(), values.property());
    } else if (inside != null && inside.value() instanceof Operand.ItemMembers items) {
      inside = new InsideJson("value", place.item(items), inside.property());
    } else {
      throw ODataException.notImplemented(
          "A position in this collection", String.valueOf(s.index()));
    }
    filters.clear();
    path = path + "/" + s.index();
    return this;
  }

  /** Goes on at a member of a collection of values. */
  private void member(PropertyStorage member, EdmProperty of) {
    if (member.asDocument().isPresent()) {
      Operand value = Properties.operand(member, entity(), entity(), entity().builder());
      inside = new InsideJson(member.name(), value, of);
      property = null;
    } else {
      property = member;
      parts = Properties.byName(member.parts());
    }
  }
}
