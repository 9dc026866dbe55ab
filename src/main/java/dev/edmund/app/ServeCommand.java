package dev.edmund.app;

import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.http.Tls;
import dev.edmund.processor.AccessControl;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is stopped. */
@Command(name = "serve", description = "Serves a model over its data until it is stopped.")
final class ServeCommand implements Callable<Integer> {
  private static final int STOP_SECONDS = 20;

  /** As browsers write it: in small letters and without a slash at its end (RFC 6454, 6.2). */
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@A-Z]+");

  private final Parts parts;
  private final Waiting waiting;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final DataOptions data;
  @Mixin private final TlsOptions tls;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: 127.0.0.1).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port to listen on; 0 takes a free one (default: 8080).")
  private int port;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "The root that clients see, where no proxy tells it.")
  private @Nullable URI baseUrl;

  @Option(
      names = "--database-connections",
      paramLabel = "N",
      description =
          "How many connections read at most (default: for SQLite two for each core, for"
              + " PostgreSQL eight).")
  private @Nullable Integer connections;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many requests one address may send to the service in a second (default: any"
              + " number).")
  private int requestsPerSecond;

  @Option(
      names = "--cors",
      paramLabel = "ORIGIN",
      split = ",",
      description =
          "Whose pages may ask the service from a browser, as https://app.example, or * for"
              + " anybody's (default: nobody's).")
  private Set<String> origins = Set.of();

  @Option(
      names = "--explain",
      description =
          "Lets clients see how a request is answered, SQL and the database's own plan included"
              + " (default: not).")
  private boolean explain;

  @Option(
      names = "--allow-reseed",
      description =
          "Lets clients put all data back to the rows of the data folder, by the actions of the"
              + " model that do so (default: not).")
  private boolean reseed;

  @Option(
      names = "--access-control",
      paramLabel = "off|user|unit",
      defaultValue = "off",
      description =
          "Has each request see and change only what its caller and the caller's groups own, and"
              + " what was shared with them (user), or what belongs to the caller's unit as well"
              + " (unit; default: off).")
  private String accessControl = "";

  /** How the command waits for the end. */
  interface Waiting {
    void until(HttpServer server) throws InterruptedException;
  }

  ServeCommand(Parts parts, Waiting waiting, UnaryOperator<@Nullable String> environment) {
    this.parts = parts;
    this.data = new DataOptions(environment);
    this.tls = new TlsOptions(environment);
    this.waiting = waiting;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    CountDownLatch ended = new CountDownLatch(1);
    Settings settings =
        data.settings().with(readers()).explaining(explain).reseeding(reseed).restricted(reach());
    // The port first: whoever lacks it should not have to wait for the data.
    try (HttpServer server = bind(settings.database(), out::println);
        Composition composition = parts.open(settings, ConsoleProgress.on(out))) {
      server.start(composition.service());
      endOnSignal(ended);
      composition.notes().forEach(out::println);
      ServeReport.lines(composition.service().overview(), listening(server), root(server))
          .forEach(out::println);
      out.flush();
      waiting.until(server);
    } catch (InterruptedException e) {
      // The signal to end, and the end is what follows.
    } finally {
      ended.countDown();
    }
    return 0;
  }

  /** Has Ctrl-C wake the waiting thread and leave it time to give everything back. */
  private static void endOnSignal(CountDownLatch ended) {
    Thread waiting = Thread.currentThread();
    Runnable end =
        () -> {
          if (ended.getCount() == 0) {
            return;
          }
          waiting.interrupt();
          try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
              Runtime.getRuntime().halt(1);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "end"));
  }

  private AccessControl.@Nullable Reach reach() {
    return switch (accessControl) {
      case "off" -> null;
      case "user" -> AccessControl.Reach.USER;
      case "unit" -> AccessControl.Reach.UNIT;
      default ->
          throw new UserException(
              "--access-control is off, user or unit, not '" + accessControl + "'");
    };
  }

  private int readers() {
    Integer asked = connections;
    if (asked != null && asked < 1) {
      throw new UserException("at least one connection is needed; see --database-connections");
    }
    return asked == null ? Settings.DEFAULT_READERS : asked;
  }

  private HttpServer bind(String database, Consumer<String> notes) {
    if (port < 0 || port > 65_535) {
      throw new UserException("there is no port " + port + "; choose one up to 65535 with --port");
    }
    if (baseUrl != null && !isRoot(baseUrl)) {
      throw new UserException(
          "--base-url " + baseUrl + " is not a root; write it as https://host/path");
    }
    if (requestsPerSecond < 0) {
      throw new UserException("--requests-per-second is a number of requests, or 0 for any");
    }
    for (String origin : origins) {
      if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
        throw new UserException(
            "--cors "
                + origin
                + " is no origin; write it as https://host or http://host:port, or *");
      }
    }
    List<String> names = new ArrayList<>(List.of(host));
    if (baseUrl != null) {
      names.add(baseUrl.getHost());
    }
    Tls shown = tls.read(database, names, notes);
    HttpSettings settings =
        new HttpSettings(
            host, port, baseUrl, Limits.defaults().urlBytes(), shown, requestsPerSecond, origins);
    try {
      return HttpServer.bind(settings);
    } catch (IOException e) {
      throw new UserException(refusal(e));
    }
  }

  private String refusal(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String reason = String.valueOf(cause.getMessage());
    if (reason.toLowerCase(Locale.ROOT).contains("in use")) {
      return "port " + port + " is in use; choose another with --port N";
    }
    String place = host + ", port " + port;
    return "cannot listen on " + place + " (" + reason + "); choose with --host and --port";
  }

  private static boolean isRoot(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getRawUserInfo() == null;
  }

  private String listening(HttpServer server) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return server.scheme() + "://" + name + ":" + server.port();
  }

  private String root(HttpServer server) {
    return baseUrl == null ? listening(server) : baseUrl.toString().replaceFirst("/$", "");
  }
}
