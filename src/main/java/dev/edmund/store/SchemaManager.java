package dev.edmund.store;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.AnswersSql;
import dev.edmund.sql.MetaSql;
import dev.edmund.sql.SchemaSql;
import dev.edmund.sql.VersionSql;
import dev.edmund.store.schema.Catalogue;
import dev.edmund.store.schema.Description;
import dev.edmund.store.schema.Migration;
import dev.edmund.store.schema.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a database fit a storage mapping, and knows how far that has come.
 *
 * <p>Tables are there at once, indexes when the data are; until then the database is marked as
 * loading, so that a start after a crash knows that it has to begin again.
 */
public final class SchemaManager {
  private static final String FINGERPRINT = "fingerprint";
  private static final String STATE = "state";
  private static final String DESCRIPTION = "mapping";
  private static final String FUNCTIONS = "functions";
  private static final String SECRET = "secret";
  private static final String TABLES = "tables";
  private static final String ANSWERS = "answers";
  private static final String VERSIONS = "versions";
  private static final String COPIES = "copies";
  private static final String LOADING = "loading";
  private static final String READY = "ready";
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final Storage storage;
  private final SchemaSql sql;
  private final ChangeLogs logs;
  private @Nullable Mapping mapping;

  public SchemaManager(Database database, Storage storage) {
    this.database = database;
    this.storage = storage;
    this.sql = new SchemaSql(database.dialect());
    this.logs = new ChangeLogs(database, storage);
  }

  /** What {@link #open} found or did. */
  public enum Opened {
    /** The tables are new and empty; the data are to be loaded and then {@link #ready} is due. */
    CREATED,
    /** Schema and data are there. */
    READY
  }

  /**
   * Creates the tables, unless they are there; those of another model are changed where that loses
   * nothing.
   *
   * @throws DatabaseException when that would lose something, with the plan; when the database has
   *     other tables of these names, or is in use
   */
  public Opened open(Progress progress) {
    Opened opened = transaction(progress, handle -> openOrCreate(handle, progress));
    if (opened == Opened.CREATED) {
      loading();
    }
    return opened;
  }

  private Opened openOrCreate(Handle handle, Progress progress) {
    Catalogue present = Catalogue.read(handle, database.catalogue());
    if (present.table(MetaSql.TABLE) != null) {
      if (LOADING.equals(meta(handle, STATE))) {
        drop(handle);
        present = Catalogue.read(handle, database.catalogue());
      } else {
        renewFunctions(handle);
        keepAnswers(handle);
        boolean isNew = keepVersions(handle);
        change(handle, Migration.Consent.LOSSLESS, progress);
        if (isNew) {
          VersionNumbers.raise(handle, database.dialect(), storage);
        }
        return Opened.READY;
      }
    }
    create(handle, present, progress);
    return Opened.CREATED;
  }

  /**
   * Changes the tables of another model to those of this one, all of them or none.
   *
   * @return what was done, or is to be done; {@link Plan#EMPTY} where the database fits or is not
   *     complete
   * @throws DatabaseException with the plan, when rows stand against it, or it would lose something
   *     that nobody agreed to
   */
  public Plan migrate(Migration.Consent consent, Progress progress) {
    return transaction(
        progress,
        handle -> {
          if (!isThere(handle) || !READY.equals(meta(handle, STATE))) {
            return Plan.EMPTY;
          }
          // First: indexes of words are made by them.
          renewFunctions(handle);
          keepAnswers(handle);
          boolean isNew = keepVersions(handle);
          Plan plan = change(handle, consent, progress);
          if (consent.dryRun()) {
            handle.rollback();
          } else if (isNew
              || !plan.changes().isEmpty()
              || !VersionNumbers.areUsed(handle, database.dialect())) {
            VersionNumbers.raise(handle, database.dialect(), storage);
          }
          return plan;
        });
  }

  /**
   * Refuses a database that has no tables of Edmund yet; a file that was made by asking goes again.
   *
   * @throws DatabaseException when there is nothing to change
   */
  public void requireComplete() {
    boolean complete =
        database.write(handle -> isThere(handle) && READY.equals(meta(handle, STATE)));
    if (!complete) {
      database.takeBack(() -> {});
      throw new DatabaseException(
          "The database "
              + database.displayName()
              + " is not there yet, or not complete: edmund serve makes it.");
    }
  }

  /**
   * Refuses a database that has no tables of Edmund yet, or those of another model.
   *
   * @throws DatabaseException when the model cannot be read from or written to it as it is
   */
  public void requireReady() {
    requireComplete();
    if (!isReady()) {
      throw new DatabaseException(
          "The database "
              + database.displayName()
              + " was made for another version of the model: edmund migrate changes it.");
    }
  }

  private Plan change(Handle handle, Migration.Consent consent, Progress progress) {
    if (mapping().fingerprint().equals(meta(handle, FINGERPRINT))) {
      logs.keep(handle);
      return Plan.EMPTY;
    }
    // Tables that triggers look at cannot be changed.
    logs.detach(handle);
    Catalogue present = Catalogue.read(handle, database.catalogue());
    Plan plan =
        new Migration(handle, database.dialect(), storage, progress)
            .run(
                present,
                Set.copyOf(tableNames(handle)),
                Description.read(meta(handle, DESCRIPTION)).orElse(null),
                consent);
    if (!consent.dryRun()) {
      if (plan.isRefused(consent.acceptLoss())) {
        throw new DatabaseException(plan.refusal(database.displayName()));
      }
      describe(handle);
      logs.attach(handle, true);
    }
    return plan;
  }

  /** A transaction whose failure says that nothing was done. */
  private <R> R transaction(Progress progress, Function<Handle, R> work) {
    try {
      return database.exclusively(progress, () -> database.write(work));
    } catch (JdbiException e) {
      throw Refusals.of(database, e);
    }
  }

  /**
   * Makes the functions that statements call those of this version; another one may have made the
   * tables. They are plain statements: what stands in them is no bind.
   */
  private void renewFunctions(Handle handle) {
    String version = database.functionsVersion();
    if (version.equals(meta(handle, FUNCTIONS))) {
      return;
    }
    try (Statement statement = handle.getConnection().createStatement()) {
      for (String function : database.functions()) {
        statement.execute(function);
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database "
              + database.displayName()
              + " refuses the functions that are needed: "
              + database.reason(e)
              + ".",
          e);
    }
    put(handle, FUNCTIONS, version);
  }

  /** A version before this one may have made the tables. */
  private static void keepAnswers(Handle handle) {
    if (meta(handle, ANSWERS).isEmpty()) {
      AnswersSql.CREATE.forEach(handle::execute);
      put(handle, ANSWERS, "1");
    }
  }

  /**
   * The same for the numbers of versions.
   *
   * @return whether they are new
   */
  private boolean keepVersions(Handle handle) {
    boolean isNew = meta(handle, VERSIONS).isEmpty();
    if (isNew) {
      new VersionSql(database.dialect()).create().forEach(handle::execute);
      put(handle, VERSIONS, "1");
    }
    return isNew;
  }

  private void create(Handle handle, Catalogue present, Progress progress) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(present.tables().keySet());
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
    renewFunctions(handle);
    keepAnswers(handle);
    keepVersions(handle);
    long total = storage.tables().size();
    long done = 0;
    for (String statement : sql.tables(storage)) {
      progress.step("tables", done++, total);
      handle.execute(statement);
    }
    progress.step("tables", total, total);
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    put(handle, SECRET, Base64.getEncoder().encodeToString(secret));
    describe(handle);
    put(handle, STATE, LOADING);
  }

  private void describe(Handle handle) {
    put(handle, FINGERPRINT, mapping().fingerprint());
    put(handle, DESCRIPTION, mapping().description());
    put(handle, TABLES, String.join("\n", storage.tables().stream().map(Table::name).toList()));
  }

  /** Marks the database as incomplete: a crash from here on means a new beginning. */
  public void loading() {
    // While a load goes on no other process may take it for one that crashed and begin again.
    database.lockOthersOut();
    database.write(
        handle -> {
          logs.detach(handle);
          return put(handle, STATE, LOADING);
        });
  }

  /** Marks the database as complete. */
  public void ready() {
    database.settle(storage.tables());
    database.write(
        handle -> {
          logs.attach(handle, true);
          VersionNumbers.raise(handle, database.dialect(), storage);
          return put(handle, STATE, READY);
        });
    database.letOthersIn();
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
    String fingerprint = mapping().fingerprint();
    return database.write(
        handle ->
            isThere(handle)
                && READY.equals(meta(handle, STATE))
                && fingerprint.equals(meta(handle, FINGERPRINT)));
  }

  private boolean isThere(Handle handle) {
    return Scalar.number(handle, database.catalogue().isThere()) > 0;
  }

  /** The 32 random bytes of this database, for signing tokens. */
  public byte[] secret() {
    return database.write(handle -> Base64.getDecoder().decode(meta(handle, SECRET)));
  }

  /**
   * Creates the indexes of all tables, or none.
   *
   * @param problem called instead when a unique index finds equal rows; it throws
   */
  public void createIndexes(Progress progress, DuplicateHandler problem) {
    long total = storage.tables().stream().mapToLong(t -> t.indexes().size()).sum();
    database.write(
        handle -> {
          long done = 0;
          for (Table table : storage.tables()) {
            for (Table.Index index : table.indexes()) {
              progress.step("indexes", done++, total);
              if (index.unique()) {
                problem.check(handle, table, index);
              }
              sql.index(table, index).forEach(handle::execute);
            }
          }
          return done;
        });
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
            table.indexes().forEach(index -> sql.dropIndex(index).forEach(handle::execute));
          }
          return null;
        });
  }

  /** Takes back {@link #open}, because what came behind it failed. */
  public void discard() {
    database.takeBack(this::drop);
  }

  /** Drops Edmund's tables. */
  public void drop() {
    database.write(
        handle -> {
          drop(handle);
          return null;
        });
    database.letOthersIn();
  }

  /** Only tables that Edmund wrote down as its own. */
  private void drop(Handle handle) {
    List<String> names = tableNames(handle);
    Catalogue.read(handle, database.catalogue())
        .only(Set.copyOf(names))
        .wordIndexes()
        .forEach(index -> sql.dropIndex(index, true).forEach(handle::execute));
    names.forEach(name -> handle.execute(sql.dropTable(name)));
    logs.drop(handle);
    handle.execute(sql.dropTable(AnswersSql.TABLE));
    handle.execute(new VersionSql(database.dialect()).drop());
    handle.execute(sql.dropTable(MetaSql.TABLE));
  }

  private static List<String> tableNames(Handle handle) {
    List<String> names = new ArrayList<>();
    meta(handle, TABLES).lines().filter(name -> !name.isEmpty()).forEach(names::add);
    return names;
  }

  private static String meta(Handle handle, String name) {
    return Scalar.text(handle, MetaSql.READ, name).orElse("");
  }

  private static int put(Handle handle, String name, String value) {
    return handle.execute(MetaSql.WRITE, name, value);
  }

  /**
   * The mapping as a database keeps it.
   *
   * @param fingerprint of all that tables are made from
   */
  private record Mapping(String description, String fingerprint) {}

  /** Written down once: a start asks several times. */
  private Mapping mapping() {
    Mapping known = mapping;
    if (known == null) {
      String description = Description.of(storage).text();
      known = new Mapping(description, fingerprint(description));
      mapping = known;
    }
    return known;
  }

  /** What is equal for equal mappings: the statements and what these do not say. */
  private String fingerprint(String description) {
    List<String> parts = new ArrayList<>(sql.tables(storage));
    parts.addAll(sql.indexes(storage));
    parts.add(description);
    try {
      byte[] text = String.join(";\n", parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
