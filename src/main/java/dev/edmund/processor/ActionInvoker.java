package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.plan.ActionPlan;
import dev.edmund.plan.JavaCall;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Query;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.load.Seed;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.Changes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** Answers a POST to an action (Part 1, 11.5.5). */
final class ActionInvoker {
  private final Reader reader;
  private final @Nullable Writer writer;
  private final ActionBody bodies;

  /**
   * Invokes actions.
   *
   * @param writer null where nothing may be changed
   */
  ActionInvoker(Reader reader, @Nullable Writer writer, Limits limits) {
    this(reader, writer, new ActionBody(limits));
  }

  private ActionInvoker(Reader reader, @Nullable Writer writer, ActionBody bodies) {
    this.reader = reader;
    this.writer = writer;
    this.bodies = bodies;
  }

  /** Invokes actions in a transaction that has begun. */
  ActionInvoker within(ChangeSession session) {
    return new ActionInvoker(
        reader.within(session), writer == null ? null : writer.within(session), bodies);
  }

  /** Invokes actions as somebody may. */
  ActionInvoker as(AccessControl.View view) {
    return new ActionInvoker(reader.as(view), writer == null ? null : writer.as(view), bodies);
  }

  /** Invokes none. */
  ActionInvoker reading() {
    return new ActionInvoker(reader, null, bodies);
  }

  /** Whether a path ends in an action. */
  static boolean isAction(List<Segment> path) {
    return !path.isEmpty()
        && path.get(path.size() - 1) instanceof Segment.Operation call
        && call.operation().getKind() == EdmTypeKind.ACTION;
  }

  /**
   * Runs the action in one transaction.
   *
   * @param answer writes what a plan reads; the conditions were about the time before the action
   * @param inner answers what an action in Java asks for
   */
  void invoke(
      Exchange exchange,
      ODataResponse response,
      BiConsumer<Plan, Exchange> answer,
      InnerRequests inner) {
    if (writer == null) {
      throw ODataException.notImplemented("An action of a service that only reads", null);
    }
    ActionPlan plan =
        reader.planner().action(exchange.line(), bodies.read(exchange.request()), exchange.ids());
    PlanOptions options =
        new PlanOptions(
            exchange.limits().maxPageSize(),
            exchange.planOptions().annotations(),
            exchange.version401(),
            0,
            exchange.planOptions().names(),
            exchange.planOptions().keys());
    @Nullable Seed seed = plan.reseeds() ? requireSeed(writer) : null;
    Optional<Plan> result = run(writer.changes(), seed, plan, exchange, options, inner);
    if (result.isPresent()) {
      answer.accept(result.get(), exchange.unconditional());
    } else {
      Responses.start(response, exchange, 204);
    }
  }

  private static Seed requireSeed(Writer writer) {
    Seed seed = writer.seed();
    if (seed == null) {
      throw new ODataException(
          ErrorCode.FORBIDDEN,
          "This service does not put its rows back; it does when it is started with"
              + " --allow-reseed.");
    }
    return seed;
  }

  private Optional<Plan> run(
      Changes changes,
      @Nullable Seed seed,
      ActionPlan plan,
      Exchange exchange,
      PlanOptions options,
      InnerRequests inner) {
    return changes.transaction(
        run -> {
          if (seed != null) {
            run.reseed(seed);
          }
          List<List<@Nullable Object>> binding = binding(run, plan, exchange);
          JavaCall java = plan.java();
          List<List<@Nullable Object>> rows =
              java == null
                  ? rows(run, plan.statements(binding))
                  : java.rows(
                      keys(plan, binding),
                      reader.dialect()::decode,
                      transaction(run, exchange, inner));
          return plan.returnsSomething()
              ? Optional.of(plan.result(rows, exchange.line().options(), options))
              : Optional.<Plan>empty();
        });
  }

  private List<List<@Nullable Object>> rows(ChangeSession run, List<Fragment> statements) {
    List<List<@Nullable Object>> rows = List.of();
    for (Fragment statement : statements) {
      rows = run.run(ReadSql.render(statement, reader.dialect())).orElse(rows);
    }
    return rows;
  }

  /** Of one entity the version is read before its key. */
  private static List<List<@Nullable Object>> keys(
      ActionPlan plan, List<List<@Nullable Object>> binding) {
    return plan.isBoundToOne()
        ? binding.stream().map(row -> row.subList(1, row.size())).toList()
        : binding;
  }

  private OperationTransaction transaction(
      ChangeSession run, Exchange exchange, InnerRequests inner) {
    return new OperationTransaction(
        exchange.request(),
        reader.dialect(),
        run::named,
        request -> inner.changing(run, request),
        request -> inner.unrestricted().changing(run, request),
        (entity, rights) ->
            OperationTransaction.allowed(reader, entity, rights)
                .map(asked -> !run.run(asked).orElse(List.of()).isEmpty())
                .orElse(true),
        true);
  }

  private List<List<@Nullable Object>> binding(
      ChangeSession run, ActionPlan plan, Exchange exchange) {
    Query query = plan.binding();
    if (query == null) {
      return List.of();
    }
    List<List<@Nullable Object>> rows =
        run.run(ReadSql.render(query, reader.dialect())).orElse(List.of());
    if (plan.isBoundToOne()) {
      if (rows.isEmpty()) {
        throw EntityReader.missing();
      }
      requireMatch(exchange, rows.get(0).get(0));
    }
    return rows;
  }

  /** An action on an entity that has changed since is refused (Part 1, 11.5.5.2). */
  private static void requireMatch(Exchange exchange, @Nullable Object version) {
    String ifMatch = exchange.request().getHeader("If-Match");
    String etag = version == null ? null : "W/\"" + version + '"';
    ETags.requireMatch(ifMatch, etag);
    String ifNoneMatch = exchange.ifNoneMatch();
    if (etag != null && ETags.matches(ifNoneMatch, etag)) {
      throw new ODataException(
          ErrorCode.PRECONDITION_FAILED, "The entity is in a state that If-None-Match names.");
    }
  }
}
