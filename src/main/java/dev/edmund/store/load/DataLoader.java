package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.Documents;
import dev.edmund.sql.CheckSql;
import dev.edmund.store.Batches;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.Refusals;
import dev.edmund.store.SchemaManager;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmNamed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new database from a data directory: {@code <EntitySet>.csv}, {@code <EntitySet>.json} and
 * {@code <Singleton>.json}. Sets are read in the order of the container, so that row ids are the
 * same every time.
 */
public final class DataLoader {
  private static final int STEP = 1_000;

  private final Database database;
  private final Edm edm;
  private final Target target;
  private final Binder binder;
  private final Related related;
  private final Documents documents;
  private final Optional<Path> data;
  private final Progress progress;

  private DataLoader(
      Database database,
      Edm edm,
      Storage storage,
      ToLongFunction<Table> lastRowId,
      Optional<Path> data,
      Progress progress) {
    this.database = database;
    this.edm = edm;
    this.target = new Target(edm, storage, database.dialect(), lastRowId);
    this.binder = new Binder(edm, target);
    this.related = new Related(edm, target, binder);
    this.documents = new Documents(edm);
    this.data = data;
    this.progress = progress;
  }

  /**
   * Makes a database ready to be served: creates the schema and loads the data when that has not
   * been done yet, else adds the singletons that a change of the model brought. When it fails
   * nothing is left behind: a new file is removed again, and from an older one Edmund's tables.
   *
   * @param data the directory with the data; empty where there are none
   * @return what was loaded; empty when the database was ready before
   * @throws DataException when a file does not fit the model
   * @throws DatabaseException when the database belongs to another model or cannot be used
   */
  public static Optional<LoadReport> prepare(
      Database database, Edm edm, Storage storage, Optional<Path> data, Progress progress) {
    return prepare(database, edm, storage, data, EntitySource.NONE, progress);
  }

  /** The same with what knows the schema already. */
  public static Optional<LoadReport> prepare(
      SchemaManager schema,
      Database database,
      Edm edm,
      Storage storage,
      Optional<Path> data,
      Progress progress) {
    return prepare(schema, database, edm, storage, data, EntitySource.NONE, progress);
  }

  /**
   * The same, with entities that come from elsewhere added to those of the files.
   *
   * @param more what gives them; not asked when the database was ready before
   */
  public static Optional<LoadReport> prepare(
      Database database,
      Edm edm,
      Storage storage,
      Optional<Path> data,
      EntitySource more,
      Progress progress) {
    SchemaManager schema = new SchemaManager(database, storage);
    return prepare(schema, database, edm, storage, data, more, progress);
  }

  private static Optional<LoadReport> prepare(
      SchemaManager schema,
      Database database,
      Edm edm,
      Storage storage,
      Optional<Path> data,
      EntitySource more,
      Progress progress) {
    try {
      return database.exclusively(
          progress, () -> prepareAlone(schema, database, edm, storage, data, more, progress));
    } catch (JdbiException e) {
      throw Refusals.of(database, e);
    }
  }

  private static Optional<LoadReport> prepareAlone(
      SchemaManager schema,
      Database database,
      Edm edm,
      Storage storage,
      Optional<Path> data,
      EntitySource more,
      Progress progress) {
    if (schema.open(progress) == SchemaManager.Opened.READY) {
      fillSingletons(database, edm, storage);
      return Optional.empty();
    }
    try {
      DataLoader loader = new DataLoader(database, edm, storage, table -> 0, data, progress);
      LoadReport report = loader.load(schema, more);
      schema.ready();
      return Optional.of(report);
    } catch (RuntimeException e) {
      schema.discard();
      throw e;
    }
  }

  /**
   * Gives each singleton that has no row one with its key and what must not be null, for a database
   * that has all tables of the model: after a change of the model a singleton may be new.
   *
   * @return the names of the singletons that were added
   */
  public static List<String> fillSingletons(Database database, Edm edm, Storage storage) {
    return database.write(handle -> fillSingletons(handle, database, edm, storage));
  }

  /** The same inside of a transaction of {@code database}. */
  public static List<String> fillSingletons(
      Handle handle, Database database, Edm edm, Storage storage) {
    CheckSql sql = new CheckSql(database.dialect());
    ToLongFunction<Table> last =
        table -> handle.createQuery(sql.lastRowId(table)).mapTo(Long.class).one();
    return new DataLoader(database, edm, storage, last, Optional.empty(), Progress.NONE)
        .fill(handle);
  }

  private List<String> fill(Handle handle) {
    try (Batches batches = database.batches(handle)) {
      List<String> added = new Singletons(edm, target).fill(handle, entities(batches));
      batches.flush();
      return added;
    }
  }

  /**
   * Loads the data once more into tables that have no rows but their indexes.
   *
   * @param handle in a transaction of {@code database}
   * @throws DataException when a file does not fit the model
   */
  static LoadReport reload(
      Handle handle, Database database, Edm edm, Storage storage, Optional<Path> data) {
    DataLoader loader = new DataLoader(database, edm, storage, table -> 0, data, Progress.NONE);
    Turn turn = work -> work.accept(handle);
    LoadReport report = loader.read(turn, EntitySource.NONE);
    loader.connect(turn);
    return report;
  }

  /** Gives each step of a load its transaction. */
  private interface Turn {
    void take(Consumer<Handle> work);
  }

  private LoadReport load(SchemaManager schema, EntitySource more) {
    Turn turn =
        work ->
            database.write(
                handle -> {
                  work.accept(handle);
                  return true;
                });
    LoadReport report = read(turn, more);
    KeyCheck keys = new KeyCheck(target);
    schema.createIndexes(progress, keys::check);
    connect(turn);
    return report;
  }

  private LoadReport read(Turn turn, EntitySource more) {
    Map<String, Long> rows = new LinkedHashMap<>();
    EdmEntityContainer container = edm.getEntityContainer();
    if (container != null) {
      files(turn, container, rows);
      turn.take(handle -> read(handle, container, more));
      turn.take(this::resolve);
    }
    return new LoadReport(rows);
  }

  private void connect(Turn turn) {
    turn.take(handle -> binder.bindAll(handle, progress));
    turn.take(handle -> new ReferenceCheck(handle, target).checkAll(progress));
    // Behind the check of references: where one must not be null, there is nothing to refer to.
    turn.take(this::fill);
  }

  private void files(Turn turn, EdmEntityContainer container, Map<String, Long> rows) {
    if (data.isEmpty()) {
      return;
    }
    List<String> sets = names(container.getEntitySets());
    List<String> singletons = names(container.getSingletons());
    DataFiles.find(data.get(), sets, singletons)
        .forEach(
            (name, file) -> {
              EdmBindingTarget source =
                  sets.contains(name) ? container.getEntitySet(name) : container.getSingleton(name);
              boolean single = singletons.contains(name);
              turn.take(handle -> rows.put(name, read(handle, source, file, single)));
            });
  }

  private static List<String> names(List<? extends EdmNamed> named) {
    return named.stream().map(EdmNamed::getName).toList();
  }

  private EntityReader entities(Batches batches) {
    Loading loading =
        new Loading(target, batches, documents, new Streams(data, batches, Stored.NONE));
    return new EntityReader(loading, binder, related);
  }

  private Where where(EdmBindingTarget source) {
    String container = target.storage().containers().getOrDefault(source.getName(), "");
    return new Where(container, EntityStorage.NO_OWNER, source, "");
  }

  private EntityStorage declared(EdmBindingTarget source, String place) {
    return target
        .storage()
        .of(source.getEntityType())
        .orElseThrow(() -> new DataException(place + ": " + source.getName() + " has no storage"));
  }

  private long read(Handle handle, EdmBindingTarget source, Path file, boolean single) {
    String name = source.getName();
    EntityStorage declared = declared(source, file.toString());
    LongConsumer counter =
        rows -> {
          if (rows % STEP == 0) {
            progress.step(name, rows, 0);
          }
        };
    try (Reader text = DataFiles.open(file);
        Batches batches = database.batches(handle)) {
      long rows =
          DataFiles.isCsv(file)
              ? new CsvFile(declared, where(source), target, entities(batches))
                  .read(file.toString(), text, batches, counter)
              : new JsonFile(declared, where(source), entities(batches))
                  .read(
                      file.toString(),
                      text,
                      single ? JsonFile.Form.SINGLE : JsonFile.Form.ARRAY,
                      counter);
      batches.flush();
      progress.step(name, rows, rows);
      return rows;
    } catch (IOException e) {
      throw new DataException(file + ": " + DataFiles.reason(e), e);
    }
  }

  private boolean read(Handle handle, EdmEntityContainer container, EntitySource more) {
    try (Batches batches = database.batches(handle)) {
      EntityReader entities = entities(batches);
      more.send(
          (name, entity) -> {
            EdmBindingTarget set = container.getEntitySet(name);
            @Nullable EdmBindingTarget source = set == null ? container.getSingleton(name) : set;
            if (source == null) {
              throw new DataException("The model has no entity set or singleton '" + name + "'.");
            }
            entities.read(new At(name, "", entity), declared(source, name), where(source));
          });
      batches.flush();
      return true;
    }
  }

  private int resolve(Handle handle) {
    try (Batches batches = database.batches(handle)) {
      int done = related.resolveAll(handle, entities(batches), batches::flush);
      batches.flush();
      return done;
    }
  }
}
