package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.PropertyWriter;
import dev.edmund.plan.Plan;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Nested;
import dev.edmund.request.ContentNegotiation.Format;
import dev.edmund.request.ContentNegotiation.Kind;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.util.Optional;
import org.apache.olingo.server.api.ODataResponse;

/** Answers with a property, a part of it, or its bare value. */
final class PropertyReader {
  private static final int PROPERTY_BYTES = 1024;

  private final Reader reader;
  private final Exchange exchange;
  private final Plan.Property plan;

  PropertyReader(Reader reader, Exchange exchange, Plan.Property plan) {
    this.reader = reader;
    this.exchange = exchange;
    this.plan = plan;
  }

  void read(ODataResponse response) {
    reader.read(
        Nested.in(plan.member()),
        session -> plan.raw() ? raw(session, response) : json(session, response));
  }

  private boolean json(ReadSession session, ODataResponse response) {
    Format format = exchange.format(Kind.JSON);
    Optional<JsonBuffer> content = content(session, format);
    Responses.start(response, exchange, content.isPresent() ? 200 : 204);
    if (content.isPresent()) {
      Responses.header(response, "Preference-Applied", exchange.preferencesApplied(false));
      Responses.body(response, Exchange.contentType(format), content.get());
    }
    return content.isPresent();
  }

  /** The property as JSON; empty where it is null. */
  Optional<JsonBuffer> content(ReadSession session, Format format) {
    JsonOptions options = exchange.json(format);
    PropertyWriter writer = new PropertyWriter(plan.member(), options, reader.dialect());
    try (Rows rows = session.query(plan.query(), reader.dialect())) {
      if (!isThere(session, rows, writer)) {
        return Optional.empty();
      }
      JsonBuffer out = new JsonBuffer(PROPERTY_BYTES);
      boolean silent = options.metadata() == JsonOptions.Metadata.NONE;
      writer.write(rows, silent ? null : context(writer, rows), out);
      return Optional.of(out);
    }
  }

  /** The canonical URL of the entity, however it was reached, then the property (Part 1, 10.14). */
  private String context(PropertyWriter writer, Row row) {
    EntityShape.Identity identity = plan.identity();
    String entity = identity == null ? "" : writer.entityPath(row, identity);
    return exchange.root() + "$metadata#" + entity + plan.context();
  }

  private boolean raw(ReadSession session, ODataResponse response) {
    Format any = exchange.format(Kind.TEXT, Kind.BINARY, Kind.JSON);
    PropertyWriter writer = new PropertyWriter(plan.member(), exchange.json(any), reader.dialect());
    try (Rows rows = session.query(plan.query(), reader.dialect())) {
      if (!isThere(session, rows, writer)) {
        Responses.start(response, exchange, 204);
        return false;
      }
      Responses.start(response, exchange, 200);
      String type = writer.isBinary() ? "application/octet-stream" : "text/plain;charset=utf-8";
      Responses.body(response, type, writer.raw(rows));
      return true;
    }
  }

  /** A dynamic property that an entity does not have is not there (Part 1, 11.2.4). */
  private void requireFound(PropertyWriter writer, Row row) {
    if (writer.isMissing(row)) {
      String name = plan.member().name();
      throw new ODataException(
          ErrorCode.NOT_FOUND, "There is no property '" + name + "' here.", name);
    }
  }

  /** Whether there is a value; an operation may give none for what it is bound to. */
  private boolean isThere(ReadSession session, Rows rows, PropertyWriter writer) {
    if (rows.next()) {
      requireFound(writer, rows);
      if (!writer.isNull(rows)) {
        return true;
      }
    } else if (plan.identity() != null) {
      throw EntityReader.missing();
    }
    if (plan.identity() == null && plan.found() != null) {
      Existence.require(session, reader.dialect(), plan.found());
    }
    return false;
  }
}
