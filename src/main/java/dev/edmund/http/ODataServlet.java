package dev.edmund.http;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.processor.Service;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.QuietException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every path to its place: a mount, its vocabulary, the start page, the health checks. */
final class ODataServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ODataServlet.class);

  /** What is only read answers to. */
  private static final String ALLOW = "GET, HEAD, OPTIONS";

  private static final String RETRY_SECONDS = "5";

  /** What an answer has that does not depend on its body. */
  private static final List<String> KEPT =
      List.of("Allow", "Vary", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers");

  /** What one character takes at most in UTF-8. */
  private static final int MOST_BYTES = 3;

  private static final Map<String, HttpMethod> METHODS =
      Stream.of(HttpMethod.values()).collect(Collectors.toMap(HttpMethod::name, m -> m));

  private final transient Service service;
  private final transient Exchange exchange;
  private final transient StartPage startPage;
  private final transient Mounts mounts;
  private final transient HttpSettings settings;
  private final transient RequestRate rate;

  ODataServlet(Service service, Mounts mounts, HttpSettings settings) {
    this.service = service;
    this.exchange = new Exchange(service);
    this.startPage = new StartPage(service);
    this.mounts = mounts;
    this.settings = settings;
    this.rate = new RequestRate(settings.requestsPerSecond(), System::nanoTime);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long start = System.nanoTime();
    try {
      route(request, response);
    } catch (ODataException e) {
      fail(request, response, new ErrorBody(e.code(), e.text(), e.target()), e);
    } catch (Throwable e) { // Errors too: a request must not end without an answer.
      fail(request, response, ErrorBody.INTERNAL, e);
    } finally {
      if (LOG.isDebugEnabled()) {
        LOG.debug(
            "{} {} {} {} ms",
            request.getMethod(),
            uri(request),
            response.getStatus(),
            Duration.ofNanos(System.nanoTime() - start).toMillis());
      }
    }
  }

  private void route(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (isTooLong(request)) {
      throw new ODataException(
          ErrorCode.URI_TOO_LONG,
          "The URL is longer than the limit urlBytes (" + settings.urlBytes() + ").");
    }
    String path = request.getRequestURI();
    Optional<Mounts.Place> place = mounts.find(path);
    if (request.getMethod().equals("OPTIONS")) {
      options(request, response, place);
      return;
    }
    HttpMethod method = method(request, response);
    if (path.equals("/livez") || path.equals("/health")) {
      onlyRead(method, response);
      health(response, true);
      return;
    }
    if (path.equals("/readyz") || path.equals("/ready")) {
      onlyRead(method, response);
      health(response, service.isReady());
      return;
    }
    if (place.isPresent() && place.get().path().equals(Vocabulary.PATH)) {
      onlyRead(method, response);
      response.setHeader("OData-Version", ErrorBody.VERSION);
      response.setHeader("Cache-Control", "no-cache");
      write(response, "application/xml", Vocabulary.document());
      return;
    }
    if (place.isPresent()) {
      String root = ServerRoot.of(request, settings.baseUrl());
      boolean allowed =
          settings.requestsPerSecond() == 0 || rate.allows(String.valueOf(request.getRemoteAddr()));
      if (allowed) {
        exchange.run(request, response, method, root, place.get());
      } else {
        exchange.refuse(tooMany(), request, response, method, root, place.get());
      }
      return;
    }
    if (path.equals("/")) {
      onlyRead(method, response);
      startPage(request, response);
      return;
    }
    if (path.equals("/favicon.ico")) {
      response.setHeader("Cache-Control", "max-age=86400");
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    throw new ODataException(
        ErrorCode.NOT_FOUND, "There is nothing at this URL; the roots are listed at /.");
  }

  private boolean isTooLong(HttpServletRequest request) {
    String query = request.getQueryString();
    int characters = request.getRequestURI().length() + (query == null ? 0 : 1 + query.length());
    // Few URLs are so long that their bytes have to be counted.
    return characters > settings.urlBytes() / MOST_BYTES
        && utf8(uri(request)).length > settings.urlBytes();
  }

  private void options(
      HttpServletRequest request, HttpServletResponse response, Optional<Mounts.Place> place)
      throws IOException {
    if (place.isPresent()) {
      exchange.options(request, response, ServerRoot.of(request, settings.baseUrl()), place.get());
      return;
    }
    response.setHeader("Allow", ALLOW);
    response.setHeader("OData-Version", ErrorBody.VERSION);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** A server that stops refuses every request by itself, so it is up while it answers. */
  private static void health(HttpServletResponse response, boolean up) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if (!up) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", RETRY_SECONDS);
    }
    String status = up ? "{\"status\":\"up\"}" : "{\"status\":\"down\",\"reason\":\"database\"}";
    write(response, "application/json;charset=utf-8", utf8(status));
  }

  private void startPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String root = ServerRoot.of(request, settings.baseUrl());
    String accept = request.getHeader("Accept");
    response.setHeader("Vary", "Accept");
    response.setHeader("Cache-Control", "no-cache");
    if (accept != null && accept.contains("text/html")) {
      response.setHeader("Content-Security-Policy", StartPage.POLICY);
      write(response, "text/html;charset=utf-8", utf8(startPage.html(root)));
    } else {
      write(response, "application/json;charset=utf-8", startPage.json(root));
    }
  }

  private ODataException tooMany() {
    return new ODataException(
        ErrorCode.TOO_MANY_REQUESTS,
        "One address may send "
            + settings.requestsPerSecond()
            + " requests in a second; go on after the time that Retry-After tells.");
  }

  private static HttpMethod method(HttpServletRequest request, HttpServletResponse response) {
    HttpMethod method = METHODS.get(request.getMethod());
    if (method == null) {
      throw notAllowed(request.getMethod(), response);
    }
    return method;
  }

  private static void onlyRead(HttpMethod method, HttpServletResponse response) {
    if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      throw notAllowed(method.name(), response);
    }
  }

  private static ODataException notAllowed(String method, HttpServletResponse response) {
    response.setHeader("Allow", ALLOW);
    return new ODataException(
        ErrorCode.METHOD_NOT_ALLOWED, "The method " + method + " is not allowed here.");
  }

  private static void fail(
      HttpServletRequest request, HttpServletResponse response, ErrorBody error, Throwable cause)
      throws IOException {
    if (error.status() >= 500) {
      LOG.error("{} {} failed", request.getMethod(), uri(request), cause);
    }
    if (response.isCommitted()) {
      reset(request);
      throw new TruncatedException();
    }
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : KEPT) {
      Optional.ofNullable(response.getHeader(name)).ifPresent(value -> kept.put(name, value));
    }
    response.reset();
    response.setStatus(error.status());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("OData-Version", ErrorBody.VERSION);
    kept.forEach(response::setHeader);
    if (error.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_SECONDS);
    }
    write(response, ErrorBody.CONTENT_TYPE, error.bytes());
  }

  /**
   * Has the connection end in a reset: one that is closed in good order looks like the end of the
   * body to a client that asked for it to be closed. In HTTP/2 it carries other answers, too, and
   * the stream of this one is reset alone.
   */
  private static void reset(HttpServletRequest request) throws IOException {
    if (Exchange.isStream(request)) {
      return;
    }
    EndPoint end =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    // Below TLS is the connection itself.
    Object transport = (end instanceof EndPoint.Wrapper over ? over.unwrap() : end).getTransport();
    if (transport instanceof SocketChannel socket) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
  }

  private static void write(HttpServletResponse response, String contentType, byte[] body)
      throws IOException {
    response.setHeader("Content-Type", contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String uri(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes the container drop the connection, so that the client sees the body is cut short. */
  private static final class TruncatedException extends IOException implements QuietException {
    private static final long serialVersionUID = 1L;
  }
}
