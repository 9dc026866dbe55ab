package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.model.Model;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.request.path.Segment;
import dev.edmund.store.ReadSession;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.uri.UriInfo;

/** Answers with one entity, or a reference to it. */
final class EntityReader implements EntityProcessor {
  private final Reader reader;
  private final Exchange exchange;
  private final EntityRead read;

  EntityReader(Reader reader, Exchange exchange, EntityRead read) {
    this.reader = reader;
    this.exchange = exchange;
    this.read = read;
  }

  @Override
  public void init(OData odata, ServiceMetadata serviceMetadata) {
    // Made for one request, with all it needs.
  }

  @Override
  public void readEntity(
      ODataRequest request, ODataResponse response, UriInfo uriInfo, ContentType requested) {
    Format format = exchange.format(Kind.JSON);
    JsonOptions options = exchange.json(format);
    Compiled.One one = read.compiled().one(read.plan(), options);
    Optional<EntityContent> found =
        reader.read(one.packed().nested(), session -> find(session, one, options));
    exchange.timings().end("rows");
    if (found.isEmpty()) {
      Responses.start(response, exchange, 204);
      return;
    }
    String etag = found.get().etag();
    if (ETags.isKnown(exchange, response, etag)) {
      return;
    }
    Responses.start(response, exchange, 200);
    Responses.header(response, "ETag", etag);
    Responses.header(response, "Preference-Applied", exchange.preferencesApplied(false));
    Responses.body(response, Exchange.contentType(format), found.get().content());
  }

  private Optional<EntityContent> find(ReadSession session, Compiled.One one, JsonOptions options) {
    Optional<EntityContent> found = EntityContent.read(session, read, one, options, false);
    if (found.isEmpty() && !isNullable()) {
      Existence.require(session, reader.dialect(), read.plan().found());
    }
    return found;
  }

  /** A singleton that is null is there, and has no content (Part 1, 9.1.4). */
  private boolean isNullable() {
    List<Segment> path = exchange.line().path();
    return path.get(path.size() - 1) instanceof Segment.Singleton last
        && Model.isNullable(last.singleton());
  }

  @Override
  public void createEntity(
      ODataRequest request,
      ODataResponse response,
      UriInfo uriInfo,
      ContentType sent,
      ContentType requested) {
    throw readsOnly();
  }

  @Override
  public void updateEntity(
      ODataRequest request,
      ODataResponse response,
      UriInfo uriInfo,
      ContentType sent,
      ContentType requested) {
    throw readsOnly();
  }

  @Override
  public void deleteEntity(ODataRequest request, ODataResponse response, UriInfo uriInfo) {
    throw readsOnly();
  }

  /** The dispatcher sends what changes data to {@link Changer}. */
  private static IllegalStateException readsOnly() {
    return new IllegalStateException("A reader changes nothing");
  }

  static ODataException missing() {
    return new ODataException(ErrorCode.NOT_FOUND, "There is no such entity.");
  }
}
