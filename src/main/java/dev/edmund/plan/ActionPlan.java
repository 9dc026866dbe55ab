package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.operation.Bind;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operation.Arguments;
import dev.edmund.plan.operation.Binding;
import dev.edmund.plan.operation.CallPlanner;
import dev.edmund.plan.operation.EntityArguments;
import dev.edmund.plan.operation.OperationRows;
import dev.edmund.plan.operation.OperationText;
import dev.edmund.plan.operation.ResultColumns;
import dev.edmund.plan.operation.ValueRows;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.jspecify.annotations.Nullable;

/**
 * What an action does (Part 1, 11.5.5): it reads what it is bound to, runs its statements, and
 * makes its answer of the rows of the last one that has any.
 */
public final class ActionPlan {
  private final Model model;
  private final Planner planner;
  private final Segment.Operation call;
  private final OperationSql sql;
  private final Arguments arguments;
  private final @Nullable Resource bound;
  private final Instant now;
  private final @Nullable JavaCall java;

  private ActionPlan(
      Model model,
      Planner planner,
      Segment.Operation call,
      OperationSql sql,
      Arguments arguments,
      @Nullable Resource bound) {
    this.model = model;
    this.planner = planner;
    this.call = call;
    this.sql = sql;
    this.arguments = arguments;
    this.bound = bound;
    this.now = Instant.now();
    this.java = sql.java() == null ? null : new JavaCall(sql, sql.java(), arguments, bound);
  }

  /** What is called in the place of statements; null where there are statements. */
  public @Nullable JavaCall java() {
    return java;
  }

  /**
   * The plan of a POST to an action.
   *
   * @param given the parameters in the body
   * @param ids reads the id of an entity into the path of the entity
   * @throws ODataException 400 when a parameter is wrong, 501 when the action has no SQL
   */
  static ActionPlan of(
      Model model,
      Planner planner,
      ODataRequestLine line,
      Map<String, JsonValue> given,
      Function<String, List<Segment>> ids) {
    List<Segment> path = line.path();
    Segment.Operation call = (Segment.Operation) path.get(path.size() - 1);
    OperationSql sql = CallPlanner.sql(model.storage(), call.operation());
    for (String name : given.keySet()) {
      if (!sql.parameters().containsKey(name)) {
        throw new ODataException(
            ErrorCode.UNKNOWN_NAME,
            "'" + call.operation().getName() + "' has no parameter '" + name + "'.",
            name);
      }
    }
    Arguments arguments =
        Arguments.of(sql, new EntityArguments(model.edm()).resolved(sql.parameters(), given, ids));
    Resource bound =
        call.operation().isBound()
            ? PathPlanner.plan(model, path.subList(0, path.size() - 1))
            : null;
    if (bound != null && (bound.property() != null || bound.inside() != null)) {
      String name = call.operation().getName();
      throw ODataException.notImplemented("The operation " + name + " of a value", name);
    }
    return new ActionPlan(model, planner, call, sql, arguments, bound);
  }

  /** Whether it is bound to one entity, which has to be there. */
  public boolean isBoundToOne() {
    return bound != null && bound.single();
  }

  /**
   * Reads what the statements need of what the action is bound to: of one entity the version and
   * then values; of a collection the row ids where several statements need to mean the same
   * entities; null where nothing is needed. For a call in Java it is their keys, of one entity
   * behind the version.
   */
  public @Nullable Query binding() {
    if (bound == null) {
      return null;
    }
    EntityAlias entity = bound.entity();
    if (java != null && !bound.single()) {
      return java.binding();
    }
    if (!bound.single()) {
      return sql.statements().size() > 1 ? entity.builder().each(entity.rowId()) : null;
    }
    List<Term> columns = new ArrayList<>();
    columns.add(entity.column(entity.entity().version().column()));
    if (java != null) {
      columns.addAll(java.keys());
    }
    paths().forEach(path -> columns.add(Binding.in(entity, path)));
    columns.forEach(column -> entity.builder().append(column));
    return entity.builder().build(1L, 0);
  }

  /** The values of what it is bound to that the statements have names for. */
  private Set<List<String>> paths() {
    Set<List<String>> paths = new LinkedHashSet<>();
    for (Bind bind : sql.binds().values()) {
      if (bind instanceof Bind.OfBinding of) {
        paths.add(of.path());
      }
    }
    return paths;
  }

  /**
   * The statements, to be run in this order.
   *
   * @param rows what {@link #binding} read; empty where it was null
   */
  public List<Fragment> statements(List<List<@Nullable Object>> rows) {
    OperationText text = new OperationText(sql, arguments, binding(rows), now);
    return sql.statements().stream().map(text::fragment).toList();
  }

  private Binding binding(List<List<@Nullable Object>> rows) {
    if (bound == null) {
      return Binding.NONE;
    }
    if (!bound.single()) {
      return sql.statements().size() > 1 ? among(rows) : Binding.path(bound.entity());
    }
    Map<List<String>, Term> values = new LinkedHashMap<>();
    int column = 1;
    for (List<String> path : paths()) {
      ColumnType type = Binding.in(bound.entity(), path).type();
      values.put(path, stored(rows.get(0).get(column++), type));
    }
    return Binding.values(values);
  }

  private static Term stored(@Nullable Object value, ColumnType type) {
    return value == null ? new Term.Null(type) : new Term.Stored(value, type);
  }

  private static Binding among(List<List<@Nullable Object>> rows) {
    String ids = rows.stream().map(row -> String.valueOf(row.get(0))).toList().toString();
    return (path, collection) -> {
      if (!path.isEmpty()) {
        throw ODataException.notImplemented(
            "A property of a collection in several statements", path.get(0));
      }
      QueryBuilder items = QueryBuilder.over(new Term.Bind(ids, ColumnType.JSON));
      Term item = new Term.Element(items.alias(), Term.Element.Facet.VALUE);
      return new Term.Subquery(
          items.each(new Term.Apply(Operation.JSON_AS_STORED, List.of(item), ColumnType.INTEGER)),
          ColumnType.INTEGER);
    };
  }

  /** Whether the rows of the data directory are put back first. */
  public boolean reseeds() {
    return sql.reseeds();
  }

  /** Whether it has an answer with content. */
  public boolean returnsSomething() {
    return call.operation().getReturnType() != null;
  }

  /**
   * What reads the answer out of the rows.
   *
   * @param rows of the last statement that has any, or those that {@link JavaCall} made
   */
  public Plan result(List<List<@Nullable Object>> rows, QueryOptions query, PlanOptions options) {
    EdmReturnType returned = call.operation().getReturnType();
    OperationRows given =
        java == null
            ? ValueRows.stored(model.storage(), sql, rows)
            : ValueRows.made(model.storage(), sql, rows);
    if (ResultColumns.isValue(returned)) {
      ResultPlanner.refuse(query);
      return new ResultPlanner(model, call.operation().getName(), returned, query, options)
          .plan(given, null, List.of());
    }
    EdmEntityType type = (EdmEntityType) returned.getType();
    EntityStorage entity = model.storage().require(type.getFullQualifiedName());
    Position at = CallPlanner.position(model, call, type, bound == null ? null : bound.position());
    EntityAlias entities = given.entities(model.storage(), entity);
    Resource resource =
        new Resource(
            entities,
            !returned.isCollection(),
            at,
            CallPlanner.always(),
            null,
            null,
            CallPlanner.cast(at, entity),
            "",
            List.of(),
            Resource.Form.CONTENT,
            OperationRows.place(entities.builder()));
    return planner.result(resource, query, options);
  }
}
