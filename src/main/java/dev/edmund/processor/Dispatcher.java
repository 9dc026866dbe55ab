package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.ServiceDocument;
import dev.edmund.model.Conventions;
import dev.edmund.plan.Caller;
import dev.edmund.plan.ConditionPlanner;
import dev.edmund.plan.NotBuilt;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.query.Query;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.request.path.Segment;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import dev.edmund.store.write.ChangeSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** Chooses the processor for a request by its path and its plan. */
final class Dispatcher {
  private final Reader reader;
  private final @Nullable Changer changer;
  private final MetadataReader metadata;
  private final ActionInvoker actions;

  /**
   * @param writer null where nothing is to be changed
   */
  Dispatcher(Reader reader, @Nullable Writer writer, Limits limits) {
    this(
        reader,
        writer == null ? null : new Changer(reader, writer, limits),
        new ActionInvoker(reader, writer, limits),
        new MetadataReader(reader.model().document()));
  }

  private Dispatcher(
      Reader reader, @Nullable Changer changer, ActionInvoker actions, MetadataReader metadata) {
    this.reader = reader;
    this.changer = changer;
    this.actions = actions;
    this.metadata = metadata;
  }

  /** The same, as somebody sees and may change the data. */
  Dispatcher as(AccessControl.View view) {
    return new Dispatcher(
        reader.as(view), changer == null ? null : changer.as(view), actions.as(view), metadata);
  }

  /** What the caller of a request sees. */
  AccessControl.View view(AccessControl access, ODataRequest request, Conventions conventions) {
    return access.view(request, conventions, reader);
  }

  /** Who a request is made as; see {@link Service#caller}. */
  Optional<Caller> caller(ODataRequest request, Conventions conventions) {
    return Callers.of(reader).of(request, conventions, reader);
  }

  /** The same, with reads and changes in a transaction that has begun. */
  Dispatcher within(ChangeSession session) {
    return new Dispatcher(
        reader.within(session),
        changer == null ? null : changer.within(session),
        actions.within(session),
        metadata);
  }

  /** The same for one who undoes the whole transaction when a change fails. */
  Dispatcher withinWhole(ChangeSession session) {
    return new Dispatcher(
        reader.within(session),
        changer == null ? null : changer.within(session.failingAsAWhole()),
        actions.within(session),
        metadata);
  }

  /** The same, with reads as a session sees the data; changes are not made. */
  Dispatcher within(ReadSession session) {
    return new Dispatcher(reader.within(session), null, actions.reading(), metadata);
  }

  /**
   * Answers a request.
   *
   * @param inner answers what operations in Java ask for
   */
  void dispatch(Exchange asked, ODataResponse response, InnerRequests inner) {
    requireVersion(asked.line().options().rest().schemaVersion());
    Exchange called = new FunctionCaller(reader).called(asked, inner);
    if (changer != null
        && MethodRules.isChange(called.request().getMethod(), called.line().path())) {
      changer.change(called, response);
      return;
    }
    Optional<Exchange> followed = new AnySteps(reader).followed(called);
    if (followed.isEmpty()) {
      Responses.start(response, called, 204);
      return;
    }
    Exchange exchange = followed.get();
    List<Segment> path = exchange.line().path();
    if (exchange.isDelta()) {
      delta(exchange, response);
      return;
    }
    NotBuilt.refuse(exchange.line().options());
    if (path.isEmpty()) {
      serviceDocument(exchange, response);
    } else if (path.get(0) instanceof Segment.Metadata) {
      metadata.read(exchange, response);
    } else if (ActionInvoker.isAction(path)) {
      actions.invoke(
          exchange,
          response,
          (plan, answered) -> answer(reader.plans().prepared(plan), answered, response),
          inner);
    } else if (reader.explains() && exchange.wantsExplanation()) {
      long understood = System.nanoTime();
      Plan plan = reader.planner().plan(exchange.line(), exchange.planOptions());
      new Explanation(reader, exchange).answer(plan, understood, response);
    } else {
      read(exchange, response);
    }
  }

  /** Whether a condition holds for values in JSON. */
  boolean holds(Expr condition, Map<String, String> values) {
    Query query = ConditionPlanner.plan(reader.model().storage(), condition, values);
    return reader
        .reads()
        .read(
            session -> {
              try (Rows rows = session.query(query, reader.dialect())) {
                return rows.next();
              }
            });
  }

  private void read(Exchange exchange, ODataResponse response) {
    PlanOptions options = exchange.planOptions();
    Optional<EntityRead> keyed = reader.plans().keyed(exchange.shaped(), options);
    if (keyed.isPresent()) {
      exchange.timings().end("plan");
      entity(keyed.get(), exchange, response);
    } else {
      Plans.Filled filled = reader.plans().of(exchange.shaped(), options);
      exchange.timings().end("plan");
      answer(filled, exchange, response);
    }
  }

  private void answer(
      Prepared<? extends Plan> prepared, Exchange exchange, ODataResponse response) {
    prepared.plan().accept(new Chosen(exchange, response, prepared.compiled(), List.of()));
  }

  private void answer(Plans.Filled filled, Exchange exchange, ODataResponse response) {
    Prepared<Plan> prepared = filled.prepared();
    prepared.plan().accept(new Chosen(exchange, response, prepared.compiled(), filled.values()));
  }

  private void entity(EntityRead read, Exchange exchange, ODataResponse response) {
    new EntityReader(reader, exchange, read)
        .readEntity(exchange.request(), response, OlingoUri.of(exchange.line()), ContentType.JSON);
  }

  private void delta(Exchange exchange, ODataResponse response) {
    Plan.Union changes = DeltaLinks.changes(reader, exchange);
    if (path(exchange) instanceof Segment.Count) {
      List<Query> counts =
          changes.parts().stream().flatMap(p -> Optional.ofNullable(p.count()).stream()).toList();
      new CountReader(reader, exchange, new Plan.Count(counts, null)).read(response);
    } else {
      answer(reader.plans().prepared(changes), exchange, response);
    }
  }

  private static Segment path(Exchange exchange) {
    List<Segment> path = exchange.line().path();
    return path.get(path.size() - 1);
  }

  /** There is one version of the model, the current one (Part 1, 11.2.12). */
  private void requireVersion(@Nullable String version) {
    boolean known =
        version == null || version.equals("*") || reader.model().schemaVersions().contains(version);
    if (!known) {
      throw new ODataException(
          ErrorCode.NOT_FOUND,
          "There is no version '" + version + "' of the schema; * is the current one.",
          "$schemaversion");
    }
  }

  private void serviceDocument(Exchange exchange, ODataResponse response) {
    Format format = exchange.format(Kind.JSON);
    byte[] body =
        ServiceDocument.write(
                reader.model().edm().getEntityContainer(),
                reader.model().annotations(),
                exchange.json(format))
            .toByteArray();
    Responses.revalidated(response, exchange, Exchange.contentType(format), ETags.of(body), body);
  }

  private final class Chosen implements Plan.Visitor<Boolean> {
    private final Exchange exchange;
    private final ODataResponse response;
    private final Compiled compiled;
    private final List<Object> values;

    Chosen(Exchange exchange, ODataResponse response, Compiled compiled, List<Object> values) {
      this.exchange = exchange;
      this.response = response;
      this.compiled = compiled;
      this.values = values;
    }

    @Override
    public Boolean entities(Plan.Entities p) {
      return union(Plan.Union.of(p));
    }

    @Override
    public Boolean union(Plan.Union p) {
      new EntityCollectionReader(reader, exchange, p, compiled, values)
          .readEntityCollection(
              exchange.request(), response, OlingoUri.of(exchange.line()), ContentType.JSON);
      return true;
    }

    @Override
    public Boolean entity(Plan.Entity p) {
      Dispatcher.this.entity(new EntityRead(p, compiled, List.of()), exchange, response);
      return true;
    }

    @Override
    public Boolean property(Plan.Property p) {
      if (p.identity() == null) {
        new ResultReader(reader, exchange, p).read(response);
      } else {
        new PropertyReader(reader, exchange, p).read(response);
      }
      return true;
    }

    @Override
    public Boolean stream(Plan.Stream p) {
      new StreamReader(reader, exchange, p).read(response);
      return true;
    }

    @Override
    public Boolean count(Plan.Count p) {
      new CountReader(reader, exchange, p).read(response);
      return true;
    }
  }
}
