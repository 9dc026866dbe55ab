package dev.edmund.bench;

import dev.edmund.bench.load.HttpConnection;
import dev.edmund.bench.load.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Has Edmund do with a million rows, in a heap of 128 MB, whatever could tempt a server to hold
 * them all: answers in one piece and in pages, sorting, grouping, batches, export and import. Ends
 * with an error when one of them fails.
 */
public final class SmallHeap {
  private static final String HEAP = "128m";
  private static final String DEFAULT_ROWS = "1000000";
  private static final int OK = 200;
  private static final String ALL = "odata.maxpagesize=10000000";
  private static final String READINGS = "/odata/Readings";
  private static final String MODEL =
      """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:DataServices>
          <Schema Namespace="Bench" xmlns="http://docs.oasis-open.org/odata/ns/edm">
            <EntityType Name="Reading">
              <Key><PropertyRef Name="ID"/></Key>
              <Property Name="ID" Type="Edm.Int64" Nullable="false"/>
              <Property Name="Sensor" Type="Edm.Int32"/>
              <Property Name="At" Type="Edm.DateTimeOffset"/>
              <Property Name="Amount" Type="Edm.Decimal" Scale="2"/>
            </EntityType>
            <EntityContainer Name="Container">
              <EntitySet Name="Readings" EntityType="Bench.Reading"/>
            </EntityContainer>
          </Schema>
        </edmx:DataServices>
      </edmx:Edmx>
      """;

  private final Build build;
  private final Children children;
  private final Path directory;
  private final String rows;

  private SmallHeap(Build build, Children children, Path directory, String rows) {
    this.build = build;
    this.children = children;
    this.directory = directory;
    this.rows = rows;
  }

  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of("target/bench/small-heap"));
    Build asked = Build.of(System.getProperty("bench.subject", "edmund"));
    String model = Files.writeString(directory.resolve("model.xml"), MODEL).toString();
    Build build = new Build("Edmund", asked.place(), List.of("-Xmx" + HEAP), List.of(model));
    String rows = System.getProperty("bench.rows", DEFAULT_ROWS);
    try (Children children = new Children(directory)) {
      new SmallHeap(build, children, directory, rows).run(model);
    } catch (BenchmarkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** What takes time, and may fail. */
  private interface Work {
    void run() throws IOException;
  }

  private void run(String model) throws IOException {
    String url = empty("readings.db");
    String file = directory.resolve("readings.ndjson").toString();
    step("generate", () -> program("generate", "--rows", rows, "--database", url, model));
    try (Service service = Service.of(build, children, url, HEAP, "serve")) {
      answers(service);
      System.out.printf(
          "%-44s %,8d MB%n", "most resident memory", service.memory().peakMegabytes());
    }
    step("export", () -> program("export", "Readings", file, model, "--database", url));
    String copy = empty("copy.db");
    // Starting makes the tables.
    Service.of(build, children, copy, HEAP, "serve-empty").close();
    step("import", () -> program("import", "Readings", file, model, "--database", copy));
    try (Service service = Service.of(build, children, copy, HEAP, "serve-copy")) {
      String counted = get(service, READINGS + "/$count", "");
      if (!counted.endsWith(rows)) {
        throw new BenchmarkException("Imported were " + counted);
      }
    }
  }

  private void answers(Service service) throws IOException {
    step("all in one answer", () -> get(service, READINGS, ALL));
    step("all in pages of 5,000", () -> pages(service));
    String sorted = READINGS + "?$orderby=Amount%20desc";
    step("all in one answer, sorted without an index", () -> get(service, sorted, ALL));
    String groups = "?$apply=groupby((Sensor),aggregate(Amount%20with%20sum%20as%20Total))";
    step("groups", () -> get(service, READINGS + groups, ALL));
    step("all in one answer of a batch", () -> batch(service));
  }

  private static void pages(Service service) throws IOException {
    Optional<String> page = Optional.of(READINGS);
    Tail tail = new Tail();
    try (HttpConnection connection = new HttpConnection(service.port())) {
      while (page.isPresent()) {
        tail.clear();
        send(connection, HttpConnection.request(service.port(), page.get(), ""), tail);
        page = tail.nextTarget();
      }
    }
  }

  private static void batch(Service service) throws IOException {
    String body =
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"Readings\",\"headers\":{\"Prefer\":\""
            + ALL
            + "\"}}]}";
    Tail tail = new Tail();
    try (HttpConnection connection = new HttpConnection(service.port())) {
      send(connection, HttpConnection.post(service.port(), "/odata/$batch", "", body), tail);
    }
  }

  private static String get(Service service, String target, String prefer) throws IOException {
    Tail tail = new Tail();
    try (HttpConnection connection = new HttpConnection(service.port())) {
      send(connection, HttpConnection.request(service.port(), target, prefer), tail);
    }
    return tail.text();
  }

  private static void send(HttpConnection connection, byte[] request, Tail tail)
      throws IOException {
    int status = connection.send(request, tail).status();
    if (status != OK) {
      throw new BenchmarkException("An answer has status " + status + " " + tail.text());
    }
  }

  private void program(String... command) throws IOException {
    children.run(command[0], build.arguments(command));
  }

  private String empty(String name) throws IOException {
    Path file = directory.resolve(name);
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
    return "jdbc:sqlite:" + file;
  }

  private static void step(String name, Work work) throws IOException {
    long begun = System.nanoTime();
    work.run();
    System.out.printf(Locale.ROOT, "%-44s %8.1f s%n", name, (System.nanoTime() - begun) / 1e9);
  }
}
