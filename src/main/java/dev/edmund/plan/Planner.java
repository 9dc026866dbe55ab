package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.KeyColumns;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ApplyPlanner;
import dev.edmund.plan.expression.Computations;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.expression.OrderPlanner;
import dev.edmund.plan.expression.SearchPlanner;
import dev.edmund.plan.function.Literals;
import dev.edmund.plan.operand.Gathered;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.operation.CallPlanner;
import dev.edmund.plan.operation.OperationRows;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Plans what a GET reads. */
public final class Planner {
  private final Model model;
  private final Limits limits;

  public Planner(Model model, Limits limits) {
    this.model = model;
    this.limits = limits;
  }

  /**
   * The plan of a request to a resource of the entity container.
   *
   * @throws ODataException when the path or an option has no meaning here, or is not built
   */
  public Plan plan(ODataRequestLine line, PlanOptions options) {
    NotBuilt.refuse(line.options());
    if (AllPlanner.isAll(line.path())) {
      return new AllPlanner(model, this).plan(line, options);
    }
    if (line.path().get(0) instanceof Segment.CrossJoin join) {
      return new CrossJoinPlanner(model, limits).plan(join, line.options(), options);
    }
    int call = CallPlanner.ofValues(line.path());
    if (call >= 0) {
      return values(line.path(), call, line.options(), options);
    }
    Resource resource = PathPlanner.plan(model, line.path());
    return plan(line.path(), resource, resource.refined(line.options()), options);
  }

  /**
   * The log that has all changes of the result of a request; empty where changes of it are not
   * tracked.
   */
  public Optional<ChangeLog> tracked(ODataRequestLine line) {
    return new TrackedPlanner(model, this).log(line);
  }

  /**
   * What has changed in the result of a request since a mark.
   *
   * @param log of the result, see {@link #tracked}
   */
  public Plan.Union changes(
      ODataRequestLine line, PlanOptions options, ChangeLog log, String mark) {
    return new TrackedPlanner(model, this).plan(line, options, log, mark);
  }

  /** The values that a function gives. */
  private Plan values(List<Segment> path, int at, QueryOptions query, PlanOptions options) {
    ResultPlanner.refuse(query);
    Segment.Operation call = (Segment.Operation) path.get(at);
    Resource bound =
        call.operation().isBound() ? PathPlanner.plan(model, path.subList(0, at)) : null;
    if (bound != null && (bound.property() != null || bound.inside() != null)) {
      String name = call.operation().getName();
      throw ODataException.notImplemented("The operation " + name + " of a value", name);
    }
    OperationRows rows =
        new CallPlanner(model.storage()).rows(call, bound == null ? null : bound.entity());
    return new ResultPlanner(
            model, call.operation().getName(), call.operation().getReturnType(), query, options)
        .plan(
            rows,
            bound != null && bound.single() ? bound : null,
            path.subList(at + 1, path.size()));
  }

  private Plan plan(
      List<Segment> path, Resource resource, QueryOptions query, PlanOptions options) {
    Optional<PropertyStorage.Stream> stream = StreamPlanner.of(resource);
    if (stream.isPresent()) {
      return StreamPlanner.plan(model, resource, stream.get());
    }
    if ((resource.property() != null || resource.inside() != null) && query.apply() != null) {
      throw ODataException.notImplemented("$apply to a collection of values", "$apply");
    }
    if (resource.property() != null) {
      return property(resource, resource.property(), query, options);
    }
    if (resource.inside() != null) {
      return inside(resource, resource.inside(), query, options);
    }
    if (query.apply() != null) {
      return applied(path, resource, query, options);
    }
    if (resource.form() == Resource.Form.COUNT) {
      return new Plan.Count(count(resource, path, query), resource.found());
    }
    return resource.single()
        ? entity(resource, query, options)
        : entities(resource, path, query, options);
  }

  /**
   * The plan of a POST to an action, which is the last segment of the path.
   *
   * @param given the parameters in the body
   * @param ids reads the id of an entity into the path of the entity
   * @throws ODataException 400 when a parameter is wrong, 501 when the action has no SQL
   */
  public ActionPlan action(
      ODataRequestLine line, Map<String, JsonValue> given, Function<String, List<Segment>> ids) {
    NotBuilt.refuse(line.options());
    return ActionPlan.of(model, this, line, given, ids);
  }

  /**
   * A path whose functions know the values that they are called with.
   *
   * @param ids reads the id of an entity into the path of the entity
   * @throws ODataException 400 when a parameter refers to what is no entity of its type
   */
  public List<Segment> known(List<Segment> path, Function<String, List<Segment>> ids) {
    return path.stream().map(segment -> CallPlanner.known(model, segment, ids)).toList();
  }

  /** The first step of a path that leads to an entity of any type; empty where none does. */
  public Optional<AnyStep> anyStep(List<Segment> path, PlanOptions options) {
    return AnyStep.first(model, new ShapePlanner(model, limits, options), path);
  }

  /** The call in Java that a segment of a path makes; empty where it makes none. */
  public Optional<JavaCall> call(List<Segment> path, int at) {
    return JavaCall.of(model, path, at);
  }

  /** The plan of reading the entities that an action returned. */
  Plan result(Resource resource, QueryOptions query, PlanOptions options) {
    if (query.apply() != null) {
      throw ODataException.notImplemented("$apply to the result of an action", "$apply");
    }
    return resource.single()
        ? entity(resource, query, options)
        : entities(resource, List.of(), query, options);
  }

  /** The number of the entities that a path leads to. */
  Query count(Resource resource, List<Segment> path, QueryOptions query) {
    restrict(resource, path, query);
    return resource.entity().builder().count();
  }

  /** What the instances are for the other options, and which of them are left. */
  private Operand restrict(Resource resource, List<Segment> path, QueryOptions query) {
    EntityAlias entity = resource.entity();
    Operand stored = new Operand.Entity(entity);
    ExpressionPlanner expressions = expressions(entity, stored, path);
    Operand instance =
        query.compute().isEmpty()
            ? stored
            : Computations.with(stored, query.compute(), expressions);
    if (query.filter() != null) {
      entity.builder().where(expressions(entity, instance, path).condition(query.filter()));
    }
    search(entity, query);
    return instance;
  }

  private ExpressionPlanner expressions(EntityAlias of, Operand instance, List<Segment> path) {
    Instances rows = Instances.of(of).with(instance);
    return new ExpressionPlanner(model.storage(), rows, new Gathered(() -> all(path)));
  }

  /** The collection that a path leads to, in a statement of its own. */
  private Instances all(List<Segment> path) {
    return Instances.of(PathPlanner.plan(model, path).entity());
  }

  private void search(EntityAlias entity, QueryOptions query) {
    if (query.search() != null) {
      entity.builder().where(SearchPlanner.condition(query.search(), entity));
    }
  }

  /** What comes out of {@code $apply}, which the other options are about. */
  private Plan applied(
      List<Segment> path, Resource resource, QueryOptions query, PlanOptions options) {
    if (resource.single() || query.apply() == null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "$apply is for collections, and this is none.", "$apply");
    }
    TransformationSequence apply = query.apply();
    Supplier<Instances> transformed =
        () -> new ApplyPlanner(model, limits).plan(apply, () -> all(path));
    ShapePlanner shapes = new ShapePlanner(model, limits, options);
    AppliedPlanner planner = new AppliedPlanner(model, shapes);
    if (resource.form() == Resource.Form.COUNT) {
      return new Plan.Count(
          planner.restricted(transformed, query).builder().count(), resource.found());
    }
    AppliedPlanner.Applied applied =
        planner.plan(
            transformed, resource.entity().entity().type(), resource.position(), query, true);
    QueryBuilder builder = applied.all().builder();
    List<Integer> order =
        applied.isKeyed()
            ? builder.order().stream().map(key -> builder.select(key.term())).toList()
            : List.of();
    Plan.Paging paging = options.paging(query, order);
    String context =
        resource.position().path()
            + resource.cast()
            + new ContextFragment(options.version401())
                .selectList(query, Made.of(applied.all().instance()));
    return new Plan.Entities(
        builder.build(null, 0),
        applied.shape(),
        paging,
        context,
        query.count() ? applied.count() : null,
        resource.found());
  }

  /** The entities that a path leads to, page by page. */
  Plan.Entities entities(
      Resource resource, List<Segment> path, QueryOptions query, PlanOptions options) {
    Operand instance = restrict(resource, path, query);
    EntityAlias entity = resource.entity();
    QueryBuilder builder = entity.builder();
    // Counted before expansion adds joins that the number does not depend on.
    Query count = query.count() ? builder.count() : null;
    // The order cannot do without its joins; expansion takes those that are left.
    if (query.search() != null && query.orderBy().isEmpty()) {
      SearchPlanner.order(query.search(), entity);
    }
    if (resource.place() != null && query.orderBy().isEmpty()) {
      builder.orderBy(resource.place(), false);
    }
    OrderPlanner.order(entity, expressions(entity, instance, path), query.orderBy());
    Shaped shaped = shaped(resource, instance, query, options, "Collection($ref)");
    List<Integer> order = builder.order().stream().map(key -> builder.select(key.term())).toList();
    Plan.Paging paging = options.paging(query, order);
    return new Plan.Entities(
        builder.build(null, 0), shaped.shape(), paging, shaped.context(), count, resource.found());
  }

  /**
   * The plan of one entity that has just been written: the answer to the request that wrote it. Its
   * parameter is the row id of the entity, whatever its key is by now.
   *
   * @param path of the request: where the entity is, or where it was added
   */
  public Plan.Entity written(List<Segment> path, QueryOptions query, PlanOptions options) {
    Resource at = PathPlanner.plan(model, path);
    EntityAlias written = EntityAlias.all(model.storage(), at.entity().entity());
    Term rowId = new Term.Parameter(0, ColumnType.INTEGER);
    written.builder().where(EntityAlias.equal(written.rowId(), rowId));
    return entity(at.of(written), query, options);
  }

  /**
   * The plan of an entity by its key or an alternate key, whose values are its parameters.
   *
   * @param set the path of the set
   * @param key the names count, and their order
   */
  public Plan.Entity keyed(
      List<Segment> set, List<KeyValue> key, QueryOptions query, PlanOptions options) {
    NotBuilt.refuse(query);
    Resource all = PathPlanner.plan(model, set);
    EntityAlias entity = all.entity();
    Map<String, Column> columns = KeyColumns.of(entity.entity(), key);
    for (int i = 0; i < key.size(); i++) {
      Column column = Objects.requireNonNull(columns.get(key.get(i).name()), "A key has a column");
      Term value = new Term.Parameter(i, column.type());
      entity.builder().where(EntityAlias.equal(entity.column(column), value));
    }
    return entity(all.of(entity), query, options);
  }

  /**
   * The values of a key predicate, in its order, as a plan of {@link #keyed} takes them; empty
   * where one is not of the type of its column.
   */
  public Optional<List<Term.Bind>> key(Segment.EntitySet set, List<KeyValue> key) {
    EntityStorage entity =
        model.storage().require(set.set().getEntityType().getFullQualifiedName());
    Map<String, Column> columns = KeyColumns.of(entity, key);
    ExpressionPlanner literals = new ExpressionPlanner(model.storage(), Made.nothing());
    List<Term.Bind> values = new ArrayList<>();
    for (KeyValue part : key) {
      Column column = columns.get(part.name());
      if (column == null
          || !(literals.term(part.value()) instanceof Term.Bind value)
          || value.type() != column.type()) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(values);
  }

  /**
   * What literals stand for, one by one.
   *
   * @throws ODataException 400 when one is no value of its type
   */
  public List<Term.Bind> values(List<Expr.Literal> literals) {
    List<Term.Bind> values = new ArrayList<>(literals.size());
    for (Expr.Literal literal : literals) {
      values.add((Term.Bind) Literals.of(literal).term());
    }
    return values;
  }

  private Plan.Entity entity(Resource resource, QueryOptions query, PlanOptions options) {
    Operand instance = Computations.of(model.storage(), resource.entity(), query.compute());
    Shaped shaped = shaped(resource, instance, query, options, "$ref");
    String context =
        resource.form() == Resource.Form.REFERENCE || resource.position().alone()
            ? shaped.context()
            : shaped.context() + "/$entity";
    return new Plan.Entity(
        resource.entity().builder().build(1L, 0), shaped.shape(), context, resource.found());
  }

  private record Shaped(EntityShape shape, String context) {}

  private Shaped shaped(
      Resource resource,
      Operand instance,
      QueryOptions query,
      PlanOptions options,
      String reference) {
    ShapePlanner shapes = new ShapePlanner(model, limits, options);
    Position position = resource.position();
    if (resource.form() == Resource.Form.REFERENCE) {
      return new Shaped(shapes.reference(resource.entity(), position), reference);
    }
    EntityShape shape = shapes.entity(instance, resource.entity(), position, query, true);
    String list = new ContextFragment(options.version401()).selectList(query);
    return new Shaped(shape, position.path() + resource.cast() + list);
  }

  private Plan inside(
      Resource resource, InsideJson value, QueryOptions query, PlanOptions options) {
    requireOne(resource, value.name());
    if (resource.form() == Resource.Form.COUNT) {
      EdmType type = value.property() == null ? null : value.property().getType();
      return count(resource.entity(), value.value().members(), type, query);
    }
    Member member =
        new InsidePlanner(model).member(value, wanted(query), resource.entity().builder());
    return property(resource, member, query, options);
  }

  private static void requireOne(Resource resource, String name) {
    if (!resource.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + name + ".", name);
    }
  }

  private Plan count(
      EntityAlias entity, Operand.Members members, @Nullable EdmType type, QueryOptions query) {
    Operand.Ranged range = members.range();
    new ItemsPlanner(model, query).restrict(type, range.builder(), range.variable());
    entity.builder().select(new Term.Subquery(range.builder().count(), ColumnType.INTEGER));
    return new Plan.Count(entity.builder().build(1L, 0), null);
  }

  private Plan property(
      Resource resource, PropertyStorage property, QueryOptions query, PlanOptions options) {
    EntityAlias entity = resource.entity();
    requireOne(resource, property.name());
    if (resource.form() == Resource.Form.COUNT) {
      Operand value = Properties.operand(property, entity, entity, entity.builder());
      EdmType type = property.asValues().map(v -> v.property().getType()).orElse(null);
      return count(entity, value.members(), type, query);
    }
    MemberPlanner members = new MemberPlanner(model, entity, options);
    Selection only = new Selection(false, Map.of(property.name(), wanted(query)));
    Member member = members.member(property, only);
    return property(resource, member, query, options, new MediaTypes(model).of(resource, property));
  }

  private Plan property(Resource resource, Member member, QueryOptions query, PlanOptions options) {
    return property(resource, member, query, options, null);
  }

  private Plan property(
      Resource resource,
      Member member,
      QueryOptions query,
      PlanOptions options,
      Plan.@Nullable Media media) {
    EntityAlias entity = resource.entity();
    ShapePlanner shapes = new ShapePlanner(model, limits, options);
    EntityShape.Identity identity = shapes.identity(entity, resource.position());
    int version = shapes.sharedVersion(entity);
    boolean raw = resource.form() == Resource.Form.VALUE;
    Disposition disposition =
        raw ? new DispositionPlanner(model).ofProperty(entity, resource.path()) : null;
    return new Plan.Property(
        entity.builder().build(1L, 0),
        member,
        identity,
        resource.cast()
            + resource.path()
            + new ContextFragment(options.version401()).selectList(query),
        raw,
        disposition,
        version,
        resource.found(),
        media);
  }

  /** What is wanted of the value that is the resource. */
  private static Selection wanted(QueryOptions query) {
    return Selection.of(query.select()).with(query);
  }
}
