package dev.edmund;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of database that this run of the tests is about, by the property {@code
 * edmund.test.database}: {@code sqlite}, which is the default, or {@code postgresql}.
 */
public final class TestDatabase {
  private static final Pattern QUOTED_OR_MIXED =
      Pattern.compile(
          "'(?:[^']|'')*'|\"[^\"]*\"|\\b(\\w*(?:[a-z]\\w*[A-Z]|[A-Z]\\w*[a-z])\\w*)\\b");

  private TestDatabase() {}

  /** The JDBC URL of a new, empty database: {@code model.db} in the folder, or a schema. */
  public static String in(Path folder) {
    return isPostgres() ? PostgresServer.newSchema() : "jdbc:sqlite:" + folder.resolve("model.db");
  }

  /** The JDBC URL of the database of a file, the same each time; on PostgreSQL a schema for it. */
  public static String at(Path file) {
    if (!isPostgres()) {
      return "jdbc:sqlite:" + file;
    }
    try {
      Path note = note(file);
      if (!Files.exists(note)) {
        Files.writeString(note, PostgresServer.newSchema());
      }
      return Files.readString(note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the next {@link #at} for the file give a new database. */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(note(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".url");
  }

  /** A query for the names of the tables. */
  public static String tables() {
    return isPostgres()
        ? "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        : "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1";
  }

  /** A query for the names of the indexes that were made by a statement. */
  public static String indexes() {
    return isPostgres()
        ? "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
            + " AND indexname NOT LIKE '%pkey%' AND indexname NOT LIKE 'edmund_%' ORDER BY 1"
        : "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
            + " AND name NOT LIKE 'edmund_%' ORDER BY 1";
  }

  /**
   * A statement written for SQLite: other databases want quotes around names in mixed case and
   * types for columns, and have another {@code hex}.
   */
  public static String sql(String statement) {
    if (!isPostgres()) {
      return statement;
    }
    return QUOTED_OR_MIXED
        .matcher(statement)
        .replaceAll(m -> m.group(1) == null ? Matcher.quoteReplacement(m.group()) : "\"$1\"")
        .replaceAll("\\bhex\\((\\w+)\\)", "upper(encode($1, 'hex'))")
        .replaceAll("^(CREATE TABLE \\S+ \\(\\w+)\\)$", "$1 integer)");
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
