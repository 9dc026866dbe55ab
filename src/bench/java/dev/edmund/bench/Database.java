package dev.edmund.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The generated database. It is made once for each number of rows and kept. */
record Database(Path file) {
  private static final String JAR = "target/edmund.jar";
  private static final long MINUTES = 10;

  static Database prepare(Settings settings, Children children) throws IOException {
    Path file = settings.directory().resolve("edmund-" + settings.rows() + ".db");
    if (!Files.exists(file)) {
      Path part = settings.directory().resolve("unfinished.db");
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(Path.of(part + suffix));
      }
      generate(settings.rows(), part, children);
      Files.move(part, file);
    }
    return new Database(file);
  }

  private static void generate(int rows, Path file, Children children) throws IOException {
    List<String> arguments =
        List.of("-jar", JAR, "generate", "--rows", rows + "", "--database", "jdbc:sqlite:" + file);
    Process process = children.start("generate", arguments);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new BenchmarkException(
            "The database was not generated; see " + children.log("generate"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("The benchmark was interrupted");
    }
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  /** The keys of so many connections, from all over the table. */
  List<String> keys(int wanted) throws SQLException {
    List<String> keys = new ArrayList<>();
    String sql =
        "SELECT connectionid FROM mscrm_connection"
            + " WHERE _rid % (SELECT max(1, count(*) / ?) FROM mscrm_connection) = 0 LIMIT ?";
    try (Connection connection = DriverManager.getConnection(url());
        var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, wanted);
      statement.setInt(2, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
    }
    return keys;
  }
}
