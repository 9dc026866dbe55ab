package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.store.Batches;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.SchemaManager;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNamed;
import org.jdbi.v3.core.Handle;

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
  private final SchemaManager schema;
  private final Progress progress;

  private DataLoader(Database database, Edm edm, Storage storage, Progress progress) {
    this.database = database;
    this.edm = edm;
    this.target = new Target(edm, storage, database.dialect());
    this.binder = new Binder(edm, target);
    this.schema = new SchemaManager(database, storage);
    this.progress = progress;
  }

  /**
   * Makes a database ready to be served: creates the schema and loads the data when that has not
   * been done yet. When it fails nothing is left behind: a new file is removed again, and from an
   * older one Edmund's tables.
   *
   * @param data the directory with the data; empty where there are none
   * @return what was loaded; empty when the database was ready before
   * @throws DataException when a file does not fit the model
   * @throws DatabaseException when the database belongs to another model or cannot be used
   */
  public static Optional<LoadReport> prepare(
      Database database, Edm edm, Storage storage, Optional<Path> data, Progress progress) {
    DataLoader loader = new DataLoader(database, edm, storage, progress);
    if (loader.schema.open(progress) == SchemaManager.Opened.READY) {
      return Optional.empty();
    }
    try {
      return Optional.of(loader.load(data));
    } catch (RuntimeException e) {
      loader.schema.discard();
      throw e;
    }
  }

  private LoadReport load(Optional<Path> data) {
    Map<String, Long> rows = new LinkedHashMap<>();
    EdmEntityContainer container = edm.getEntityContainer();
    if (data.isPresent() && container != null) {
      List<String> sets = names(container.getEntitySets());
      List<String> singletons = names(container.getSingletons());
      Map<String, Path> files = DataFiles.find(data.get(), sets, singletons);
      files.forEach(
          (name, file) -> {
            EdmBindingTarget source =
                sets.contains(name) ? container.getEntitySet(name) : container.getSingleton(name);
            long count =
                database.write(handle -> read(handle, source, file, singletons.contains(name)));
            rows.put(name, count);
          });
    }
    KeyCheck keys = new KeyCheck(target);
    schema.createIndexes(progress, keys::check);
    database.write(handle -> binder.bindAll(handle, progress));
    database.write(handle -> new ReferenceCheck(handle, target).checkAll(progress));
    schema.ready();
    return new LoadReport(rows);
  }

  private static List<String> names(List<? extends EdmNamed> named) {
    return named.stream().map(EdmNamed::getName).toList();
  }

  private long read(Handle handle, EdmBindingTarget source, Path file, boolean single) {
    String name = source.getName();
    EdmEntityType type = source.getEntityType();
    EntityStorage declared =
        target
            .storage()
            .of(type)
            .orElseThrow(() -> new DataException(file + ": " + name + " has no storage"));
    String container = target.storage().containers().getOrDefault(name, "");
    LongConsumer counter =
        rows -> {
          if (rows % STEP == 0) {
            progress.step(name, rows, 0);
          }
        };
    try (Reader text = DataFiles.open(file);
        Batches batches = new Batches(handle, database.dialect())) {
      long rows =
          DataFiles.isCsv(file)
              ? new CsvFile(declared, container, target)
                  .read(file.toString(), text, batches, counter)
              : new JsonFile(declared, container, new EntityReader(target, binder, batches))
                  .read(file.toString(), text, single, counter);
      batches.flush();
      progress.step(name, rows, rows);
      return rows;
    } catch (IOException e) {
      throw new DataException(file + ": " + DataFiles.reason(e), e);
    }
  }
}
