package dev.edmund;

import java.nio.file.Path;

/**
 * The kind of database that this run of the tests is about, by the property {@code
 * edmund.test.database}: {@code sqlite}, which is the default, or {@code postgresql}.
 */
public final class TestDatabase {
  private TestDatabase() {}

  /** The JDBC URL of a new, empty database: {@code model.db} in the folder, or a schema. */
  public static String in(Path folder) {
    return isPostgres() ? PostgresServer.newSchema() : "jdbc:sqlite:" + folder.resolve("model.db");
  }

  public static boolean isPostgres() {
    String kind = System.getProperty("edmund.test.database", "sqlite");
    return switch (kind) {
      case "sqlite" -> false;
      case "postgresql" -> true;
      default -> throw new IllegalStateException("There are no tests for " + kind);
    };
  }
}
