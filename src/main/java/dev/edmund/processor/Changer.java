package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.Caller;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.plan.write.WriteRequest;
import dev.edmund.processor.write.BodyReader;
import dev.edmund.processor.write.NestedExpand;
import dev.edmund.processor.write.Received;
import dev.edmund.processor.write.ResourceKind;
import dev.edmund.request.header.Preferences;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.Premise;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.PremiseException;
import dev.edmund.store.write.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** Makes the change that a request wants, and answers it (Part 1, 11.4). */
final class Changer {
  private final Reader reader;
  private final Writer writer;
  private final BodyReader bodies;
  private final Callers callers;

  Changer(Reader reader, Writer writer, Limits limits) {
    this(reader, writer, new BodyReader(limits), Callers.of(reader));
  }

  private Changer(Reader reader, Writer writer, BodyReader bodies, Callers callers) {
    this.reader = reader;
    this.writer = writer;
    this.bodies = bodies;
    this.callers = callers;
  }

  /** Makes its changes in a transaction that has begun. */
  Changer within(ChangeSession session) {
    return new Changer(reader.within(session), writer.within(session), bodies, callers.within());
  }

  /** Makes the changes that somebody may make. */
  Changer as(AccessControl.View view) {
    return new Changer(reader.as(view), writer.as(view), bodies, callers);
  }

  /** Nothing is said to the client before it is safe in the database. */
  void change(Exchange exchange, ODataResponse response) {
    requireApplicable(exchange.line().options());
    ResourceKind kind = ResourceKind.of(exchange.line().path());
    WriteAnswer answer = WriteAnswer.negotiated(exchange, kind);
    try (Received received = bodies.read(exchange.request(), kind)) {
      if (FilteredItems.areAt(exchange.line().path())) {
        WriteRequest request = request(exchange, received.body(), caller(exchange));
        filtered(exchange, received, request, answer, response);
        return;
      }
      changed(exchange, received, answer).into(response, exchange);
    }
  }

  private WriteAnswer.Outcome changed(Exchange exchange, Received received, WriteAnswer answer) {
    Optional<Callers.Assumed> assumed = callers.assumed(exchange.request(), exchange.conventions());
    if (assumed.isPresent()) {
      try {
        Callers.Assumed found = assumed.get();
        Once<Optional<Caller>> caller = new Once<>(() -> Optional.of(found.caller()));
        return changed(exchange, received, answer, caller, found.premise());
      } catch (PremiseException e) {
        callers.forget();
      }
    }
    return changed(exchange, received, answer, caller(exchange), null);
  }

  private WriteAnswer.Outcome changed(
      Exchange exchange,
      Received received,
      WriteAnswer answer,
      Once<Optional<Caller>> caller,
      @Nullable Premise premise) {
    WriteRequest request = request(exchange, received.body(), caller);
    WritePlan plan = writer.planner().plan(request);
    received.complete();
    WriteAnswer.ReadBack readBack =
        new WriteAnswer.ReadBack(reader, exchange, shape(request, answer.kind()));
    BiFunction<Written, ChangeSession, WriteAnswer.Outcome> answered =
        (written, session) -> answer.of(plan.result(), written, session, readBack);
    boolean shown = answer.isShownWhenCreated();
    return premise != null && caller.isAsked()
        ? writer.changes().run(plan, premise, shown, answered)
        : writer.changes().run(plan, shown, answered);
  }

  private Once<Optional<Caller>> caller(Exchange exchange) {
    return new Once<>(() -> callers.of(exchange.request(), exchange.conventions(), reader));
  }

  /** Some items of a collection, which only the data tell. */
  private void filtered(
      Exchange exchange,
      Received received,
      WriteRequest request,
      WriteAnswer answer,
      ODataResponse response) {
    FilteredItems.require(request);
    new FilteredItems(reader, exchange, request).plan(writer.planner()::plan, 0);
    received.complete();
    WriteAnswer.ReadBack readBack = new WriteAnswer.ReadBack(reader, exchange, request.options());
    WriteAnswer.Outcome outcome =
        writer
            .changes()
            .transaction(
                session -> {
                  new FilteredItems(reader.within(session), exchange, request)
                      .change(session, writer.planner()::plan);
                  return answer.of(null, new Written(Map.of()), session, readBack);
                });
    outcome.into(response, exchange);
  }

  private WriteRequest request(
      Exchange exchange, WriteRequest.Body body, Once<Optional<Caller>> caller) {
    return new WriteRequest(
        WriteRequest.Method.valueOf(exchange.request().getMethod().name()),
        exchange.line().path(),
        exchange.line().options(),
        body,
        exchange.ifMatch(),
        exchange.ifNoneMatch(),
        exchange.preferences().handling() == Preferences.Handling.STRICT,
        exchange.sends401(),
        exchange.ids(),
        caller);
  }

  /** What the answer shows: as asked for, or else as deep as the request was. */
  private QueryOptions shape(WriteRequest request, ResourceKind kind) {
    QueryOptions options = request.options();
    boolean asked = !options.select().isEmpty() || !options.expand().isEmpty();
    if (asked || !kind.isOfEntities() || !(request.body() instanceof WriteRequest.Json json)) {
      return options;
    }
    List<Segment> path = request.path();
    List<ExpandItem> nested =
        NestedExpand.of(
            json.value(),
            Addressed.of(reader.model(), path).type().type(),
            name -> reader.model().edm().getEntityType(new FullQualifiedName(name)));
    return options.withExpand(nested);
  }

  /** A change is answered with what it made, whole; what is about collections has no meaning. */
  private static void requireApplicable(QueryOptions options) {
    refuse(options.apply() != null, "$apply");
    refuse(options.filter() != null, "$filter");
    refuse(options.search() != null, "$search");
    refuse(!options.orderBy().isEmpty(), "$orderby");
    refuse(options.top() != null, "$top");
    refuse(options.skip() != null, "$skip");
    refuse(options.count(), "$count");
    refuse(options.skipToken() != null, "$skiptoken");
    refuse(options.rest().deltaToken() != null, "$deltatoken");
  }

  /** What is worked out when it is first asked for, by one thread. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> made;
    private @Nullable T value;

    Once(Supplier<T> made) {
      this.made = made;
    }

    boolean isAsked() {
      return value != null;
    }

    @Override
    public T get() {
      T known = value == null ? made.get() : value;
      value = known;
      return known;
    }
  }

  private static void refuse(boolean given, String option) {
    if (given) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, option + " does not apply to a change.", option);
    }
  }
}
