package dev.edmund.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A SQLite file for each number of rows. */
record SqliteFile(Path file) implements Database {
  static final String KIND = "sqlite";

  static SqliteFile prepare(Settings settings, Children children) throws IOException {
    Path file = settings.directory().resolve("edmund-" + settings.rows() + ".db");
    if (!Files.exists(file)) {
      Path part = settings.directory().resolve("unfinished.db");
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(Path.of(part + suffix));
      }
      Database.generate(settings, children, new SqliteFile(part).url());
      Files.move(part, file);
    }
    return new SqliteFile(file);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String url() {
    return "jdbc:sqlite:" + file;
  }

  @Override
  public void close() {
    // Every connection to it is closed by who opened it.
  }
}
