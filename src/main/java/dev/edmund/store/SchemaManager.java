package dev.edmund.store;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.MetaSql;
import dev.edmund.sql.SchemaSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Makes a database fit a storage mapping, and knows how far that has come.
 *
 * <p>Tables are there at once, indexes when the data are; until then the database is marked as
 * loading, so that a start after a crash knows that it has to begin again.
 */
public final class SchemaManager {
  private static final String FINGERPRINT = "fingerprint";
  private static final String STATE = "state";
  private static final String SECRET = "secret";
  private static final String TABLES = "tables";
  private static final String COPIES = "copies";
  private static final String LOADING = "loading";
  private static final String READY = "ready";
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final Storage storage;
  private final SchemaSql sql;

  public SchemaManager(Database database, Storage storage) {
    this.database = database;
    this.storage = storage;
    this.sql = new SchemaSql(database.dialect());
  }

  /** What {@link #open} found or did. */
  public enum Opened {
    /** The tables are new and empty; the data are to be loaded and then {@link #ready} is due. */
    CREATED,
    /** Schema and data are there. */
    READY
  }

  /**
   * Creates the tables, unless they are there.
   *
   * @throws DatabaseException when the database holds another model or other tables of these names
   */
  public Opened open() {
    Opened opened = database.write(this::openOrCreate);
    if (opened == Opened.CREATED) {
      loading();
    }
    return opened;
  }

  private Opened openOrCreate(Handle handle) {
    Map<String, Set<String>> present = SchemaDifference.columns(handle);
    if (present.containsKey(MetaSql.TABLE)) {
      if (LOADING.equals(meta(handle, STATE))) {
        drop(handle);
        present = SchemaDifference.columns(handle);
      } else if (fingerprint().equals(meta(handle, FINGERPRINT))) {
        return Opened.READY;
      } else {
        throw otherModel(handle, present);
      }
    }
    create(handle, present);
    return Opened.CREATED;
  }

  /**
   * While a load goes on no other process may take it for one that crashed and begin again. The
   * lock is taken with the next write.
   */
  private void locking(String mode) {
    database.alone(handle -> handle.createQuery(mode).mapTo(String.class).one());
  }

  private void letOthersIn() {
    locking(MetaSql.LET_OTHERS_IN);
    database.alone(handle -> handle.createQuery(MetaSql.ACCESS).mapTo(Long.class).one());
  }

  private DatabaseException otherModel(Handle handle, Map<String, Set<String>> present) {
    present.keySet().retainAll(Set.copyOf(tableNames(handle)));
    return new DatabaseException(
        "The database "
            + database.displayName()
            + " was made for another model ("
            + SchemaDifference.describe(storage, present)
            + "): choose another --database, or remove the file.");
  }

  private void create(Handle handle, Map<String, Set<String>> present) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(present.keySet());
    for (Table table : storage.tables()) {
      if (taken.contains(table.name())) {
        throw new DatabaseException(
            "The database "
                + database.displayName()
                + " already has a table "
                + table.name()
                + " that is not Edmund's: choose another --database.");
      }
    }
    handle.execute(MetaSql.CREATE);
    sql.tables(storage).forEach(handle::execute);
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    put(handle, SECRET, Base64.getEncoder().encodeToString(secret));
    put(handle, FINGERPRINT, fingerprint());
    put(handle, TABLES, String.join("\n", storage.tables().stream().map(Table::name).toList()));
    put(handle, STATE, LOADING);
  }

  /** Marks the database as incomplete: a crash from here on means a new beginning. */
  public void loading() {
    locking(MetaSql.LOCK_OTHERS_OUT);
    database.write(handle -> put(handle, STATE, LOADING));
  }

  /** Marks the database as complete. */
  public void ready() {
    database.write(handle -> put(handle, STATE, READY));
    letOthersIn();
  }

  /** The highest number of a copy that was made of the loaded rows; 0 when there is none. */
  public long copies() {
    return database.write(
        handle -> {
          String copies = meta(handle, COPIES);
          return copies.isEmpty() ? 0 : Long.parseLong(copies);
        });
  }

  /** Remembers the highest number of a copy, so that later copies get others. */
  public void copies(long highest) {
    database.write(handle -> put(handle, COPIES, Long.toString(highest)));
  }

  /** Whether the data are there; false as well when there is no schema yet. */
  public boolean isReady() {
    return database.write(
        handle ->
            SchemaDifference.columns(handle).containsKey(MetaSql.TABLE)
                && READY.equals(meta(handle, STATE))
                && fingerprint().equals(meta(handle, FINGERPRINT)));
  }

  /** The 32 random bytes of this database, for signing tokens. */
  public byte[] secret() {
    return database.write(handle -> Base64.getDecoder().decode(meta(handle, SECRET)));
  }

  /**
   * Creates the indexes of all tables.
   *
   * @param problem called instead when a unique index finds equal rows; it throws
   */
  public void createIndexes(Progress progress, DuplicateHandler problem) {
    long total = storage.tables().stream().mapToLong(t -> t.indexes().size()).sum();
    long done = 0;
    for (Table table : storage.tables()) {
      for (Table.Index index : table.indexes()) {
        progress.step("indexes", done++, total);
        database.write(
            handle -> {
              if (index.unique()) {
                problem.check(handle, table, index);
              }
              return handle.execute(sql.index(table, index));
            });
      }
    }
    progress.step("indexes", total, total);
  }

  /** Looks for equal rows before a unique index is made. */
  public interface DuplicateHandler {
    void check(Handle handle, Table table, Table.Index index);
  }

  /** Drops the indexes of all tables, before many rows are added. */
  public void dropIndexes() {
    database.write(
        handle -> {
          for (Table table : storage.tables()) {
            table.indexes().forEach(index -> handle.execute(sql.dropIndex(index)));
          }
          return null;
        });
  }

  /** Takes back {@link #open}: removes the file if it was made, else Edmund's tables. */
  public void discard() {
    if (database.created()) {
      database.delete();
    } else {
      database.write(
          handle -> {
            drop(handle);
            return null;
          });
      letOthersIn();
    }
  }

  /** Only tables that Edmund wrote down as its own. */
  private void drop(Handle handle) {
    tableNames(handle).forEach(name -> handle.execute(sql.dropTable(name)));
    handle.execute(sql.dropTable(MetaSql.TABLE));
  }

  private static List<String> tableNames(Handle handle) {
    List<String> names = new ArrayList<>();
    meta(handle, TABLES).lines().filter(name -> !name.isEmpty()).forEach(names::add);
    return names;
  }

  private static String meta(Handle handle, String name) {
    return handle.createQuery(MetaSql.READ).bind(0, name).mapTo(String.class).findOne().orElse("");
  }

  private static int put(Handle handle, String name, String value) {
    return handle.execute(MetaSql.WRITE, name, value);
  }

  private String fingerprint() {
    List<String> ddl = new ArrayList<>(sql.tables(storage));
    ddl.addAll(sql.indexes(storage));
    try {
      byte[] text = String.join(";\n", ddl).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
