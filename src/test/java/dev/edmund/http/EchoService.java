package dev.edmund.http;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** Says what it was asked, and fails in every way when told to. */
record EchoService(AtomicLong written) implements Service {
  static final String CHUNK = "0123456789abcdef".repeat(512);

  EchoService() {
    this(new AtomicLong());
  }

  @Override
  public <R> R run(Function<Service, R> requests) {
    return requests.apply(this);
  }

  @Override
  public boolean holds(String condition, Map<String, String> values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ServiceOverview overview() {
    return new ServiceOverview(
        List.of(
            new Mount("/odata/", false),
            new Mount("/odata/deep/", true),
            new Mount("/api/data/v9.2/", false)),
        List.of(
            new ServiceOverview.Resource("<b>&\"sets", "EntitySet", OptionalLong.of(1234)),
            new ServiceOverview.Resource("me", "Singleton", OptionalLong.empty())),
        List.of("/odata/sets?$filter=a%20eq%20'b'&$top=3"));
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount) {
    String path = request.getRawODataPath();
    ODataResponse response = new ODataResponse();
    response.setStatusCode(200);
    response.setHeader("OData-Version", "4.0");
    response.setHeader("Content-Type", "text/plain;charset=utf-8");
    if (path.startsWith("/large/")) {
      int chunks = Integer.parseInt(path.substring(7));
      response.setODataContent(content(out -> repeat(out, chunks)));
    } else if (path.equals("/gone")) {
      throw new ODataException(ErrorCode.CONFLICT, "Not now.", "here");
    } else if (path.equals("/overflow")) {
      throw new StackOverflowError();
    } else if (path.equals("/defect")) {
      throw new IllegalStateException("SELECT secret");
    } else if (path.startsWith("/breaks/")) {
      int chunks = Integer.parseInt(path.substring(8));
      response.setODataContent(
          content(
              out -> {
                repeat(out, chunks);
                throw new IllegalStateException("SELECT secret");
              }));
    } else {
      response.setContent(new ByteArrayInputStream(describe(request, mount)));
    }
    return response;
  }

  @Override
  public ODataResponse options(ODataRequest request, Mount mount) {
    ODataResponse response = new ODataResponse();
    response.setStatusCode(204);
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
    response.setHeader("OData-Version", "4.0");
    return response;
  }

  private static byte[] describe(ODataRequest request, Mount mount) {
    return String.join(
            "\n",
            request.getMethod().name(),
            mount.path(),
            request.getRawBaseUri(),
            request.getRawODataPath(),
            String.valueOf(request.getRawQueryPath()),
            request.getRawRequestUri(),
            String.valueOf(request.getHeader("X-HTTP-Method")))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void repeat(OutputStream out, int chunks) throws IOException {
    byte[] chunk = CHUNK.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < chunks; i++) {
      out.write(chunk);
      written.addAndGet(chunk.length);
    }
  }

  private interface Body {
    void write(OutputStream out) throws IOException;
  }

  private static ODataContent content(Body body) {
    return new ODataContent() {
      @Override
      public void write(WritableByteChannel channel) {
        write(Channels.newOutputStream(channel));
      }

      @Override
      public void write(OutputStream out) {
        try {
          body.write(out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
