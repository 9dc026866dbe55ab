package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A model that is refused ends every command in one line, before there is a database. */
class BadModelTest {
  private static final String CIRCLE =
      """
      <Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices>
        <Schema Namespace="A" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="T" BaseType="A.T"/>
        </Schema></DataServices></Edmx>
      """;

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine(Parts.REAL, server -> {}, name -> null);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CIRCLE,
        "",
        "<a><b></a>",
        "{\"$Version\": 4",
        "<!DOCTYPE a []><a/>",
        "\u0000\u0001"
      })
  void isRefusedByEveryCommand(String document) throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), document);
    Path database = folder.resolve("model.db");
    String url = "jdbc:sqlite:" + database;
    assertEquals(2, run("serve", model.toString(), "--port", "0", "--database", url));
    assertEquals(2, run("generate", model.toString(), "--rows", "3", "--database", url));
    assertEquals("", out.toString());
    assertEquals(2, err.toString().lines().count(), err.toString());
    assertTrue(
        err.toString().lines().allMatch(l -> l.startsWith("edmund: " + model + ":")),
        err.toString());
    assertFalse(Files.exists(database));
    assertEquals(2, run("check", model.toString()));
    assertTrue(out.toString().startsWith(model + ":"), out.toString());
    assertTrue(out.toString().contains(": error "), out.toString());
    assertTrue(out.toString().contains("1 error"), out.toString());
  }
}
