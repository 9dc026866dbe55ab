package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code import} and {@code export} as they are typed. */
class TransferCommandTest {
  private static final String MODEL = "src/test/resources/models/transfer.csdl.xml";
  private static final String MAKERS = "Name,Rank,Code\nAnna,1,A\nBob,,\"\"\n";

  @TempDir Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream standardOut = new ByteArrayOutputStream();
  private String standardIn = "";

  @BeforeEach
  void makeTables() {
    Settings settings = new Settings(Path.of(MODEL), null, database("first"));
    Composition.open(settings, Progress.NONE).close();
  }

  private String database(String name) {
    return "jdbc:sqlite:" + directory.resolve(name + ".db");
  }

  private int run(String... args) {
    StandardStreams streams =
        new StandardStreams(
            new ByteArrayInputStream(standardIn.getBytes(StandardCharsets.UTF_8)), standardOut);
    CommandLine line = Main.commandLine(Parts.REAL, server -> {}, name -> null, streams);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private String exported(String set, String format) {
    standardOut.reset();
    int code = run("export", set, "-", MODEL, "--format", format, "--database", database("first"));
    assertEquals(0, code, err::toString);
    return standardOut.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFileGoesInAndComesOut() throws IOException {
    Path makers = file("any.csv", MAKERS);
    assertEquals(
        0, run("import", "Makers", makers.toString(), MODEL, "--database", database("first")));
    assertEquals(
        List.of("Makers: 2", "Makers: 2 added, 0 changed"),
        out.toString().lines().filter(line -> line.startsWith("Makers")).toList());
    assertEquals(MAKERS, exported("Makers", "csv"));
    assertEquals(
        """
        {"Name":"Anna","Rank":1,"Code":"A"}
        {"Name":"Bob","Rank":null,"Code":""}
        """,
        exported("Makers", "ndjson"));
    assertEquals("", err.toString().replaceAll("(?m)^Makers: 2$\\R?", ""));
  }

  @Test
  void aPackedFileIsUnpackedAndPacked() throws IOException {
    Path packed = directory.resolve("makers.csv.gz");
    try (GZIPOutputStream gz = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gz.write(MAKERS.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(
        0, run("import", "Makers", packed.toString(), MODEL, "--database", database("first")));
    Path back = directory.resolve("back.csv.gz");
    assertEquals(
        0, run("export", "Makers", back.toString(), MODEL, "--database", database("first")));
    try (GZIPInputStream gz = new GZIPInputStream(Files.newInputStream(back))) {
      assertArrayEquals(MAKERS.getBytes(StandardCharsets.UTF_8), gz.readAllBytes());
    }
    assertFalse(Files.exists(directory.resolve("back.csv.gz.part")));
  }

  @Test
  void aPackedFileThatIsCutOffIsRefused() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(whole)) {
      gz.write(MAKERS.getBytes(StandardCharsets.UTF_8));
    }
    Path cut = directory.resolve("cut.csv.gz");
    Files.write(cut, java.util.Arrays.copyOf(whole.toByteArray(), whole.size() - 9));
    assertEquals(
        2, run("import", "Makers", cut.toString(), MODEL, "--database", database("first")));
    assertTrue(err.toString().startsWith("edmund: " + cut + ":"), err.toString());
    assertEquals("[\n]\n", exported("Makers", "json"));
  }

  @Test
  void standardInputNeedsAFormat() {
    standardIn = "{\"Name\":\"Anna\"}\n{\"Name\":\"Bob\"}";
    assertEquals(2, run("import", "Makers", "-", MODEL, "--database", database("first")));
    assertEquals(
        "edmund: say with --format what standard input has: csv, json or ndjson",
        err.toString().strip());
    assertEquals(
        0,
        run("import", "Makers", "-", MODEL, "--format", "ndjson", "--database", database("first")));
    assertEquals("Name,Rank,Code\nAnna,,\nBob,,\n", exported("Makers", "csv"));
  }

  @Test
  void aDryRunAndAnUpsertSayWhatTheyDo() throws IOException {
    Path makers = file("makers.csv", MAKERS);
    String url = database("first");
    assertEquals(0, run("import", "Makers", makers.toString(), MODEL, "--database", url));
    String more = file("more.csv", "Name,Rank\nBob,5\nCleo,6\n").toString();
    assertEquals(2, run("import", "Makers", more, MODEL, "--database", url));
    assertEquals(
        "edmund: " + more + ":2: column Name: an entity with the same key is there already",
        err.toString().strip());
    assertEquals(
        0, run("import", "--upsert", "--dry-run", "Makers", more, MODEL, "--database", url));
    assertTrue(out.toString().contains("Makers: 1 would be added, 1 would be changed"));
    assertEquals(MAKERS, exported("Makers", "csv"));
    assertEquals(0, run("import", "--upsert", "Makers", more, MODEL, "--database", url));
    assertEquals("Name,Rank,Code\nAnna,1,A\nBob,5,\"\"\nCleo,6,\n", exported("Makers", "csv"));
  }

  @Test
  void aFolderHasAllSets() throws IOException {
    String things = "{\"Id\":1,\"Maker@odata.bind\":\"Makers('Anna')\"}\n";
    Path folder = Files.createDirectories(directory.resolve("in"));
    Files.writeString(folder.resolve("Makers.csv"), MAKERS);
    Files.writeString(folder.resolve("Things.ndjson"), things);
    Files.writeString(folder.resolve("notes.txt"), "not for us");
    assertEquals(
        0,
        run("import", "--all", folder.toString(), MODEL, "--database", database("first")),
        err::toString);
    Path first = directory.resolve("first");
    assertEquals(
        0, run("export", "--all", first.toString(), MODEL, "--database", database("first")));
    try (var files = Files.list(first)) {
      assertEquals(
          List.of("Counters.json", "Favourite.json", "Films.json", "Makers.json", "Things.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    // The folder is one that a new database can begin with.
    Settings settings = new Settings(Path.of(MODEL), first, database("second"));
    Composition.open(settings, Progress.NONE).close();
    Path second = directory.resolve("second");
    assertEquals(
        0, run("export", "--all", second.toString(), MODEL, "--database", database("second")));
    for (String name : List.of("Favourite", "Films", "Makers", "Things")) {
      assertEquals(
          Files.readString(first.resolve(name + ".json")),
          Files.readString(second.resolve(name + ".json")));
    }
  }

  @Test
  void whatIsMissingOrTooMuchIsOneLine() throws IOException {
    String url = database("first");
    assertEquals(2, run("import", "--database", url));
    assertEquals(2, run("export", "--database", url));
    assertEquals(2, run("import", "Makers", "none.csv", MODEL, "--database", url));
    assertEquals(
        2, run("import", "Makers", file("x.txt", "").toString(), MODEL, "--database", url));
    assertEquals(2, run("export", "Boxes", "-", MODEL, "--database", url));
    assertEquals(2, run("export", "Makers", "-", MODEL, "--format", "xml", "--database", url));
    assertEquals(2, run("export", "--all", "d", "Makers", "x.json", "--database", url));
    assertEquals(
        List.of(
            "edmund: a set and a file are needed; see edmund import --help",
            "edmund: a set is needed; see edmund export --help",
            "edmund: the file none.csv is not there; name another",
            "edmund: the name "
                + directory.resolve("x.txt")
                + " does not tell a format; say --format csv, json or ndjson",
            "edmund: The model has no entity set or singleton 'Boxes'.",
            "edmund: there is no format xml; choose csv, json or ndjson",
            "edmund: --all names all files; give the model and nothing else"),
        err.toString().lines().toList());
  }

  @Test
  void aDatabaseThatIsNotThereIsNotMade() throws IOException {
    Path makers = file("makers.csv", MAKERS);
    assertEquals(
        2, run("import", "Makers", makers.toString(), MODEL, "--database", database("none")));
    assertTrue(err.toString().contains("edmund serve makes it"), err.toString());
    assertFalse(Files.exists(directory.resolve("none.db")));
  }

  @Test
  void aFileThatIsRefusedIsNotThere() {
    Path file = directory.resolve("things.csv");
    assertEquals(
        2, run("export", "Things", file.toString(), MODEL, "--database", database("first")));
    assertTrue(err.toString().contains("export JSON"), err.toString());
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(directory.resolve("things.csv.part")));
  }
}
