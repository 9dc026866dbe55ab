package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.Planner;
import dev.edmund.plan.query.Term;
import dev.edmund.request.Lasting;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.RequestShape;
import dev.edmund.request.ShapedLine;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans that are kept, since the same is asked again and again: reads by key whatever the key,
 * reads of what was just written, and whatever is asked for twice in the same words.
 */
final class Plans {
  private static final int MOST = 512;

  private final Planner planner;
  private final Dialect dialect;
  private final Kept<Question, Prepared<Plan.Entity>> keyed = new Kept<>(MOST);
  private final Kept<Question, Prepared<Plan.Entity>> written = new Kept<>(MOST);
  private final Kept<Place, Prepared<Plan.Entity>> identified = new Kept<>(MOST);
  private final Kept<Question, Prepared<Plan>> others = new Kept<>(MOST);
  private final Kept<Shaped, Prepared<Plan.Entity>> shapedKeys = new Kept<>(MOST);
  private final Kept<Shaped, Prepared<Plan>> shaped = new Kept<>(MOST);
  private final Kept<Shaped, Prepared<Plan>> whole = new Kept<>(MOST);

  /**
   * What a plan answers.
   *
   * @param key the names of the key properties that a key predicate has; empty where none is left
   *     out of the path
   */
  private record Question(
      List<Segment> path, List<String> key, QueryOptions options, PlanOptions planOptions) {}

  /** Where an entity is that was written. */
  private record Place(List<Segment> path, PlanOptions planOptions) {}

  /** What requests of one shape ask for. */
  private record Shaped(RequestShape shape, PlanOptions planOptions) {}

  /**
   * A plan, and values for its parameters.
   *
   * @param values as the driver takes them
   */
  record Filled(Prepared<Plan> prepared, List<Object> values) {
    Filled {
      values = List.copyOf(values);
    }
  }

  Plans(Planner planner, Dialect dialect) {
    this.planner = planner;
    this.dialect = dialect;
  }

  /** One entity of a set by its key; empty where something else is asked for, or does not last. */
  Optional<EntityRead> keyed(ShapedLine asked, PlanOptions options) {
    ODataRequestLine line = asked.line();
    RequestShape shape = asked.shape();
    Shaped question = shape == null ? null : new Shaped(shape, options);
    Prepared<Plan.Entity> known = question == null ? null : shapedKeys.find(question);
    if (known != null) {
      // Literals of these types have been values of the columns before.
      return Optional.of(new EntityRead(known, encoded(planner.values(asked.literals()))));
    }
    List<Segment> path = line.path();
    if (path.size() != 2
        || !(path.get(0) instanceof Segment.EntitySet set)
        || !(path.get(1) instanceof Segment.Key key)
        || !Lasting.options(line.options())) {
      return Optional.empty();
    }
    Optional<List<Term.Bind>> values = planner.key(set, key.values());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Prepared<Plan.Entity> prepared = keyed(set, key, line.options(), options);
    if (question != null) {
      shapedKeys.keep(question, prepared);
    }
    return Optional.of(new EntityRead(prepared, encoded(values.get())));
  }

  private Prepared<Plan.Entity> keyed(
      Segment.EntitySet set, Segment.Key key, QueryOptions query, PlanOptions options) {
    List<Segment> path = List.of(set);
    List<String> names = key.values().stream().map(KeyValue::name).toList();
    return keyed.get(
        new Question(path, names, query, options),
        () -> prepared(planner.keyed(path, key.values(), query, options)));
  }

  private List<Object> encoded(List<Term.Bind> values) {
    return values.stream().map(value -> dialect.encode(value.type(), value.value())).toList();
  }

  /** The entity that a request wrote, by its row id. */
  EntityRead written(List<Segment> path, QueryOptions query, PlanOptions options, long rowId) {
    Supplier<Prepared<Plan.Entity>> made = () -> prepared(planner.written(path, query, options));
    // Where keys are part of the path, each is a question of its own.
    boolean lasts = path.size() == 1 && Lasting.options(query);
    Prepared<Plan.Entity> prepared =
        lasts ? written.get(new Question(path, List.of(), query, options), made) : made.get();
    return new EntityRead(prepared, List.of(rowId));
  }

  /**
   * The same for who wants to know only which entity it is, and in which state.
   *
   * @param least a selection that is as small as can be; identity and version are read anyway
   */
  EntityRead identified(
      List<Segment> path, Supplier<QueryOptions> least, PlanOptions options, long rowId) {
    Supplier<Prepared<Plan.Entity>> made =
        () -> prepared(planner.written(path, least.get(), options));
    Prepared<Plan.Entity> prepared =
        path.size() == 1 ? identified.get(new Place(path, options), made) : made.get();
    return new EntityRead(prepared, List.of(rowId));
  }

  /** Whatever a request asks for. */
  Filled of(ShapedLine asked, PlanOptions options) {
    RequestShape shape = asked.shape();
    Filled filled = shape == null || shape.isKeyed() ? null : of(shape, asked, options);
    return filled == null ? new Filled(of(asked.line(), options), List.of()) : filled;
  }

  /** The plan of a shape; null where only the request itself has one, or tells its error. */
  private @Nullable Filled of(RequestShape shape, ShapedLine asked, PlanOptions options) {
    boolean parametric = !asked.literals().isEmpty();
    try {
      Prepared<Plan> prepared =
          (parametric ? shaped : whole)
              .get(new Shaped(shape, options), () -> prepared(planner.plan(shape.line(), options)));
      Plan plan = prepared.plan();
      return !parametric || plan instanceof Plan.Entities || plan instanceof Plan.Union
          ? new Filled(prepared, encoded(planner.values(asked.literals())))
          : null;
    } catch (ODataException e) {
      return null;
    }
  }

  private Prepared<Plan> of(ODataRequestLine line, PlanOptions options) {
    Supplier<Prepared<Plan>> made = () -> prepared(planner.plan(line, options));
    return Lasting.is(line)
        ? others.get(new Question(line.path(), List.of(), line.options(), options), made)
        : made.get();
  }

  /** A plan for one request. */
  <P extends Plan> Prepared<P> prepared(P plan) {
    return new Prepared<>(plan, new Compiled(dialect));
  }
}
