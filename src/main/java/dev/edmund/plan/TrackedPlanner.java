package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Plans what has changed in a result (Part 1, 11.3): the entities of the result that were changed,
 * then those that were changed and are not, or no more, in it.
 */
final class TrackedPlanner {
  private final Model model;
  private final Planner planner;

  TrackedPlanner(Model model, Planner planner) {
    this.model = model;
    this.planner = planner;
  }

  /**
   * The log that has all changes of a result; empty where there is none, or the result depends on
   * more than its entities.
   */
  Optional<ChangeLog> log(ODataRequestLine line) {
    List<Segment> path = new ArrayList<>(line.path());
    if (!path.isEmpty() && path.get(path.size() - 1) instanceof Segment.Count) {
      path.remove(path.size() - 1);
    }
    QueryOptions options = line.options();
    boolean plain =
        options.apply() == null
            && options.compute().isEmpty()
            && options.search() == null
            && options.expand().isEmpty()
            && OwnValues.only(options.filter());
    boolean ofSet = path.size() == 2 ? path.get(1) instanceof Segment.TypeCast : path.size() == 1;
    if (!plain || !ofSet || !(path.get(0) instanceof Segment.EntitySet start)) {
      return Optional.empty();
    }
    EdmEntitySet set = start.set();
    return model.tracked(set) && !isRestricted(set)
        ? model
            .storage()
            .of(set.getEntityType())
            .flatMap(
                entity ->
                    Optional.ofNullable(model.storage().logs().get(entity.root().name()))
                        .filter(log -> log.origin().key().equals(entity.key())))
        : Optional.empty();
  }

  /** The log knows what was changed, not who could see it then. */
  private boolean isRestricted(EdmEntitySet set) {
    EntityStorage type = model.storage().of(set.getEntityType()).orElseThrow();
    return Stream.concat(
            Stream.of(type), type.derived().stream().map(name -> model.storage().require(name)))
        .anyMatch(each -> model.storage().guards().restricting(each).isPresent());
  }

  /**
   * What has changed since a mark.
   *
   * @param line of a result that has a log
   */
  Plan.Union plan(ODataRequestLine line, PlanOptions options, ChangeLog log, String mark) {
    QueryOptions query = line.options();
    List<Segment> path =
        line.path().stream().filter(segment -> !(segment instanceof Segment.Count)).toList();
    boolean counted = query.count() || path.size() < line.path().size();
    QueryOptions defining = defining(query, counted);
    Plan.Entities changed = changed(path, defining, options, log, mark);
    Plan.Entities removed = removed(path, defining, options, log, mark);
    return new Plan.Union(
        List.of(changed, removed), changed.paging(), changed.context() + "/$delta", counted);
  }

  /** What says which entities are in the result, and what of them. */
  private static QueryOptions defining(QueryOptions query, boolean counted) {
    QueryOptions only = QueryOptions.NONE.withFilter(query.filter()).withSelect(query.select());
    return counted ? only.withCount() : only;
  }

  private Plan.Entities changed(
      List<Segment> path, QueryOptions query, PlanOptions options, ChangeLog log, String mark) {
    Resource resource = PathPlanner.plan(model, path);
    EntityAlias entity = resource.entity();
    QueryBuilder changes = entity.builder().inner(log.table());
    changes.select(new Term.Field(changes.alias(), log.rowId()));
    changes.where(since(changes, log, mark));
    entity.builder().where(new Condition.Among(List.of(entity.rowId()), changes.build(null, 0)));
    return planner.entities(resource, path, query, options);
  }

  private static Condition since(QueryBuilder changes, ChangeLog log, String mark) {
    return new Condition.Since(new Term.Field(changes.alias(), log.position()), mark);
  }

  private Plan.Entities removed(
      List<Segment> path, QueryOptions query, PlanOptions options, ChangeLog log, String mark) {
    EdmEntitySet set = ((Segment.EntitySet) path.get(0)).set();
    EntityStorage declared = type(path, set);
    QueryBuilder changes = QueryBuilder.over(log.table());
    changes.where(since(changes, log, mark));
    inSet(changes, log, set, declared);
    Expr filter = query.filter();
    changes.where(new Condition.Not(present(changes, log, set, declared, filter)));
    List<Term> keys =
        log.key().stream().<Term>map(c -> new Term.Field(changes.alias(), c)).toList();
    keys.forEach(changes::groupBy);
    Term reason = reason(filter == null ? null : present(changes, log, set, declared, null));
    changes.groupBy(reason);
    List<Integer> order = new ArrayList<>();
    for (Term key : keys) {
      changes.orderBy(key, false);
      order.add(changes.select(key));
    }
    Query all = changes.build(null, 0);
    EntityStorage root = model.storage().of(set.getEntityType()).orElseThrow();
    return new Plan.Entities(
        all,
        shape(set, root, changes, log, changes.select(reason), options),
        new Plan.Paging(options.pageSize(), null, 0, order),
        "",
        query.count() ? count(all) : null,
        null);
  }

  private EntityStorage type(List<Segment> path, EdmEntitySet set) {
    return path.size() > 1 && path.get(1) instanceof Segment.TypeCast cast
        ? model.storage().require(cast.type().getFullQualifiedName())
        : model.storage().of(set.getEntityType()).orElseThrow();
  }

  /** Keeps the changes of entities that are, or were, in the set and of the type. */
  private void inSet(
      QueryBuilder changes, ChangeLog log, EdmEntitySet set, EntityStorage declared) {
    if (log.container() != null) {
      String id = model.storage().containers().getOrDefault(set.getName(), "");
      changes.where(
          EntityAlias.equal(
              new Term.Field(changes.alias(), log.container()),
              new Term.Bind(id, ColumnType.TEXT)));
    }
    if (log.type() != null && declared.base() != null) {
      List<Term> types =
          Stream.concat(Stream.of(declared.name()), declared.derived().stream())
              .<Term>map(
                  name -> new Term.Bind(name.getFullQualifiedNameAsString(), ColumnType.TEXT))
              .toList();
      changes.where(new Condition.In(new Term.Field(changes.alias(), log.type()), types));
    }
  }

  /** Whether the entity of a change is in the result now. */
  private Condition present(
      QueryBuilder changes,
      ChangeLog log,
      EdmEntitySet set,
      EntityStorage declared,
      @Nullable Expr filter) {
    EntityStorage root = model.storage().of(set.getEntityType()).orElseThrow();
    EntityAlias all = EntityAlias.all(changes, model.storage(), root);
    PathPlanner.keep(all, set);
    EntityAlias entity = declared.name().equals(root.name()) ? all : all.only(declared);
    QueryBuilder builder = entity.builder();
    List<Column> key = root.key();
    for (int i = 0; i < key.size(); i++) {
      builder.where(
          EntityAlias.equal(
              entity.column(key.get(i)), new Term.Field(changes.alias(), log.key().get(i))));
    }
    if (filter != null) {
      builder.where(
          new ExpressionPlanner(model.storage(), new Operand.Entity(entity)).condition(filter));
    }
    return new Condition.Exists(builder.exists(entity.rowId()));
  }

  /** JSON Format, 15.3: {@code changed} where the entity is there and in the result no more. */
  private static Term reason(@Nullable Condition present) {
    Term deleted = new Term.Bind("deleted", ColumnType.TEXT);
    return present == null
        ? deleted
        : new Term.When(present, new Term.Bind("changed", ColumnType.TEXT), deleted);
  }

  private static EntityShape shape(
      EdmEntitySet set,
      EntityStorage root,
      QueryBuilder changes,
      ChangeLog log,
      int reason,
      PlanOptions options) {
    Member.Value told =
        new Member.Value(
            "reason",
            reason,
            EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.String),
            ColumnType.TEXT,
            null,
            Map.of(),
            null,
            -1);
    EntityShape.Form form =
        options.version401() ? EntityShape.Form.REMOVED : EntityShape.Form.DELETED;
    return new EntityShape(
        root.type(),
        -1,
        List.of(new EntityShape.Variant(root.type(), -1, List.of(told), null)),
        identity(set, root, changes, log),
        form);
  }

  private static EntityShape.Identity identity(
      EdmEntitySet set, EntityStorage root, QueryBuilder changes, ChangeLog log) {
    List<EntityShape.KeyPart> parts = new ArrayList<>();
    List<String> names = root.type().getKeyPredicateNames();
    for (int i = 0; i < names.size(); i++) {
      EdmKeyPropertyRef ref = root.type().getKeyPropertyRef(names.get(i));
      Column column = log.key().get(i);
      parts.add(
          new EntityShape.KeyPart(
              names.get(i),
              new Member.Value(
                  names.get(i),
                  changes.select(new Term.Field(changes.alias(), column)),
                  Objects.requireNonNull(ref.getProperty()).getType(),
                  column.type(),
                  ref.getProperty(),
                  Map.of(),
                  null,
                  -1)));
    }
    return new EntityShape.Identity(set.getName(), parts);
  }

  private static Query count(Query all) {
    Query each =
        new Query(
            all.from(), all.joins(), all.columns(), all.where(), all.groups(), List.of(), null, 0);
    return new Query(
        new Query.Derived("n", List.of(each)),
        List.of(),
        List.of(new Term.CountRows()),
        List.of(),
        List.of(),
        null,
        0);
  }
}
