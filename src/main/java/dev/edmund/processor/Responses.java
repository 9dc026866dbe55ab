package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.ErrorDocument;
import dev.edmund.format.json.JsonBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** Fills Olingo's response. */
public final class Responses {
  /** What a cache must compare beside the URL: an ETag is the same for all formats of an entity. */
  private static final String VARY = "Accept, OData-MaxVersion, Prefer";

  private Responses() {}

  /** What writes a body, piece by piece. */
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static void start(ODataResponse response, Exchange exchange, int status) {
    response.setStatusCode(status);
    response.setHeader("OData-Version", exchange.version());
    response.setHeader("Vary", VARY);
  }

  static void header(ODataResponse response, String name, @Nullable String value) {
    if (value != null) {
      response.setHeader(name, value);
    }
  }

  public static void body(ODataResponse response, String contentType, Body body) {
    response.setHeader("Content-Type", contentType);
    response.setODataContent(
        new ODataContent() {
          @Override
          public void write(WritableByteChannel channel) {
            write(Channels.newOutputStream(channel));
          }

          @Override
          public void write(OutputStream out) {
            try {
              body.writeTo(out);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  static void body(ODataResponse response, String contentType, JsonBuffer body) {
    body(response, contentType, body::writeTo);
  }

  static void body(ODataResponse response, String contentType, byte[] body) {
    response.setHeader("Content-Type", contentType);
    response.setContent(new ByteArrayInputStream(body));
  }

  /**
   * An answer that is the same until the model changes: a client that has it is told so (Part 1,
   * 8.2.5), and asks each time, for a model can change with every start.
   */
  static void revalidated(
      ODataResponse response, Exchange exchange, String contentType, String etag, byte[] body) {
    boolean known = ETags.matches(exchange.ifNoneMatch(), etag);
    start(response, exchange, known ? 304 : 200);
    response.setHeader("ETag", etag);
    response.setHeader("Cache-Control", "no-cache");
    if (!known) {
      body(response, contentType, body);
    }
  }

  /** The answer to a request that failed. */
  public static ODataResponse error(ODataException error, String version, @Nullable String allow) {
    ODataResponse response = new ODataResponse();
    response.setStatusCode(error.code().status());
    response.setHeader("OData-Version", version);
    if (error.code() == ErrorCode.METHOD_NOT_ALLOWED && allow != null) {
      response.setHeader("Allow", allow);
    }
    if (error.code() == ErrorCode.UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    if (error.code() == ErrorCode.TOO_MANY_REQUESTS) {
      response.setHeader("Retry-After", "1");
    }
    body(response, "application/json;odata.metadata=minimal", ErrorDocument.write(error));
    return response;
  }
}
