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

  /** What stands for {@code sqlite_schema}. */
  private static final String POSTGRES_OBJECTS =
      """
      (SELECT table_name AS name, 'table' AS type, table_name AS tbl_name, (
           SELECT string_agg(concat_ws(' ', column_name, data_type, collation_name, is_nullable,
               column_default), ', ' ORDER BY ordinal_position)
           FROM information_schema.columns c
           WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name) AS sql
       FROM information_schema.tables t
       WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
       UNION ALL
       SELECT indexname, 'index', tablename, replace(indexdef, schemaname || '.', '')
       FROM pg_indexes WHERE schemaname = current_schema()) objects""";

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
            + " AND indexname NOT LIKE '%pkey%' ORDER BY 1"
        : "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1";
  }

  /** A statement written for SQLite: other databases want quotes around names in mixed case. */
  public static String sql(String statement) {
    return isPostgres()
        ? QUOTED_OR_MIXED
            .matcher(statement)
            .replaceAll(m -> m.group(1) == null ? Matcher.quoteReplacement(m.group()) : "\"$1\"")
            .replaceAll("hex\\(([^)]+)\\)", "upper(encode($1, 'hex'))")
            .replace("typeof(", "pg_typeof(")
            .replace("sqlite_schema", POSTGRES_OBJECTS)
        : statement;
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
