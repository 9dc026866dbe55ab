package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Plan;
import dev.edmund.plan.query.Query;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the bytes of a media entity or a stream property, chunk by chunk: between two of
 * them no connection is held, so that a slow client holds none.
 */
final class StreamReader {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;[\\x20-\\x7E]*)?");
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /**
   * What browsers may show in their window: in all else, such as HTML and SVG, there can be code.
   */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?i)(image/(png|jpeg|gif|webp|avif|bmp)|audio/[\\w.+-]+|video/[\\w.+-]+|text/plain)"
              + "\\s*(;|$)");

  /** Wherever a stream is shown all the same, it runs no code and loads nothing. */
  private static final String HARMLESS = "default-src 'none'; sandbox";

  private final Reader reader;
  private final Exchange exchange;
  private final Plan.Stream plan;

  StreamReader(Reader reader, Exchange exchange, Plan.Stream plan) {
    this.reader = reader;
    this.exchange = exchange;
    this.plan = plan;
  }

  /** What is known about the stream of an entity. */
  private record Known(
      long owner, String contentType, long length, String version, @Nullable String disposition) {
    String etag() {
      return '"' + version + '"';
    }
  }

  /** The client's Accept is not asked: a stream has the one format that it was stored in. */
  void read(ODataResponse response) {
    ODataRequest request = exchange.request();
    Optional<Known> found = reader.reads().read(this::find);
    if (found.isEmpty()) {
      Responses.start(response, exchange, 204);
      return;
    }
    Known stream = found.get();
    ETags.requireMatch(request.getHeader("If-Match"), stream.etag());
    boolean unchanged = ETags.matches(exchange.ifNoneMatch(), stream.etag());
    ByteRange range = unchanged ? null : ByteRange.of(range(request, stream), stream.length());
    Responses.start(response, exchange, unchanged ? 304 : status(range));
    response.setHeader("ETag", stream.etag());
    if (unchanged) {
      return;
    }
    response.setHeader("Accept-Ranges", "bytes");
    if (range == null) {
      response.setHeader("Content-Range", "bytes */" + stream.length());
      return;
    }
    if (!range.whole()) {
      response.setHeader(
          "Content-Range",
          "bytes " + range.start() + "-" + (range.end() - 1) + "/" + stream.length());
    }
    response.setHeader("Content-Length", Long.toString(range.size()));
    response.setHeader("Content-Type", stream.contentType());
    response.setHeader("Content-Security-Policy", HARMLESS);
    String disposition = stream.disposition();
    if (disposition != null) {
      response.setHeader("Content-Disposition", disposition);
    } else if (!SHOWN.matcher(stream.contentType()).lookingAt()) {
      response.setHeader("Content-Disposition", "attachment");
    }
    if (request.getMethod() != HttpMethod.HEAD) {
      Responses.body(response, stream.contentType(), out -> write(stream, range, out));
    }
  }

  private static int status(@Nullable ByteRange range) {
    if (range == null) {
      return 416;
    }
    return range.whole() ? 200 : 206;
  }

  /** The range that is wanted; none where it was meant for other bytes (RFC 9110, 13.1.5). */
  private static @Nullable String range(ODataRequest request, Known stream) {
    String onlyIf = request.getHeader("If-Range");
    return onlyIf == null || onlyIf.trim().equals(stream.etag())
        ? request.getHeader("Range")
        : null;
  }

  /** The ETag that the stream has now; empty where there is none. */
  Optional<String> etag(ReadSession session) {
    try (Rows rows = session.query(ReadSql.render(plan.query(), reader.dialect()), null)) {
      return rows.next() ? known(rows).map(Known::etag) : Optional.empty();
    }
  }

  private Optional<Known> find(ReadSession session) {
    try (Rows rows = session.query(ReadSql.render(plan.query(), reader.dialect()), null)) {
      if (rows.next()) {
        return known(rows);
      }
    }
    Existence.require(session, reader.dialect(), plan.found());
    return Optional.empty();
  }

  private Optional<Known> known(Rows rows) {
    byte[] contentType = rows.bytes(plan.contentType());
    return contentType == null
        ? Optional.empty()
        : Optional.of(
            new Known(
                number(rows, plan.owner()),
                mediaType(new String(contentType, StandardCharsets.UTF_8)),
                number(rows, plan.length()),
                text(rows, plan.etag()),
                ContentDisposition.of(plan.disposition(), rows)));
  }

  private static long number(Rows rows, int column) {
    return rows.value(column) instanceof Long number ? number : 0;
  }

  private static String text(Rows rows, int column) {
    byte[] text = rows.bytes(column);
    return text == null ? "" : new String(text, StandardCharsets.UTF_8);
  }

  /** What would not do as a header is not sent as one. */
  private static String mediaType(String stored) {
    return MEDIA_TYPE.matcher(stored).matches() ? stored : UNKNOWN_TYPE;
  }

  private void write(Known stream, ByteRange range, OutputStream out) throws IOException {
    int size = PropertyStorage.Stream.CHUNK_BYTES;
    for (long position = range.start(); position < range.end(); ) {
      long ordinal = position / size;
      byte[] chunk = chunk(stream, ordinal);
      int from = (int) (position - ordinal * size);
      int to = (int) Math.min(chunk.length, range.end() - ordinal * size);
      if (to <= from || (to < size && ordinal * size + to < range.end())) {
        throw changed();
      }
      out.write(chunk, from, to - from);
      position = ordinal * size + to;
    }
  }

  private byte[] chunk(Known stream, long ordinal) {
    return reader
        .reads()
        .retries()
        .run(() -> reader.reads().read(session -> chunk(session, stream, ordinal)));
  }

  private byte[] chunk(ReadSession session, Known stream, long ordinal) {
    Query query = plan.chunk(stream.owner(), ordinal, stream.version());
    try (Rows rows = session.query(ReadSql.render(query, reader.dialect()), null)) {
      byte[] bytes = rows.next() ? rows.bytes(0) : null;
      if (bytes == null) {
        throw changed();
      }
      return bytes;
    }
  }

  /** Too late for an answer of its own: the body breaks off, and so the client knows. */
  private static ODataException changed() {
    return new ODataException(ErrorCode.UNAVAILABLE, "The stream changed while it was read.");
  }
}
