package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  private final Path directory;

  SettingsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void ownModelHasItsDataAndDatabaseInTheWorkingDirectory() throws IOException {
    file("model/connections.csdl.xml");
    Files.createDirectories(directory.resolve("data"));
    Files.createDirectories(directory.resolve("model/data"));
    Path own = Path.of("model/connections.csdl.xml");
    Settings expected = new Settings(own, Path.of("data"), "jdbc:sqlite:data/edmund.db");
    assertEquals(expected, settings(null));
    assertEquals(expected, settings("model/connections.csdl.xml"));
    assertEquals(
        "jdbc:sqlite:data/edmund.db", settings("./model/../model/connections.csdl.xml").database());
  }

  @ParameterizedTest
  @CsvSource({
    "other/my.csdl.xml, my",
    "other/my.xml, my",
    "other/my.csdl.json, my",
    "other/my.v2.XML, my.v2",
    "other/my, my"
  })
  void otherModelNamesItsDatabase(String file, String name) throws IOException {
    file(file);
    assertEquals(new Settings(Path.of(file), null, "jdbc:sqlite:" + name + ".db"), settings(file));
  }

  @Test
  void otherModelHasTheDataBesideIt() throws IOException {
    file("other/my.csdl.xml");
    Files.createDirectories(directory.resolve("other/data"));
    Files.createDirectories(directory.resolve("data"));
    assertEquals(Path.of("other/data"), settings("other/my.csdl.xml").data());
    file("my.csdl.xml");
    assertEquals(Path.of("data"), settings("my.csdl.xml").data());
  }

  @Test
  void nothingToServeSaysWhatToDo() {
    UserException e = assertThrows(UserException.class, () -> settings(null));
    assertEquals(
        "model/connections.csdl.xml is not there; name a model: edmund serve MODEL",
        e.getMessage());
  }

  private Settings settings(@Nullable String model) {
    return Settings.of(directory, model == null ? null : Path.of(model), null, null);
  }

  private void file(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<Edmx/>");
  }
}
