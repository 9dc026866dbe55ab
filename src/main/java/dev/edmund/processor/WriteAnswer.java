package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.model.Conventions.Returned;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.write.Slot;
import dev.edmund.processor.write.ResourceKind;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.request.header.Preferences;
import dev.edmund.request.header.Preferences.Return;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import dev.edmund.store.ReadSession;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * How a change is answered (Part 1, 11.4).
 *
 * @param format of the representation; null where the client takes none and did not ask for one
 */
record WriteAnswer(Exchange exchange, ResourceKind kind, @Nullable Format format) {

  /**
   * The answer as the headers want it.
   *
   * @throws ODataException 406 when a representation is due and the client takes none
   */
  static WriteAnswer negotiated(Exchange exchange, ResourceKind kind) {
    try {
      return new WriteAnswer(exchange, kind, exchange.format(Kind.JSON));
    } catch (ODataException e) {
      boolean due = representation(exchange, exchange.request().getMethod() == HttpMethod.POST);
      if (e.code() != ErrorCode.NOT_ACCEPTABLE || due) {
        throw e;
      }
      return new WriteAnswer(exchange, kind, null);
    }
  }

  /**
   * Whether what was written is shown: where the client does not say, by the conventions of the
   * mount.
   */
  private static boolean representation(Exchange exchange, boolean created) {
    Return asked = exchange.preferences().returns();
    if (asked != null) {
      return asked == Return.REPRESENTATION;
    }
    return switch (exchange.conventions().returned()) {
      case CREATED -> created;
      case MINIMAL -> false;
      case REPRESENTATION -> exchange.request().getMethod() != HttpMethod.DELETE;
    };
  }

  /** Whether an entity that is created is shown, and not only where it is and its state. */
  boolean isShownWhenCreated() {
    return format != null && representation(exchange, true);
  }

  /** What is sent when the change is safe. */
  record Outcome(
      int status,
      @Nullable String location,
      @Nullable String entityId,
      @Nullable String etag,
      @Nullable String applied,
      @Nullable String contentType,
      @Nullable JsonBuffer content) {

    void into(ODataResponse response, Exchange exchange) {
      Responses.start(response, exchange, status);
      Responses.header(response, "Location", location);
      Responses.header(response, "OData-EntityId", entityId);
      Responses.header(response, "ETag", etag);
      Responses.header(response, "Preference-Applied", applied);
      if (content != null && contentType != null) {
        Responses.body(response, contentType, content);
      }
    }
  }

  /** The outcome of a change that was made in a transaction, which what is shown is read in. */
  Outcome of(@Nullable Slot result, Written written, ChangeSession session, ReadBack readBack) {
    Written.Entity entity = result == null ? null : written.at(result).orElse(null);
    boolean deleted = exchange.request().getMethod() == HttpMethod.DELETE && !kind.isOfProperty();
    if (entity == null || deleted || isRemovedItem()) {
      return bare(null);
    }
    boolean shown = format != null && representation(exchange, entity.created());
    if (kind.isOfProperty()) {
      return session.read(reads -> ofProperty(entity, reads, readBack, shown));
    }
    return session.read(reads -> ofEntity(entity, reads, readBack, shown));
  }

  /** Where an item was, another one may be. */
  private boolean isRemovedItem() {
    List<Segment> path = exchange.line().path();
    return exchange.request().getMethod() == HttpMethod.DELETE
        && path.get(path.size() - 1) instanceof Segment.Ordinal;
  }

  private Outcome ofEntity(
      Written.Entity entity, ReadSession session, ReadBack readBack, boolean shown) {
    Optional<EntityContent> read = readBack.entity(session, entity, shown ? format : null);
    if (read.isEmpty()) {
      return bare(null);
    }
    String url = exchange.root() + read.get().path();
    String location = entity.created() ? url : null;
    // Who is told little is told where the entity is, whatever became of it.
    boolean located = entity.created() || exchange.conventions().returned() == Returned.MINIMAL;
    return shown
        ? new Outcome(
            entity.created() ? 201 : 200,
            location,
            null,
            read.get().etag(),
            applied(true),
            format == null ? null : Exchange.contentType(format),
            read.get().content())
        : new Outcome(
            204, location, located ? url : null, read.get().etag(), applied(false), null, null);
  }

  private Outcome ofProperty(
      Written.Entity entity, ReadSession session, ReadBack readBack, boolean shown) {
    // A stream has an ETag of its own, which is not that of its entity.
    String etag =
        kind == ResourceKind.STREAM
            ? readBack.stream(session).orElse(null)
            : readBack.entity(session, entity, null).map(EntityContent::etag).orElse(null);
    Optional<JsonBuffer> content =
        shown && format != null ? readBack.property(session, format) : Optional.empty();
    return content.isEmpty() || format == null
        ? bare(etag)
        : new Outcome(
            200, null, null, etag, applied(true), Exchange.contentType(format), content.get());
  }

  private Outcome bare(@Nullable String etag) {
    return new Outcome(204, null, null, etag, applied(false), null, null);
  }

  /** What {@code Preference-Applied} says (Part 1, 8.2.8). */
  private @Nullable String applied(boolean shown) {
    List<String> applied = new ArrayList<>();
    Preferences asked = exchange.preferences();
    Return returns = shown ? Return.REPRESENTATION : Return.MINIMAL;
    if (asked.returns() == returns) {
      applied.add("return=" + returns.name().toLowerCase(Locale.ROOT));
    }
    if (asked.handling() != null) {
      applied.add("handling=" + asked.handling().name().toLowerCase(Locale.ROOT));
    }
    String content = shown ? exchange.preferencesApplied(false) : null;
    if (content != null) {
      applied.add(content);
    }
    return applied.isEmpty() ? null : String.join(", ", applied);
  }

  /**
   * Reads what was written.
   *
   * @param shape which of it is shown
   */
  record ReadBack(Reader reader, Exchange exchange, QueryOptions shape) {
    private static final Predicate<String> NO_ANNOTATION = Preferences.NONE.wantedAnnotations();

    /**
     * The entity that was written; what is known of it is not read.
     *
     * @param format null where only its identity and version are wanted
     */
    Optional<EntityContent> entity(
        ReadSession session, Written.Entity entity, @Nullable Format format) {
      List<Segment> path = exchange.line().path();
      PlanOptions options = exchange.planOptions();
      long rowId = entity.rowId();
      EntityRead read =
          format == null
              ? reader.plans().identified(path, this::identity, options, rowId)
              : reader.plans().written(path, shape, options, rowId);
      JsonOptions json = format == null ? silent() : exchange.json(format);
      Query query = read.plan().query();
      return entity
          .row(query)
          .map(row -> session.known(row, reader.dialect()))
          .map(row -> EntityContent.written(row, read, json, true))
          .orElseGet(() -> EntityContent.read(session, read, json, true));
    }

    private JsonOptions silent() {
      return new JsonOptions(JsonOptions.Metadata.NONE, false, NO_ANNOTATION, exchange.root());
    }

    /** As little as can be selected; what identity and version need is read anyway. */
    private QueryOptions identity() {
      EdmEntityType type = Addressed.of(reader.model(), exchange.line().path()).type().type();
      if (type.getKeyPredicateNames().isEmpty()) {
        return QueryOptions.NONE;
      }
      String key = type.getKeyPredicateNames().get(0);
      String name = type.getKeyPropertyRef(key).getName().split("/", -1)[0];
      Segment property = new Segment.Property((EdmProperty) type.getProperty(name));
      return QueryOptions.NONE.withSelect(
          List.of(new SelectItem.Path(List.of(property), QueryOptions.NONE)));
    }

    /** The ETag of the stream that the request is about; empty where it is null. */
    Optional<String> stream(ReadSession session) {
      Plan plan = reader.planner().plan(exchange.line(), exchange.planOptions());
      return plan instanceof Plan.Stream stream
          ? new StreamReader(reader, exchange, stream).etag(session)
          : Optional.empty();
    }

    /** The property that the request is about; empty where it is null. */
    Optional<JsonBuffer> property(ReadSession session, Format format) {
      Plan plan =
          reader
              .planner()
              .plan(
                  new ODataRequestLine(exchange.line().path(), shape, exchange.line().custom()),
                  exchange.planOptions());
      return plan instanceof Plan.Property property && !property.raw()
          ? new PropertyReader(reader, exchange, property).content(session, format).value()
          : Optional.empty();
    }
  }
}
