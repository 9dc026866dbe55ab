package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.store.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Where user and password of a database come from, and where they do not go. */
final class DataOptionsTest {
  @TempDir Path directory = Path.of("");

  private static Settings settings(Map<String, String> environment, String... arguments) {
    DataOptions options = new DataOptions(environment::get);
    new CommandLine(options)
        .setDefaultValueProvider(new EnvironmentDefaults(environment::get))
        .parseArgs(arguments);
    return options.settings();
  }

  @Test
  void withoutAnyTheUrlHasToDo() {
    assertEquals(Credentials.NONE, settings(Map.of()).credentials());
  }

  @Test
  void variablesGiveThem() {
    Map<String, String> both =
        Map.of("EDMUND_DATABASE_USER", "u", "EDMUND_DATABASE_PASSWORD", " p w ");
    assertEquals(new Credentials("u", " p w "), settings(both).credentials());
    assertEquals(
        new Credentials("v", " p w "), settings(both, "--database-user", "v").credentials());
  }

  @Test
  void theFirstLineOfAFileIsThePassword() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "p:w\nmore\n");
    assertEquals(
        new Credentials(null, "p:w"),
        settings(
                Map.of("EDMUND_DATABASE_PASSWORD", "other"),
                "--database-password-file",
                file.toString())
            .credentials());
    assertEquals(
        new Credentials(null, "p:w"),
        settings(Map.of("EDMUND_DATABASE_PASSWORD_FILE", file.toString())).credentials());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = directory.resolve("none");
    UserException e =
        assertThrows(
            UserException.class,
            () -> settings(Map.of("EDMUND_DATABASE_PASSWORD_FILE", file.toString())));
    assertEquals(
        "the password file " + file + " cannot be read; name another or mend its permissions",
        e.getMessage());
  }

  @Test
  void nothingPrintsThePassword() {
    Settings settings =
        settings(
            Map.of("EDMUND_DATABASE_PASSWORD", "hidden1"),
            "--database",
            "jdbc:postgresql://h/d?user=u&password=hidden2");
    assertEquals("jdbc:postgresql://h/d", settings.databaseName());
    assertFalse(settings.toString().contains("hidden"), settings.toString());
    assertFalse(settings.credentials().toString().contains("hidden"));
  }
}
