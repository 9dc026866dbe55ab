package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.PropertyWriter;
import dev.edmund.plan.Plan;
import dev.edmund.plan.shape.Nested;
import dev.edmund.request.header.ContentNegotiation;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

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
    Content content = content(session, format);
    if (ETags.isKnown(exchange, response, content.etag())) {
      return false;
    }
    Responses.start(response, exchange, content.value().isPresent() ? 200 : 204);
    Responses.header(response, "ETag", content.etag());
    if (content.value().isPresent()) {
      Responses.header(response, "Preference-Applied", exchange.preferencesApplied(false));
      Responses.body(response, Exchange.contentType(format), content.value().get());
    }
    return content.value().isPresent();
  }

  /**
   * A property as JSON.
   *
   * @param value empty where it is null
   * @param etag that of the entity
   */
  record Content(Optional<JsonBuffer> value, @Nullable String etag) {}

  /** Reads the property. */
  Content content(ReadSession session, Format format) {
    JsonOptions options = exchange.json(format);
    PropertyWriter writer = new PropertyWriter(plan.member(), options, reader.dialect());
    try (Rows rows = row(session)) {
      requireFound(writer, rows);
      String etag = etag(rows);
      if (writer.isNull(rows)) {
        return new Content(Optional.empty(), etag);
      }
      JsonBuffer out = new JsonBuffer(PROPERTY_BYTES);
      boolean silent = options.metadata() == JsonOptions.Metadata.NONE;
      writer.write(rows, silent ? null : context(writer, rows), out);
      return new Content(Optional.of(out), etag);
    }
  }

  /** The canonical URL of the entity, however it was reached, then the property (Part 1, 10.14). */
  private String context(PropertyWriter writer, Row row) {
    String entity = writer.entityPath(row, Objects.requireNonNull(plan.identity()));
    return exchange.root() + "$metadata#" + entity + plan.context();
  }

  private boolean raw(ReadSession session, ODataResponse response) {
    PropertyWriter writer = new PropertyWriter(plan.member(), rawOptions(), reader.dialect());
    try (Rows rows = row(session)) {
      requireFound(writer, rows);
      String etag = etag(rows);
      if (ETags.isKnown(exchange, response, etag)) {
        return false;
      }
      if (writer.isNull(rows)) {
        Responses.start(response, exchange, 204);
        Responses.header(response, "ETag", etag);
        return false;
      }
      Responses.start(response, exchange, 200);
      Responses.header(response, "ETag", etag);
      String type = writer.isBinary() ? mediaType(rows) : "text/plain;charset=utf-8";
      String disposition = ContentDisposition.of(plan.disposition(), rows);
      if (plan.media() != null) {
        MediaHeaders.protect(response, type, disposition);
      } else {
        Responses.header(response, "Content-Disposition", disposition);
      }
      Responses.body(response, type, writer.raw(rows));
      return true;
    }
  }

  /** Bytes with a media type of their own come in that one, whatever is asked for. */
  private JsonOptions rawOptions() {
    return exchange.json(
        plan.media() == null
            ? exchange.format(Kind.TEXT, Kind.BINARY, Kind.JSON)
            : new Format(Kind.BINARY, ContentNegotiation.MetadataLevel.MINIMAL, false, false));
  }

  /** That of {@code Core.MediaType} (Part 1, 11.2.4.1). */
  private String mediaType(Row row) {
    Plan.Media media = plan.media();
    if (media == null) {
      return MediaHeaders.UNKNOWN_TYPE;
    }
    String always = media.always();
    byte[] told = always == null ? row.bytes(media.column()) : null;
    return always != null
        ? MediaHeaders.mediaType(always)
        : told == null
            ? MediaHeaders.UNKNOWN_TYPE
            : MediaHeaders.mediaType(new String(told, StandardCharsets.UTF_8));
  }

  /** That of the entity: a client that changes the property has to send it (Part 1, 11.4.1.1). */
  private @Nullable String etag(Row row) {
    return plan.version() < 0 ? null : EntityWriter.etag(row.bytes(plan.version()));
  }

  /** A dynamic property that an entity does not have is not there (Part 1, 11.2.4). */
  private void requireFound(PropertyWriter writer, Row row) {
    if (writer.isMissing(row)) {
      String name = plan.member().name();
      throw new ODataException(
          ErrorCode.NOT_FOUND, "There is no property '" + name + "' here.", name);
    }
  }

  private Rows row(ReadSession session) {
    Rows rows = session.query(plan.query(), reader.dialect());
    if (!rows.next()) {
      rows.close();
      throw EntityReader.missing();
    }
    return rows;
  }
}
