package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.model.Model;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.store.Credentials;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.ReadPool;
import dev.edmund.store.Readiness;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.schema.Versions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of PostgreSQL that goes away and comes back, under requests that go on. */
@Timeout(180)
final class PostgresOutageTest {
  private static final int THREADS = 4;
  private static final String CSDL =
      """
      <EntityType Name="a"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="x" Type="Edm.String"/>
        <Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>
      </EntityType>---<EntitySet Name="as" EntityType="N.a"/>
      """;

  @TempDir Path directory = Path.of("");
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<EmbeddedPostgres> servers = new ArrayList<>();
  private String root = "";

  private EmbeddedPostgres start(int port) {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.resolve("server"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("fsync", "off")
              .setDataDirectoryCustomizer(PostgresOutageTest::askForPasswords)
              .start();
      servers.add(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all but the superuser. */
  private static void askForPasswords(java.io.File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          """
          host all postgres all trust
          local all postgres trust
          host all all all scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(root + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path + " has no answer", e);
    }
  }

  private static void execute(String url, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Requests by some threads until the work is done; the number of answers by status. */
  private Map<Integer, Integer> requestsDuring(Work work) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<Integer, Integer>>> counts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String path =
            i % 2 == 0 ? "/odata/as?$orderby=x&$select=id,x,tags&$count=true" : "/odata/as(7)";
        counts.add(threads.submit(() -> ask(path, over)));
      }
      work.run();
      over.set(true);
      Map<Integer, Integer> all = new TreeMap<>();
      for (Future<Map<Integer, Integer>> count : counts) {
        count.get().forEach((status, n) -> all.merge(status, n, Integer::sum));
      }
      return all;
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  private Map<Integer, Integer> ask(String path, AtomicBoolean over) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    while (!over.get()) {
      HttpResponse<String> answer = get(path.replace("$", "%24"));
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      if (answer.statusCode() == 503) {
        assertEquals(Optional.of("5"), answer.headers().firstValue("Retry-After"));
      } else {
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().endsWith("}"), "a whole answer");
      }
    }
    return statuses;
  }

  private interface Work {
    void run() throws Exception;
  }

  private static String rows() {
    StringBuilder rows = new StringBuilder("[");
    for (int i = 1; i <= 200; i++) {
      rows.append(i == 1 ? "" : ",");
      rows.append("{\"id\":").append(i).append(",\"x\":\"row ").append(i * 37 % 200);
      rows.append("\",\"tags\":[\"u\",\"v\"]}");
    }
    return rows.append("]").toString();
  }

  @Test
  void aServiceOutlivesItsDatabase() throws Exception {
    EmbeddedPostgres server = start(0);
    int port = server.getPort();
    try {
      String superuser = server.getJdbcUrl("postgres", "postgres");
      execute(
          superuser, "CREATE ROLE keeper LOGIN PASSWORD 'right'", "CREATE DATABASE d OWNER keeper");
      String url = "jdbc:postgresql://localhost:" + port + "/d";
      refusals(url);
      Model model = new Versions(directory).model(CSDL);
      Path data = Files.createDirectories(directory.resolve("data"));
      Files.writeString(data.resolve("as.json"), rows());
      Limits limits = Limits.defaults();
      try (Database database = Database.open(url, new Credentials("keeper", "right"))) {
        DataLoader.prepare(
            database, model.edm(), model.storage(), Optional.of(data), Progress.NONE);
        try (ReadPool pool = database.readers(THREADS, limits.statementTime());
            Readiness readiness = Readiness.of(database);
            HttpServer http =
                HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, limits.urlBytes()))) {
          Reader reader =
              new Reader(
                  model,
                  new Planner(model, limits),
                  pool,
                  database.dialect(),
                  new SkipTokens(new byte[32]));
          http.start(new ODataService(reader, limits, readiness::isReady));
          root = "http://127.0.0.1:" + http.port();
          connectionsBreak(superuser);
          server.close();
          away();
          server = start(port);
          backAgain();
          EmbeddedPostgres running = server;
          Map<Integer, Integer> statuses =
              requestsDuring(
                  () -> {
                    running.close();
                    Thread.sleep(200);
                    start(port);
                  });
          assertTrue(statuses.getOrDefault(200, 0) > 0, statuses.toString());
          backAgain();
        }
      }
    } finally {
      for (EmbeddedPostgres started : servers) {
        started.close();
      }
    }
  }

  private static void refusals(String url) {
    for (Credentials wrong :
        List.of(
            new Credentials("keeper", "wrong"),
            new Credentials("keeper", null),
            new Credentials("nobody", "right"))) {
      DatabaseException e =
          assertThrows(DatabaseException.class, () -> Database.open(url, wrong).close());
      String message = String.valueOf(e.getMessage());
      assertTrue(
          message.startsWith("The database " + url + " refuses the user " + wrong.user() + ": "),
          message);
      assertTrue(message.contains("EDMUND_DATABASE_PASSWORD"), message);
      assertFalse(message.contains("wrong") || message.contains("\n"), message);
    }
  }

  /** Every answer is a good one: what broke is tried again. */
  private void connectionsBreak(String superuser) throws Exception {
    Map<Integer, Integer> statuses =
        requestsDuring(
            () -> {
              for (int i = 0; i < 15; i++) {
                Thread.sleep(150);
                execute(
                    superuser,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'keeper'");
              }
            });
    assertEquals(java.util.Set.of(200), statuses.keySet(), statuses.toString());
  }

  private void away() {
    HttpResponse<String> answer = get("/odata/as");
    assertEquals(503, answer.statusCode());
    assertEquals(Optional.of("5"), answer.headers().firstValue("Retry-After"));
    assertTrue(answer.body().contains("cannot be reached"), answer.body());
    assertEquals(503, get("/readyz").statusCode());
    assertEquals(200, get("/livez").statusCode());
    assertEquals(200, get("/odata/$metadata".replace("$", "%24")).statusCode());
  }

  private void backAgain() throws Exception {
    assertEquals(200, get("/odata/as").statusCode());
    Thread.sleep(1_100);
    get("/readyz");
    Thread.sleep(1_100);
    assertEquals(200, get("/readyz").statusCode());
    Map<Integer, Integer> statuses = requestsDuring(() -> Thread.sleep(500));
    assertEquals(java.util.Set.of(200), statuses.keySet(), statuses.toString());
  }
}
