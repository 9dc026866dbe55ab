package dev.edmund.processor;

import dev.edmund.format.json.EntityStream;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.Tracking;
import dev.edmund.plan.Plan;
import dev.edmund.plan.paging.SkipToken;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityCollectionProcessor;
import org.apache.olingo.server.api.processor.ReferenceCollectionProcessor;
import org.apache.olingo.server.api.uri.UriInfo;

/** Answers with a page of entities, or of references to them. */
final class EntityCollectionReader
    implements EntityCollectionProcessor, ReferenceCollectionProcessor {
  private final Reader reader;
  private final Exchange exchange;
  private final Plan.Union plan;
  private final Compiled compiled;
  private final List<Object> values;

  /**
   * @param values of the parameters of the plan, as the driver takes them
   */
  EntityCollectionReader(
      Reader reader, Exchange exchange, Plan.Union plan, Compiled compiled, List<Object> values) {
    this.reader = reader;
    this.exchange = exchange;
    this.plan = plan;
    this.compiled = compiled;
    this.values = values;
  }

  @Override
  public void init(OData odata, ServiceMetadata serviceMetadata) {
    // Made for one request, with all it needs.
  }

  @Override
  public void readReferenceCollection(
      ODataRequest request, ODataResponse response, UriInfo uriInfo, ContentType format) {
    readEntityCollection(request, response, uriInfo, format);
  }

  @Override
  public void readEntityCollection(
      ODataRequest request, ODataResponse response, UriInfo uriInfo, ContentType requested) {
    Format format = exchange.format(Kind.JSON);
    JsonOptions options = exchange.json(format);
    SkipToken start = start();
    Optional<Tracking> tracking = tracking(start);
    JsonBuffer buffer = reader.buffers().take();
    EntityStream stream =
        new EntityStream(
            reader.reads(),
            reader.dialect(),
            plan,
            options,
            compiled.stream(plan, options),
            values,
            start,
            token ->
                exchange.nextLink(
                    reader.tokens().encode(token, exchange.tokenScope()), token.returned()),
            tracking.orElse(null),
            exchange.conventions().countLimit(),
            buffer);
    boolean silent = options.metadata() == JsonOptions.Metadata.NONE;
    stream.open(silent ? null : exchange.root() + "$metadata#" + plan.context());
    exchange.timings().tell("sql", stream.sqlNanos());
    exchange.timings().tell("firstRow", stream.firstRowNanos());
    exchange.timings().end("rows");
    Responses.start(response, exchange, 200);
    Responses.header(
        response, "Preference-Applied", exchange.preferencesApplied(true, tracking.isPresent()));
    Responses.body(
        response,
        Exchange.contentType(format),
        out -> {
          stream.writeTo(out);
          reader.buffers().giveBack(buffer);
        });
  }

  /** Pages behind the first one know from their token whether changes are tracked. */
  private Optional<Tracking> tracking(SkipToken start) {
    boolean wanted =
        start.equals(SkipToken.START)
            ? exchange.preferences().trackChanges() || exchange.isDelta()
            : start.state() != null;
    return wanted ? DeltaLinks.of(reader, exchange).map(DeltaLinks::tracking) : Optional.empty();
  }

  private SkipToken start() {
    String token = exchange.skipToken();
    return token == null ? SkipToken.START : reader.tokens().decode(token, exchange.tokenScope());
  }
}
