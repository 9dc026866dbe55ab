package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.plan.Caller;
import dev.edmund.processor.write.Repeatability;
import dev.edmund.request.AlternateKeys;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.ShapedLine;
import dev.edmund.request.UriParser;
import dev.edmund.request.VocabularyTerms;
import dev.edmund.request.header.Preferences;
import dev.edmund.request.path.Segment;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Retries;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.Changes;
import dev.edmund.store.write.RepeatedAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** Takes a request from its URL to its answer: parse, plan, read, write. */
public final class ODataService implements Service {
  private final Limits limits;
  private final Lines lines;
  private final Lines keyAsSegmentLines;
  private final Dispatcher dispatcher;
  private final Overview overview;
  private final MethodRules methods;
  private final BooleanSupplier ready;
  private final @Nullable Changes changes;
  private final ErrorAnswers errors;
  private final RequestFunctions functions;
  private final boolean joined;
  private final @Nullable AccessControl access;

  /** What is not restricted, where the rest is; null until it is known who looks. */
  private final @Nullable Dispatcher unrestricted;

  private final boolean timed;

  /** A service that is only read, over a database that is always there. */
  public ODataService(Reader reader, Limits limits) {
    this(reader, limits, () -> true);
  }

  /** A service that is only read; see the other constructor. */
  public ODataService(Reader reader, Limits limits, BooleanSupplier ready) {
    this(reader, null, limits, ready);
  }

  /** A service with the errors of OData; see the other constructor. */
  public ODataService(
      Reader reader, @Nullable Writer writer, Limits limits, BooleanSupplier ready) {
    this(reader, writer, limits, ready, ErrorAnswers.ODATA, RequestFunctions.NONE);
  }

  /** A service that everybody sees all of; see the other constructor. */
  public ODataService(
      Reader reader,
      @Nullable Writer writer,
      Limits limits,
      BooleanSupplier ready,
      ErrorAnswers errors,
      RequestFunctions functions) {
    this(reader, writer, limits, ready, errors, functions, null);
  }

  /**
   * A service over a database that has what it needs.
   *
   * @param writer makes changes; null where the service is only read
   * @param ready whether the database answers now
   * @param errors how requests that failed are answered
   * @param functions what expressions may call beside the functions of OData and of the model
   * @param access who sees what; null where everybody sees everything
   */
  public ODataService(
      Reader reader,
      @Nullable Writer writer,
      Limits limits,
      BooleanSupplier ready,
      ErrorAnswers errors,
      RequestFunctions functions,
      @Nullable AccessControl access) {
    Model model = reader.model();
    this.limits = limits;
    AlternateKeys keys = AlternateKeys.stored(model.storage());
    VocabularyTerms terms = model.annotations()::value;
    this.lines =
        new Lines(new UriParser(model.edm(), terms, keys, limits, ParserSettings.DEFAULT), limits);
    this.keyAsSegmentLines =
        new Lines(
            new UriParser(model.edm(), terms, keys, limits, new ParserSettings(true, true)),
            limits);
    this.dispatcher = new Dispatcher(reader, writer, limits);
    this.methods = new MethodRules(writer != null);
    this.overview = new Overview(reader, access != null);
    this.ready = ready;
    this.changes = writer == null ? null : writer.changes();
    this.errors = errors;
    this.functions = functions;
    this.joined = false;
    this.access = access;
    this.unrestricted = null;
    this.timed = reader.explains();
  }

  /** The same service, in a transaction that has begun. */
  private ODataService(ODataService service, Dispatcher dispatcher) {
    this(service, dispatcher, service.unrestricted, true);
  }

  /** The same service as somebody sees it, or in a transaction that has begun. */
  private ODataService(
      ODataService service,
      Dispatcher dispatcher,
      @Nullable Dispatcher unrestricted,
      boolean joined) {
    this.limits = service.limits;
    this.lines = service.lines;
    this.keyAsSegmentLines = service.keyAsSegmentLines;
    this.dispatcher = dispatcher;
    this.methods = service.methods;
    this.overview = service.overview;
    this.ready = service.ready;
    this.changes = service.changes;
    this.errors = service.errors;
    this.functions = service.functions;
    this.joined = joined;
    this.access = service.access;
    this.unrestricted = unrestricted;
    this.timed = service.timed && !joined;
  }

  /** The service as the caller of a request sees it. */
  private ODataService seenBy(ODataRequest request, Mount mount) {
    if (access == null || unrestricted != null) {
      return this;
    }
    AccessControl.View view = dispatcher.view(access, request, mount.conventions());
    return new ODataService(this, dispatcher.as(view), dispatcher, joined);
  }

  @Override
  public <R> R run(Function<Service, R> requests) {
    return changes == null || joined
        ? requests.apply(this)
        : changes.transaction(
            session -> requests.apply(new ODataService(this, dispatcher.withinWhole(session))));
  }

  @Override
  public List<RepeatedAnswers.Answer> runOnce(
      Repeatability asked,
      String content,
      Function<Service, List<RepeatedAnswers.Answer>> requests) {
    requireSameForAll();
    return changes == null
        ? requests.apply(this)
        : new RepeatableRequests(changes, limits)
            .together(
                asked,
                content,
                Instant.now(),
                session -> requests.apply(new ODataService(this, dispatcher.within(session))));
  }

  /** What was answered to one caller is not for another one. */
  private void requireSameForAll() {
    if (access != null) {
      throw ODataException.notImplemented(
          "A repeatable request where access control is on", "Repeatability-Request-ID");
    }
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount) {
    // In a transaction, who began it keeps the answers.
    if (joined || !Repeatability.isWanted(request) || PostedQuery.isOne(request)) {
      return once(request, mount);
    }
    ODataResponse response = repeatable(request, mount);
    Repeatability.tell(response);
    return response;
  }

  private ODataResponse repeatable(ODataRequest request, Mount mount) {
    String version = "4.0";
    try {
      version = Exchange.speaks401(request) ? "4.01" : version;
      requireSameForAll();
      Instant now = Instant.now();
      Repeatability asked = Repeatability.of(request, now);
      return changes == null
          ? once(request, mount)
          : new RepeatableRequests(changes, limits)
              .answer(
                  request,
                  mount,
                  asked,
                  now,
                  session ->
                      new ODataService(this, dispatcher.within(session)).once(request, mount));
    } catch (ODataException e) {
      if (e.code() == ErrorCode.INTERNAL) {
        throw e; // A defect, which the server logs.
      }
      return errors.answer(e, request, mount, version, null);
    }
  }

  private ODataResponse once(ODataRequest request, Mount mount) {
    Timings timings = new Timings();
    String version = "4.0";
    Exchange understood = null;
    try {
      boolean version401 = Exchange.speaks401(request);
      version = version401 ? "4.01" : version;
      ODataService seen = seenBy(request, mount);
      if (seen != this) {
        return seen.once(request, mount);
      }
      ODataRequest asGet = PostedQuery.asGet(request, limits);
      Exchange exchange = understand(request, asGet, mount, version401, timings);
      understood = exchange;
      methods.require(request.getMethod(), exchange.line().path());
      timings.end("request");
      ODataResponse response =
          isSafe(asGet) && !joined
              ? Retries.USUAL.run(() -> answer(exchange.withoutQuery(), mount))
              : answer(exchange.withoutQuery(), mount);
      if (timed) {
        timings.end("answer");
        response.setHeader("Server-Timing", timings.header());
      }
      return response;
    } catch (ODataException e) {
      if (e.code() == ErrorCode.INTERNAL || (joined && e.isPassing())) {
        throw e; // A defect, which the server logs, or what the transaction may try again.
      }
      String allow =
          understood == null ? MethodRules.READ : methods.allowed(understood.line().path());
      ODataResponse response = errors.answer(e, request, mount, version, allow);
      if (e.code() == ErrorCode.GONE && understood != null) {
        response.setHeader("Location", understood.wholeLink());
      }
      return response;
    }
  }

  /** What has been asked without asking for a change may be asked again (RFC 9110, 9.2.2). */
  private static boolean isSafe(ODataRequest request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private ODataResponse answer(Exchange exchange, Mount mount) {
    ODataResponse response = new ODataResponse();
    dispatcher.dispatch(exchange, response, new Inner(this, mount));
    return response;
  }

  /** Requests of operations, made as the request that calls them. */
  private record Inner(ODataService service, Mount mount) implements InnerRequests {
    @Override
    public ODataResponse changing(ChangeSession session, ODataRequest request) {
      return new ODataService(service, service.dispatcher.within(session)).once(request, mount);
    }

    @Override
    public ODataResponse reading(ReadSession session, ODataRequest request) {
      return new ODataService(service, service.dispatcher.within(session)).once(request, mount);
    }

    @Override
    public InnerRequests unrestricted() {
      Dispatcher all = service.unrestricted;
      return all == null ? this : new Inner(new ODataService(service, all, all, true), mount);
    }
  }

  private Exchange understand(
      ODataRequest sent, ODataRequest request, Mount mount, boolean version401, Timings timings) {
    String root = request.getRawBaseUri() + "/";
    Lines known = lines(mount);
    UriParser uri = known.parser();
    QueryFunctions own = functions.functions(request, mount, this);
    ShapedLine shaped = known.parse(path(sent), request.getRawQueryPath(), root, own);
    ShapedLine resolved = withoutEntityId(shaped, uri, root);
    Preferences preferences = Preferences.parse(joined(request.getHeaders("Prefer")));
    return new Exchange(
        request,
        root,
        resolved,
        preferences,
        version401,
        limits,
        mount.conventions(),
        id -> uri.parseEntityId(rooted(id, root, mount), root),
        timings);
  }

  /** An id as it stands below the root, where the conventions have it begin there. */
  private static String rooted(String id, String root, Mount mount) {
    boolean fromHost = id.startsWith("//") || id.startsWith(path(root));
    return mount.conventions().rootedIds() && id.startsWith("/") && !fromHost
        ? id.substring(1)
        : id;
  }

  private static String path(String root) {
    int host = root.indexOf("//");
    int path = root.indexOf('/', host < 0 ? 0 : host + 2);
    return path < 0 ? root : root.substring(path);
  }

  private Lines lines(Mount mount) {
    return mount.keyAsSegment() ? keyAsSegmentLines : lines;
  }

  private static String path(ODataRequest request) {
    String path = request.getRawODataPath();
    return path.startsWith("/") ? path.substring(1) : path;
  }

  @Override
  public ODataResponse options(ODataRequest request, Mount mount) {
    try {
      String root = request.getRawBaseUri() + "/";
      List<Segment> path = lines(mount).parser().parse(path(request), null, root).path();
      ODataResponse response = new ODataResponse();
      response.setStatusCode(204);
      response.setHeader("Allow", methods.allowed(path));
      response.setHeader("OData-Version", "4.0");
      return errors.completed(response, request, mount);
    } catch (ODataException e) {
      return errors.answer(e, request, mount, "4.0", null);
    }
  }

  private static @Nullable String joined(@Nullable List<String> values) {
    return values == null || values.isEmpty() ? null : String.join(",", values);
  }

  /** Puts the path of {@code $id} in the place of {@code $entity} (Part 2, 4.10). */
  private static ShapedLine withoutEntityId(ShapedLine shaped, UriParser uri, String root) {
    ODataRequestLine line = shaped.line();
    if (line.path().isEmpty() || !(line.path().get(0) instanceof Segment.EntityById byId)) {
      return shaped;
    }
    String id = line.options().id();
    if (id == null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "$entity needs the option $id with the entity's URL.", "$id");
    }
    List<Segment> path = new ArrayList<>(uri.parseEntityId(id, root));
    if (byId.cast() != null) {
      path.add(new Segment.TypeCast(byId.cast()));
    }
    path.addAll(line.path().subList(1, line.path().size()));
    return ShapedLine.of(new ODataRequestLine(path, line.options(), line.custom()));
  }

  @Override
  public ODataResponse refused(ODataException error, ODataRequest request, Mount mount) {
    return errors.answer(error, request, mount, "4.0", null);
  }

  @Override
  public Optional<Caller> caller(ODataRequest request, Mount mount) {
    return dispatcher.caller(request, mount.conventions());
  }

  @Override
  public boolean holds(String condition, Map<String, String> values) {
    return dispatcher.holds(lines.parser().condition(condition, values.keySet(), "if"), values);
  }

  @Override
  public boolean isReady() {
    return ready.getAsBoolean();
  }

  @Override
  public ServiceOverview overview() {
    return overview.now();
  }
}
