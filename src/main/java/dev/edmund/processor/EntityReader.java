package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.plan.Plan;
import dev.edmund.plan.shape.Nested;
import dev.edmund.request.ContentNegotiation.Format;
import dev.edmund.request.ContentNegotiation.Kind;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.uri.UriInfo;
import org.jspecify.annotations.Nullable;

/** Answers with one entity, or a reference to it. */
final class EntityReader implements EntityProcessor {
  private static final int ENTITY_BYTES = 4096;

  private final Reader reader;
  private final Exchange exchange;
  private final Plan.Entity plan;

  EntityReader(Reader reader, Exchange exchange, Plan.Entity plan) {
    this.reader = reader;
    this.exchange = exchange;
    this.plan = plan;
  }

  /** An entity as it was read; without content where there is none. */
  private record Found(@Nullable JsonBuffer content, @Nullable String etag) {}

  @Override
  public void init(OData odata, ServiceMetadata serviceMetadata) {
    // Made for one request, with all it needs.
  }

  @Override
  public void readEntity(
      ODataRequest request, ODataResponse response, UriInfo uriInfo, ContentType requested) {
    Format format = exchange.format(Kind.JSON);
    JsonOptions options = exchange.json(format);
    Found found = reader.read(Nested.in(plan.shape()), session -> find(session, options));
    JsonBuffer content = found.content();
    if (content == null) {
      Responses.start(response, exchange, 204);
      return;
    }
    String etag = found.etag();
    if (ETags.isKnown(exchange, response, etag)) {
      return;
    }
    Responses.start(response, exchange, 200);
    Responses.header(response, "ETag", etag);
    Responses.header(response, "Preference-Applied", exchange.preferencesApplied(false));
    Responses.body(response, Exchange.contentType(format), content);
  }

  private Found find(ReadSession session, JsonOptions options) {
    EntityWriter writer = EntityWriter.compile(plan.shape(), options, reader.dialect());
    try (Rows rows = session.query(plan.query(), reader.dialect())) {
      if (rows.next()) {
        JsonBuffer out = new JsonBuffer(ENTITY_BYTES);
        out.raw('{');
        if (options.metadata() != JsonOptions.Metadata.NONE) {
          out.context(exchange.root() + "$metadata#" + plan.context());
        }
        writer.members(rows, out);
        out.raw('}');
        return new Found(out, writer.etag(rows));
      }
    }
    Existence.require(session, reader.dialect(), plan.found());
    return new Found(null, null);
  }

  @Override
  public void createEntity(
      ODataRequest request,
      ODataResponse response,
      UriInfo uriInfo,
      ContentType sent,
      ContentType requested) {
    throw ODataException.notImplemented("Creating an entity", null);
  }

  @Override
  public void updateEntity(
      ODataRequest request,
      ODataResponse response,
      UriInfo uriInfo,
      ContentType sent,
      ContentType requested) {
    throw ODataException.notImplemented("Updating an entity", null);
  }

  @Override
  public void deleteEntity(ODataRequest request, ODataResponse response, UriInfo uriInfo) {
    throw ODataException.notImplemented("Deleting an entity", null);
  }

  static ODataException missing() {
    return new ODataException(ErrorCode.NOT_FOUND, "There is no such entity.");
  }
}
