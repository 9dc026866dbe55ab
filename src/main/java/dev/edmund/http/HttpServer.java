package dev.edmund.http;

import dev.edmund.processor.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The web server. {@link #bind} takes the port, so that a port in use is known before any long
 * work; {@link #start} begins to answer.
 */
public final class HttpServer implements AutoCloseable {
  /** A body that fits is sent whole, with its length. */
  static final int OUTPUT_BUFFER = 64 * 1024;

  private static final int HEADER_BYTES = 32 * 1024;
  private static final int COMPRESS_FROM = 1_400;
  private static final int MAX_THREADS = 64;

  /** Before, a virtual thread that waits in {@code synchronized} keeps its carrier (JEP 491). */
  private static final int VIRTUAL_FROM = 24;

  private static final int CARRIERS_PER_CORE = 2;

  /** Those who come while fifty wait would try again after a second, and after three. */
  private static final int WAITING_CONNECTIONS = 1024;

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HttpSettings settings;
  private final Server server;
  private final ServerConnector connector;

  private HttpServer(HttpSettings settings) {
    this.settings = settings;
    server = new Server(threads());
    server.setErrorHandler(new JsonErrorHandler());
    server.setStopTimeout(GRACE.toMillis());
    connector = new ServerConnector(server, 1, 1, protocols(settings));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    server.addConnector(connector);
  }

  /** Where Java has virtual threads that park anywhere, they serve many clients more evenly. */
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
    threads.setName("http");
    if (Runtime.version().feature() >= VIRTUAL_FROM) {
      VirtualThreadPool requests = new VirtualThreadPool(MAX_THREADS);
      requests.setName("request");
      threads.setVirtualThreadsExecutor(requests);
    }
    return threads;
  }

  /**
   * Begins to load what a server needs, which takes a quarter of a second, so that another core can
   * do so while the command line and the model are read.
   */
  public static void load() {
    // Jetty asks the JVM for it by way of JMX otherwise, which is all that would begin JMX.
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    // A statement of SQLite keeps the carrier of its thread, so there are as many as connections.
    String carriers = "jdk.virtualThreadScheduler.parallelism";
    if (System.getProperty(carriers) == null) {
      int count = CARRIERS_PER_CORE * Runtime.getRuntime().availableProcessors();
      System.setProperty(carriers, Integer.toString(count));
    }
    Thread loading = new Thread(HttpServer::loadClasses, "http-load");
    loading.setDaemon(true);
    loading.start();
  }

  private static void loadClasses() {
    HttpServer unused = new HttpServer(new HttpSettings("127.0.0.1", 0, null, 0));
    unused.server.setHandler(new GracefulHandler(compressing(new ServletContextHandler("/"))));
  }

  /**
   * Takes the port; connections wait until {@link #start}.
   *
   * @throws IOException when the address cannot be bound; a {@link java.net.BindException} is among
   *     its causes when the port is in use
   */
  public static HttpServer bind(HttpSettings settings) throws IOException {
    HttpServer server = new HttpServer(settings);
    server.connector.open();
    return server;
  }

  /** Begins to answer. */
  public void start(Service service) {
    ServletContextHandler context = new ServletContextHandler("/", false, false);
    context.setErrorHandler(new JsonErrorHandler());
    Mounts mounts = new Mounts(service.overview().mounts());
    ODataServlet servlet = new ODataServlet(service, mounts, settings);
    context.addServlet(new ServletHolder(servlet), "/*");
    Handler answering = CrossOrigin.allowing(settings.origins(), compressing(context));
    server.setHandler(new GracefulHandler(answering));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("The web server does not start: " + e.getMessage(), e);
    }
  }

  /** The port bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The scheme of its URLs. */
  public String scheme() {
    return settings.tls() == null ? "http" : "https";
  }

  /** Waits until the server is stopped. */
  public void join() throws InterruptedException {
    server.join();
  }

  /** Lets running requests end, for some seconds at most, and gives the port back. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The web server does not stop: " + e.getMessage(), e);
    } finally {
      connector.close();
      server.destroy();
    }
  }

  private static ConnectionFactory[] protocols(HttpSettings settings) {
    HttpConfiguration configuration = configuration(settings);
    Tls tls = settings.tls();
    return tls == null
        ? new ConnectionFactory[] {new HttpConnectionFactory(configuration)}
        : tls.protocols(configuration);
  }

  private static HttpConfiguration configuration(HttpSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    // Clients send raw braces, pipes and encoded slashes: OData splits a URL before it decodes it,
    // so no check on the decoded text fits (Part 2, 2).
    http.setUriCompliance(UriCompliance.UNSAFE);
    // Jetty counts request line and headers together; the servlet measures the URL alone.
    http.setRequestHeaderSize(settings.urlBytes() + HEADER_BYTES);
    http.setOutputBufferSize(OUTPUT_BUFFER);
    http.setOutputAggregationSize(OUTPUT_BUFFER);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.addCustomizer(
        (request, response) -> {
          response.put("X-Content-Type-Options", "nosniff");
          return UncompressedRange.of(request);
        });
    return http;
  }

  private static Handler compressing(Handler handler) {
    GzipEncoderConfig fast = new GzipEncoderConfig();
    fast.setCompressionLevel(1);
    GzipCompression gzip = new GzipCompression();
    gzip.setDefaultEncoderConfig(fast);
    gzip.setMinCompressSize(COMPRESS_FROM);
    CompressionHandler compression = new CompressionHandler(handler);
    compression.putCompression(gzip);
    compression.putConfiguration(
        "/*",
        CompressionConfig.builder()
            .compressIncludeMethod("GET")
            .compressIncludeMethod("HEAD")
            .compressIncludeMethod("POST")
            .compressPreferredEncodings(List.of("gzip"))
            .build());
    return compression;
  }
}
