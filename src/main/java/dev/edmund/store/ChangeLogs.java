package dev.edmund.store;

import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.LogSql;
import dev.edmund.sql.MetaSql;
import dev.edmund.sql.SchemaSql;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Has the database log the changes that the model wants to be followed. Each log has an epoch, so
 * that nobody goes on in one that has not logged all the time.
 */
final class ChangeLogs {
  private static final String DEFINITION = "logs";
  private static final String TABLES = "log tables";
  private static final String DETACH = "log detach";

  private final Database database;
  private final Storage storage;
  private final LogSql sql;

  ChangeLogs(Database database, Storage storage) {
    this.database = database;
    this.storage = storage;
    this.sql = database.dialect().log();
  }

  /** Begins to log what is wanted and ends to log what is not, where that is not so already. */
  void keep(Handle handle) {
    if (!definition().equals(meta(handle, DEFINITION))) {
      detach(handle);
      attach(handle, false);
    }
  }

  /** Ends to log, so that tables can be changed. */
  void detach(Handle handle) {
    run(handle, meta(handle, DETACH).lines().toList());
    put(handle, DETACH, "");
    put(handle, DEFINITION, "");
  }

  /**
   * Begins to log.
   *
   * @param anew whether there were changes that were not logged
   */
  void attach(Handle handle, boolean anew) {
    List<String> present = meta(handle, TABLES).lines().toList();
    List<String> wanted = storage.logs().values().stream().map(ChangeLog::name).toList();
    present.stream().filter(name -> !wanted.contains(name)).forEach(name -> drop(handle, name));
    List<String> detach = new ArrayList<>();
    for (ChangeLog log : storage.logs().values()) {
      String made = String.join("\n", sql.create(log));
      if (anew || !made.equals(meta(handle, log.name()))) {
        if (present.contains(log.name())) {
          drop(handle, log.name());
        }
        run(handle, sql.create(log));
        put(handle, log.name(), made);
        put(handle, LogSql.epochName(log.name()), newEpoch());
        put(handle, LogSql.forgottenName(log.name()), "0");
      }
      run(handle, sql.attach(log));
      detach.addAll(sql.detach(log));
    }
    put(handle, TABLES, String.join("\n", wanted));
    put(handle, DETACH, String.join("\n", detach));
    put(handle, DEFINITION, definition());
  }

  /** Drops the logs. */
  void drop(Handle handle) {
    detach(handle);
    meta(handle, TABLES).lines().forEach(name -> drop(handle, name));
    put(handle, TABLES, "");
  }

  private void drop(Handle handle, String name) {
    run(handle, List.of(new SchemaSql(database.dialect()).dropTable(name)));
    put(handle, name, "");
  }

  /** What is logged, and how. */
  private String definition() {
    List<String> statements = new ArrayList<>();
    for (ChangeLog log : storage.logs().values()) {
      statements.addAll(sql.create(log));
      statements.addAll(sql.attach(log));
    }
    return String.join("\n", statements);
  }

  private static String newEpoch() {
    return Long.toString(new SecureRandom().nextLong() >>> 1);
  }

  /** They are plain statements: what stands in them is no bind. */
  private void run(Handle handle, List<String> statements) {
    try (Statement statement = handle.getConnection().createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database "
              + database.displayName()
              + " refuses to log changes: "
              + database.reason(e)
              + ".",
          e);
    }
  }

  private static String meta(Handle handle, String name) {
    return Scalar.text(handle, MetaSql.READ, name).orElse("");
  }

  private static void put(Handle handle, String name, String value) {
    handle.execute(MetaSql.WRITE, name, value);
  }
}
