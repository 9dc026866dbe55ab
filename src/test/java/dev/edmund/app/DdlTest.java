package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.store.Database;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.load.TestData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code ddl} prints, run in an empty database. */
class DdlTest {
  private static final String SCHEMA =
      "SELECT type, name, sql FROM sqlite_schema"
          + " WHERE sql IS NOT NULL AND name NOT LIKE 'edmund_%' ORDER BY 1, 2";

  @TempDir Path directory = Path.of("");

  @Test
  void itMakesTheTablesAndIndexesOfAServedModel() {
    Path model = Path.of("model", "connections.csdl.xml");
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine(Parts.REAL, server -> {}, name -> null);
    line.setOut(new PrintWriter(out, true));
    assertEquals(0, line.execute("ddl", "--database", "jdbc:sqlite:", model.toString()));
    List<List<String>> printed;
    try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("printed.db"))) {
      List<String> statements = Pattern.compile(";\\R").splitAsStream(out.toString()).toList();
      database.write(
          handle -> {
            for (String statement : statements) {
              handle.execute(statement);
            }
            return statements.size();
          });
      printed = TestData.rows(database, SCHEMA);
    }
    try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("served.db"))) {
      SchemaManager schema = new SchemaManager(database, Model.load(model).storage());
      schema.open(Progress.NONE);
      schema.createIndexes(Progress.NONE, (handle, table, index) -> {});
      schema.ready();
      assertEquals(TestData.rows(database, SCHEMA), printed);
    }
    assertTrue(printed.size() > 50, "there is something to compare");
  }

  @Test
  void anotherKindOfDatabaseIsOneLine() {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(Parts.REAL, server -> {}, name -> null);
    line.setErr(new PrintWriter(err, true));
    String model = Path.of("model", "connections.csdl.xml").toString();
    assertEquals(2, line.execute("ddl", "--database", "jdbc:oracle:thin:x", model));
    assertEquals(
        "edmund: The database jdbc:oracle:… is not supported: use jdbc:sqlite:FILE or"
            + " jdbc:postgresql://HOST:PORT/NAME.",
        err.toString().strip());
  }
}
