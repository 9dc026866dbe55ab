package dev.edmund.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.bench.load.HttpConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long Edmund takes from the start of its process to the first answer, over a database that is
 * filled, and how much memory it holds when it has nothing to do.
 */
public final class Start {
  private static final String FIRST = "/odata/accounts?$top=1";
  private static final int OK = 200;
  private static final int POLL_MILLIS = 5;
  private static final int REST_MILLIS = 2_000;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Settings settings;
  private final Children children;
  private final String database;

  private Start(Settings settings, Children children, String database) {
    this.settings = settings;
    this.children = children;
    this.database = database;
  }

  /**
   * A way to start.
   *
   * @param command what is run, in front of {@code serve}
   */
  private record Way(String name, List<String> command, Map<String, String> environment) {}

  /** What one start took. */
  private record Seen(double seconds, double processor, double megabytes) {}

  public static void main(String[] args) throws IOException, SQLException {
    Settings settings = Settings.fromProperties();
    try (Children children = new Children(settings.directory());
        Database database = Database.prepare(settings, children)) {
      new Start(settings, children, database.url()).run();
    } catch (BenchmarkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException {
    List<String> lines = new ArrayList<>();
    System.out.printf(
        "%-28s %15s %15s %15s%n", "start", "first answer s", "processor s", "rest MB");
    for (Way way : ways()) {
      // The first leaves the archive of classes behind.
      once(way);
      List<Seen> starts = new ArrayList<>();
      for (int i = 0; i < settings.rounds(); i++) {
        starts.add(once(way));
      }
      double seconds = middle(starts, Seen::seconds);
      double processor = middle(starts, Seen::processor);
      double megabytes = middle(starts, Seen::megabytes);
      System.out.printf(
          Locale.ROOT, "%-28s %15.2f %15.2f %15.0f%n", way.name(), seconds, processor, megabytes);
      lines.add(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "start", way.name(),
                      "first_answer_s", seconds,
                      "processor_s", processor,
                      "rest_mb", megabytes)));
    }
    Files.write(settings.directory().resolve("start.jsonl"), lines);
  }

  private List<Way> ways() {
    String jar = settings.subject().place();
    if (!jar.endsWith(".jar")) {
      throw new BenchmarkException("What is started is a jar: " + jar + " is none");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Map<String, String> archive =
        Map.of(
            "EDMUND_JAR",
            jar,
            "EDMUND_CLASSES",
            settings.directory().resolve("start.jsa").toString());
    Map<String, String> small =
        Map.of(
            "EDMUND_JAR",
            jar,
            "EDMUND_CLASSES",
            settings.directory().resolve("start-small.jsa").toString(),
            "EDMUND_SMALL",
            "1");
    return List.of(
        new Way("java -jar", List.of(java, "-jar", jar), Map.of()),
        new Way("bin/edmund", List.of("bin/edmund"), archive),
        new Way("EDMUND_SMALL=1 bin/edmund", List.of("bin/edmund"), small));
  }

  private Seen once(Way way) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(way.command());
    command.addAll(List.of("serve", "--database", database, "--port", Integer.toString(port)));
    long begin = System.nanoTime();
    Process process = children.startProgram("start", command, way.environment());
    try {
      byte[] request = HttpConnection.request(port, FIRST, "");
      while (!answers(port, request)) {
        if (!process.isAlive() || System.nanoTime() - begin > LONGEST_NANOS) {
          throw new BenchmarkException("It does not start; see " + children.log("start"));
        }
        Pause.milliseconds(POLL_MILLIS);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      double processor = new ProcessorTime(process.pid()).seconds();
      Pause.milliseconds(REST_MILLIS);
      return new Seen(seconds, processor, new ResidentMemory(process.pid()).megabytes());
    } finally {
      Children.end(process);
    }
  }

  private static boolean answers(int port, byte[] request) {
    try (HttpConnection connection = new HttpConnection(port)) {
      return connection.send(request, OutputStream.nullOutputStream()).status() == OK;
    } catch (IOException e) {
      // It does not listen yet.
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static double middle(List<Seen> starts, ToDoubleFunction<Seen> number) {
    double[] sorted = starts.stream().mapToDouble(number).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
