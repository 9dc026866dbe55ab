package dev.edmund.bench;

import dev.edmund.bench.floor.ImportFloor;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * How many entities a second Edmund imports into SQLite with a heap of 128 MB: of a set with eight
 * plain properties, and accounts of the model that it comes with. Each number is of a whole
 * command, with the start of its JVM. The first is that of {@link ImportFloor}.
 */
public final class ImportSpeed {
  private static final String HEAP = "128m";
  private static final String DEFAULT_ROWS = "400000";
  private static final String SHIPPED = "model/connections.csdl.xml";
  private static final String MODEL =
      """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:DataServices>
          <Schema Namespace="Bench" xmlns="http://docs.oasis-open.org/odata/ns/edm">
            <EntityType Name="Product">
              <Key><PropertyRef Name="ID"/></Key>
              <Property Name="ID" Type="Edm.Int64" Nullable="false"/>
              <Property Name="Name" Type="Edm.String" MaxLength="100" Nullable="false"/>
              <Property Name="Code" Type="Edm.Guid"/>
              <Property Name="Price" Type="Edm.Decimal" Precision="10" Scale="2"/>
              <Property Name="Weight" Type="Edm.Double"/>
              <Property Name="Stock" Type="Edm.Int32"/>
              <Property Name="Released" Type="Edm.Date"/>
              <Property Name="Changed" Type="Edm.DateTimeOffset"/>
            </EntityType>
            <EntityContainer Name="Container">
              <EntitySet Name="Products" EntityType="Bench.Product"/>
            </EntityContainer>
          </Schema>
        </edmx:DataServices>
      </edmx:Edmx>
      """;
  private static final List<String> PRODUCT =
      List.of("ID", "Name", "Code", "Price", "Weight", "Stock", "Released", "Changed");
  private static final List<String> ACCOUNT =
      List.of(
          "accountid",
          "name",
          "accountnumber",
          "emailaddress1",
          "telephone1",
          "address1_city",
          "numberofemployees");

  private final Build build;
  private final Children children;
  private final Path directory;
  private final int rows;

  private ImportSpeed(Build build, Children children, Path directory, int rows) {
    this.build = build;
    this.children = children;
    this.directory = directory;
    this.rows = rows;
  }

  /** The values of a row, those that JSON has in quotes in quotes. */
  private interface Row {
    List<String> of(int number);
  }

  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of("target/bench/import-speed"));
    Build asked = Build.of(System.getProperty("bench.subject", "edmund"));
    int rows = Integer.parseInt(System.getProperty("bench.rows", DEFAULT_ROWS));
    String model = Files.writeString(directory.resolve("model.xml"), MODEL).toString();
    try (Children children = new Children(directory)) {
      ImportSpeed products = new ImportSpeed(with(asked, model), children, directory, rows);
      products.floor();
      products.run("Products", model, PRODUCT, ImportSpeed::product);
      new ImportSpeed(with(asked, SHIPPED), children, directory, rows / 2)
          .run("accounts", SHIPPED, ACCOUNT, ImportSpeed::account);
    } catch (BenchmarkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Build with(Build build, String model) {
    return new Build("Edmund", build.place(), List.of("-Xmx" + HEAP), List.of(model));
  }

  private static List<String> product(int i) {
    return List.of(
        Integer.toString(i + 1),
        quoted("Chainsaw bar " + i),
        quoted(guid(i)),
        String.format(Locale.ROOT, "%d.%02d", i % 1000, i % 100),
        i % 5000 + ".37",
        Integer.toString(i % 500),
        quoted(String.format(Locale.ROOT, "2024-%02d-%02d", i % 12 + 1, i % 28 + 1)),
        quoted(
            String.format(Locale.ROOT, "2025-03-%02dT%02d:%02d:00Z", i % 28 + 1, i % 24, i % 60)));
  }

  private static List<String> account(int i) {
    return List.of(
        quoted(guid(i)),
        quoted("Müller Logistics " + i),
        quoted(Accounts.number(i)),
        quoted("office" + i + "@example.com"),
        quoted("+49 40 " + i),
        quoted("Hamburg"),
        Integer.toString(i % 500));
  }

  /** Keys in no order, the same in each run. */
  private static String guid(int i) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i})
        .toString();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private void run(String set, String model, List<String> names, Row row) throws IOException {
    for (String format : List.of("csv", "ndjson", "json")) {
      Path file = directory.resolve(set + "." + format);
      try (Writer out = Files.newBufferedWriter(file)) {
        write(out, format, names, row);
      }
      String database = empty(set + ".db");
      // Starting makes the tables.
      Service.of(build, children, database, HEAP, "serve-empty").close();
      List<String> command = List.of("import", set, file.toString(), model, "--database", database);
      measure(set + " from " + format, build.arguments(command.toArray(String[]::new)));
      measure(
          set + " from " + format + ", --upsert of the same",
          build.arguments(
              "import", set, file.toString(), model, "--database", database, "--upsert"));
      Files.delete(file);
    }
  }

  /** The same rows by hand-written SQL, from CSV without a quoted comma. */
  private void floor() throws IOException {
    Path file = directory.resolve("floor.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      write(out, "csv", PRODUCT, ImportSpeed::product);
    }
    String database = empty("floor.db");
    measure(
        "Products from csv, bare JDBC",
        List.of(
            "-Xmx" + HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            ImportFloor.class.getName(),
            file.toString(),
            database));
    Files.delete(file);
  }

  private void write(Writer out, String format, List<String> names, Row row) throws IOException {
    if (format.equals("csv")) {
      out.write(String.join(",", names) + "\n");
    } else if (format.equals("json")) {
      out.write("[\n");
    }
    for (int i = 0; i < rows; i++) {
      List<String> values = row.of(i);
      if (format.equals("csv")) {
        out.write(String.join(",", values) + "\n");
      } else {
        out.write(format.equals("json") && i > 0 ? "," : "");
        for (int j = 0; j < names.size(); j++) {
          out.write((j == 0 ? "{" : ",") + quoted(names.get(j)) + ":" + values.get(j));
        }
        out.write("}\n");
      }
    }
    if (format.equals("json")) {
      out.write("]\n");
    }
  }

  private void measure(String name, List<String> arguments) throws IOException {
    long begun = System.nanoTime();
    children.run("import", arguments);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT, "%-44s %8.1f s %,10.0f a second%n", name, seconds, rows / seconds);
  }

  private String empty(String name) throws IOException {
    Path file = directory.resolve(name);
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
    return "jdbc:sqlite:" + file;
  }
}
