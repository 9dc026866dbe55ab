package dev.edmund.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A SQLite file for each number of rows. */
record SqliteFile(Path file) implements Database {
  static final String KIND = "sqlite";

  static SqliteFile prepare(Settings settings, Children children) throws IOException {
    Path file = settings.directory().resolve("edmund-" + settings.rows() + ".db");
    if (!Files.exists(file)) {
      Path part = settings.directory().resolve("unfinished.db");
      remove(part);
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
  public Database copy(String purpose) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    Path copy = Path.of(file.toString().replaceFirst("\\.db$", "-" + purpose + ".db"));
    remove(copy);
    Files.copy(file, copy);
    return new DatabaseCopy(KIND, new SqliteFile(copy).url(), () -> remove(copy));
  }

  private static void remove(Path file) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
  }

  @Override
  public void close() {
    // Every connection to it is closed by who opened it.
  }
}
