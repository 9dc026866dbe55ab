package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.Progress;
import dev.edmund.model.Mount;
import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.csdl.Diagnostic.Severity;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import dev.edmund.store.generate.Generation;
import dev.edmund.store.load.ImportFile;
import dev.edmund.store.load.ImportReport;
import dev.edmund.store.load.Importer;
import dev.edmund.store.schema.Migration;
import dev.edmund.store.schema.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
  private final Path directory;
  private final Path model;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final RecordedParts parts = new RecordedParts(new ArrayList<>());

  CommandLineTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    model = Files.writeString(directory.resolve("m.csdl.xml"), "<Edmx/>");
  }

  @Test
  void servesAndSaysWhereAndWhat() {
    List<Integer> answered = new ArrayList<>();
    int code =
        run(
            Map.of(),
            server -> answered.add(statusOf("http://127.0.0.1:" + server.port() + "/health")),
            "serve",
            model.toString(),
            "--port",
            "0");
    assertEquals(0, code, err.toString());
    assertEquals(List.of(200), answered);
    String text = out.toString();
    assertTrue(text.startsWith("The database was changed."), text);
    assertTrue(text.contains("Edmund listens on http://127.0.0.1:"), text);
    assertTrue(text.contains("  accounts  1,234"), text);
    assertTrue(text.contains("/odata/accounts?$top=3"), text);
    assertEquals("closed", parts.log().get(1));
  }

  @Test
  void portInUseIsOneLineAndNothingIsOpened() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertEquals(2, run("serve", model.toString(), "--port", port));
      assertEquals(
          "edmund: port " + port + " is in use; choose another with --port N",
          err.toString().trim());
      assertEquals(List.of(), parts.log());
    }
  }

  @Test
  void hostThatIsNotThereIsOneLine() {
    assertEquals(2, run("serve", model.toString(), "--port", "0", "--host", "no.such.invalid"));
    assertOneLine("cannot listen on no.such.invalid, port 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"70000", "-1"})
  void portThatCannotBeIsOneLine(String port) {
    assertEquals(2, run("serve", model.toString(), "--port=" + port));
    assertOneLine("there is no port " + port);
  }

  @Test
  void wrongUseIsOneLineThatNamesHelp() {
    assertEquals(2, run("serve", model.toString(), "--port", "http"));
    assertOneLine("'http' is not an int; see edmund serve --help");
    assertEquals(2, run("serve", "--nonsense"));
    assertOneLine("see edmund serve --help");
    assertEquals(2, run());
    assertOneLine("see edmund --help");
    assertEquals(2, run("generate", model.toString(), "--rows", "many"));
    assertOneLine("--rows");
  }

  @Test
  void baseUrlThatIsNoRootIsOneLine() {
    assertEquals(2, run("serve", model.toString(), "--port=0", "--base-url", "ftp://a/b"));
    assertOneLine("--base-url ftp://a/b is not a root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "check"})
  void modelThatIsNotThereIsOneLine(String command) {
    assertEquals(2, run(command, directory.resolve("no.xml").toString()));
    assertOneLine("no.xml is not there; name another file");
  }

  @Test
  void dataThatIsNotThereIsOneLine() {
    String folder = directory.resolve("none").toString();
    assertEquals(2, run("serve", model.toString(), "--data", folder));
    assertOneLine("none is not there; choose another with --data");
  }

  @Test
  void rowThatCannotBeLoadedIsOneLine() {
    assertEquals(2, run("generate", model.toString(), "--rows", "13"));
    assertOneLine("accounts.csv, line 7");
  }

  @Test
  void defectIsNotTheUsersError() {
    assertEquals(1, run("generate", model.toString(), "--rows", "14"));
    assertOneLine("a defect of Edmund");
  }

  @Test
  void generateCountsFromOne() {
    assertEquals(2, run("generate", model.toString(), "--rows", "0"));
    assertOneLine("--rows N");
    assertEquals(0, run("generate", model.toString(), "--rows", "12"));
    assertTrue(out.toString().contains("accounts: 12"), out.toString());
    assertTrue(out.toString().contains("note: seed 1"), out.toString());
    assertEquals(0, run("generate", model.toString(), "--seed", "7"));
    assertTrue(out.toString().contains("accounts: 100"), out.toString());
    assertTrue(out.toString().contains("note: seed 7"), out.toString());
  }

  @Test
  void checkPrintsDiagnosticsAndASummary() throws IOException {
    assertEquals(2, run("check", model.toString()));
    assertEquals(
        List.of(
            "m.xml:1:2: error bad: Schema: it is bad",
            "n.xml:3:4: info odd: Property P: a \"note\"",
            "m.xml: 1 error, 0 warnings, 1 note"),
        out.toString().lines().toList());
    out.getBuffer().setLength(0);
    Path sound = Files.writeString(directory.resolve("sound.xml"), "<Edmx/>");
    assertEquals(0, run("check", sound.toString()));
    assertEquals(
        List.of("sound.xml: 2 entity sets", "sound.xml: 0 errors, 0 warnings, 0 notes"),
        out.toString().lines().toList());
  }

  @Test
  void checkPrintsOneJsonObject() throws IOException {
    assertEquals(2, run("check", "--json", model.toString()));
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertEquals("m.xml", report.get("file").asText());
    assertEquals(1, report.get("errors").asInt());
    assertEquals(0, report.get("warnings").asInt());
    assertEquals(
        "{\"severity\":\"info\",\"code\":\"odd\",\"line\":3,\"column\":4,\"file\":\"n.xml\","
            + "\"element\":\"Property P\",\"message\":\"a \\\"note\\\"\"}",
        report.get("diagnostics").get(1).toString());
  }

  @Test
  void migrateSaysWhatItDidAndWhatWasLost() {
    assertEquals(0, run("migrate", "--accept-loss", model.toString()));
    assertEquals(
        List.of("Changed:", "  no column t.c", "Lost, as agreed:", "  t.c: 2 of 3 rows"),
        out.toString().lines().toList());
    assertEquals(List.of("Consent[acceptLoss=true, dryRun=false]"), parts.log());
  }

  @Test
  void dryRunPrintsThePlanAndItsSqlAndIsRefusedLikeTheRun() {
    List<String> plan =
        List.of(
            "To be changed:",
            "  no column t.c",
            "This would be lost:",
            "  t.c: 2 of 3 rows",
            "By these statements:",
            "  ALTER;");
    assertEquals(2, run("migrate", "--dry-run", model.toString()));
    assertEquals(plan, out.toString().lines().toList());
    out.getBuffer().setLength(0);
    assertEquals(0, run("migrate", "--dry-run", "--accept-loss", model.toString()));
    assertEquals(plan, out.toString().lines().toList());
  }

  @Test
  void ddlPrintsStatementsToPaste() {
    assertEquals(0, run("ddl", model.toString()));
    assertEquals(
        "CREATE TABLE a (b);\nCREATE INDEX c ON a (b);\n",
        out.toString().replace(System.lineSeparator(), "\n"));
    assertEquals(List.of("jdbc:sqlite:"), parts.log());
    assertEquals(2, run("ddl", directory.resolve("no.xml").toString()));
    assertOneLine("no.xml is not there");
  }

  @Test
  void everyOptionOfServeHasItsVariable() {
    CommandLine edmund = Main.commandLine(parts, server -> {}, name -> null);
    CommandLine serve = Objects.requireNonNull(edmund.getSubcommands().get("serve"));
    EnvironmentDefaults all = new EnvironmentDefaults(name -> name);
    serve.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(
            option -> {
              String name = option.longestName();
              String variable =
                  "EDMUND_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
              assertEquals(variable, all.defaultValue(option), name);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:3000", "http://localhost:3000/", "https://a/b", "ftp://a", "https://A"})
  void whatIsNoOriginIsRefused(String origin) {
    assertEquals(
        2, run(Map.of("EDMUND_CORS", "*," + origin), server -> {}, "serve", model.toString()));
    assertOneLine("--cors " + origin + " is no origin");
  }

  @Test
  void environmentFillsInAndTheCommandLineWins() throws IOException {
    Path data = Files.createDirectory(directory.resolve("elsewhere"));
    Map<String, String> environment =
        Map.of(
            "EDMUND_MODEL", model.toString(),
            "EDMUND_DATA", data.toString(),
            "EDMUND_DATABASE", "jdbc:sqlite:e.db",
            "EDMUND_HOST", "",
            "EDMUND_PORT", "0",
            "EDMUND_BASE_URL", "https://edmund.example/x/");
    assertEquals(0, run(environment, server -> {}, "serve", "--database", "jdbc:sqlite:c.db"));
    assertEquals(new Settings(model, data, "jdbc:sqlite:c.db").toString(), parts.log().get(0));
    assertTrue(out.toString().contains("https://edmund.example/x/odata/"), out.toString());
    assertEquals(2, run(Map.of("EDMUND_PORT", "x"), server -> {}, "serve", model.toString()));
    assertOneLine("'x' is not an int");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "check", "generate", "migrate", "ddl"})
  void helpAndVersionEverywhere(String command) {
    String[] help = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
    assertEquals(0, run(help));
    assertTrue(out.toString().contains("Usage: edmund"), out.toString());
    help[help.length - 1] = "--version";
    assertEquals(0, run(help));
    assertTrue(out.toString().matches("(?s).*edmund [0-9]+\\.[0-9]+\\..*"), out.toString());
    assertFalse(out.toString().contains("${"));
    assertEquals("", err.toString());
  }

  private void assertOneLine(String part) {
    String text = err.toString();
    err.getBuffer().setLength(0);
    assertTrue(text.startsWith("edmund: "), text);
    assertTrue(text.contains(part), text);
    assertEquals(1, text.lines().count(), text);
  }

  private int run(String... args) {
    return run(Map.of(), server -> {}, args);
  }

  private int run(Map<String, String> environment, ServeCommand.Waiting waiting, String... args) {
    CommandLine line = Main.commandLine(parts, waiting, environment::get);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private static int statusOf(String url) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Writes down what it is asked for. */
  private record RecordedParts(List<String> log) implements Parts {
    @Override
    public Composition open(Settings settings, Progress progress) {
      log.add(settings.toString());
      return new Composition(
          new Accounts(), List.of("The database was changed."), () -> log.add("closed"));
    }

    @Override
    public List<String> generate(Settings settings, Generation.Wanted wanted, Progress progress) {
      long rows = wanted.rows();
      if (rows == 13) {
        throw new ODataException(ErrorCode.INVALID_VALUE, "accounts.csv, line 7: not a number");
      }
      if (rows == 14) {
        throw new IllegalStateException("on purpose");
      }
      progress.step("accounts", rows, rows);
      return List.of("seed " + wanted.seed());
    }

    @Override
    public CheckReport check(Path model) {
      if (model.endsWith("sound.xml")) {
        return new CheckReport("sound.xml", List.of(), Map.of("entity sets", 2));
      }
      return new CheckReport(
          "m.xml",
          List.of(
              new Diagnostic(Severity.ERROR, "bad", "m.xml", 1, 2, "Schema", "it is bad"),
              new Diagnostic(Severity.INFO, "odd", "n.xml", 3, 4, "Property P", "a \"note\"")),
          Map.of());
    }

    @Override
    public Plan migrate(Settings settings, Migration.Consent consent, Progress progress) {
      log.add(consent.toString());
      return new Plan(
          List.of("no column t.c"), List.of("t.c: 2 of 3 rows"), List.of(), List.of("ALTER;"));
    }

    @Override
    public ImportReport importing(
        Settings settings, List<ImportFile> files, Importer.Wanted wanted, Progress progress) {
      files.forEach(file -> log.add(file.target() + " " + file.format()));
      log.add(wanted.toString());
      return new ImportReport(List.of(new ImportReport.Imported("accounts", 1_200, 3)));
    }

    @Override
    public void exporting(Settings settings, ExportFiles files, Progress progress) {
      log.add(files.names(List.of("accounts", "contacts")) + " " + files.format());
    }

    @Override
    public List<String> ddl(Path model, String database) {
      log.add(database);
      return List.of("CREATE TABLE a (b)", "CREATE INDEX c ON a (b)");
    }
  }

  private record Accounts() implements Service {
    @Override
    public ODataResponse options(ODataRequest request, Mount mount) {
      return answer(request, mount);
    }

    @Override
    public ODataResponse answer(ODataRequest request, Mount mount) {
      throw new IllegalStateException("not asked here");
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
          List.of(new Mount("/odata/", false)),
          List.of(new ServiceOverview.Resource("accounts", "EntitySet", OptionalLong.of(1234))),
          List.of("/odata/accounts?$top=3"));
    }
  }
}
