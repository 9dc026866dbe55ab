package dev.edmund;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of database that this run of the tests is about, by the property {@code
 * edmund.test.database}: {@code sqlite}, which is the default, or {@code postgresql}.
 */
public final class TestDatabase {
  /** A string, a name in quotes, or a word. */
  private static final Pattern TOKEN = Pattern.compile("'[^']*'|\"[^\"]*\"|\\w+");

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

  /**
   * The JDBC URL of the database of a folder: {@code model.db} in it, or a schema of its own. The
   * folder is made.
   */
  public static String in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return isPostgres() ? schema(folder) : "jdbc:sqlite:" + folder.resolve("model.db");
  }

  /** The same folder has the same database on SQLite, and so it has here. */
  private static String schema(Path folder) {
    Path file = folder.resolve("model.schema");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, PostgresServer.newSchema());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the folder a new, empty database. */
  public static void forget(Path folder) {
    try {
      for (String name :
          List.of("model.db", "model.db-wal", "model.db-shm", "model.db-journal", "model.schema")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A statement in SQLite's words, of which few are understood, in those of this database. */
  public static String sql(String sqlite) {
    if (!isPostgres()) {
      return sqlite;
    }
    String sql =
        TOKEN.matcher(sqlite).replaceAll(token -> Matcher.quoteReplacement(quoted(token.group())));
    return sql.replaceAll("hex\\(([^)]+)\\)", "upper(encode($1, 'hex'))")
        .replace("typeof(", "pg_typeof(")
        .replace("sqlite_schema", POSTGRES_OBJECTS);
  }

  /** Names that are not in quotes lose their case. */
  private static String quoted(String token) {
    boolean name = Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    boolean mixed =
        !token.equals(token.toLowerCase(Locale.ROOT))
            && !token.equals(token.toUpperCase(Locale.ROOT));
    return name && mixed ? '"' + token + '"' : token;
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
