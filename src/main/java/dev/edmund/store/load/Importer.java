package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.rules.Rules;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.Documents;
import dev.edmund.sql.CheckSql;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.Batches;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.Refusals;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.VersionNumbers;
import dev.edmund.store.load.ImportReport.Imported;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Adds the entities of files to a database that is there, or changes those that it has: all of them
 * or none.
 */
public final class Importer {
  private static final int STEP = 1_000;

  /** With fewer rows than that the database plans as before. */
  private static final long MANY = 1_000;

  private final Database database;
  private final Model model;
  private final Wanted wanted;
  private final Handle handle;
  private final Target target;
  private final Binder binder;
  private final Related related;
  private final Documents documents;
  private final MadeKeys keys;
  private final Progress progress;
  private final Set<Column> changed = new HashSet<>();

  private Importer(
      Database database, Model model, Wanted wanted, Handle handle, Progress progress) {
    this.database = database;
    this.model = model;
    this.wanted = wanted;
    this.handle = handle;
    this.progress = progress;
    CheckSql sql = new CheckSql(database.dialect());
    ToLongFunction<Table> last =
        table -> handle.createQuery(sql.lastRowId(table)).mapTo(Long.class).one();
    ImportRules rules = new ImportRules(Optional.of(new Rules(model)));
    this.target = new Target(model.edm(), model.storage(), database.dialect(), last, rules);
    this.keys =
        new MadeKeys(
            rules,
            database.dialect(),
            column ->
                handle.createQuery(sql.highest(column)).mapTo(Long.class).findOne().orElse(0L));
    this.binder = new Binder(model.edm(), target, wanted.upsert());
    this.related = new Related(model.edm(), target, binder);
    this.documents = new Documents(model.edm(), rules);
  }

  /**
   * How files are imported.
   *
   * @param upsert whether an entity that is there is changed; otherwise it is an error
   * @param dryRun whether all is taken back in the end
   */
  public record Wanted(boolean upsert, boolean dryRun) {}

  /**
   * Imports files, in their order.
   *
   * @throws DataException when one does not fit the model or the database, which is then as it was
   * @throws DatabaseException when the database is not complete, was made for another model, or
   *     cannot be written
   */
  public static ImportReport run(
      Database database, Model model, List<ImportFile> files, Wanted wanted, Progress progress) {
    new SchemaManager(database, model.storage()).requireReady();
    try {
      return database.exclusively(
          progress,
          () -> {
            ImportReport report =
                database.write(handle -> run(database, model, files, wanted, handle, progress));
            long rows = report.files().stream().mapToLong(f -> f.added() + f.changed()).sum();
            if (!wanted.dryRun() && rows >= MANY) {
              database.settle(model.storage().tables());
            }
            return report;
          });
    } catch (JdbiException | DatabaseException e) {
      throw Refusals.of(database, e);
    }
  }

  private static ImportReport run(
      Database database,
      Model model,
      List<ImportFile> files,
      Wanted wanted,
      Handle handle,
      Progress progress) {
    database.holdWriters(handle, model.storage().tables());
    ImportReport report = new Importer(database, model, wanted, handle, progress).run(files);
    VersionNumbers.raise(handle, database.dialect(), model.storage());
    if (wanted.dryRun()) {
      handle.rollback();
    }
    return report;
  }

  private ImportReport run(List<ImportFile> files) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    List<Imported> imported = new ArrayList<>();
    for (ImportFile file : files) {
      EdmBindingTarget set = container == null ? null : container.getEntitySet(file.target());
      if (container != null && set != null) {
        imported.add(read(file, set, false));
      } else if (container != null && container.getSingleton(file.target()) != null) {
        imported.add(read(file, container.getSingleton(file.target()), true));
      } else {
        throw new DataException(
            "The model has no entity set or singleton '" + file.target() + "'.");
      }
    }
    resolve();
    binder.bindAll(handle, progress);
    requireLate();
    new AddedReferences(new ReferenceCheck(handle, target), target, changed).checkAll(progress);
    return new ImportReport(imported);
  }

  /** Conditions on values that references have told only now. */
  private void requireLate() {
    LinkSql sql = new LinkSql(database.dialect());
    try (StoredRows rows = new StoredRows(handle)) {
      for (WholeRules.Late late : target.late()) {
        WholeRules rules = target.layout(late.type()).whole();
        List<Column> columns = rules.columns(late);
        Column rowId = late.type().rowId();
        rows.read(sql.find(rowId, List.of(rowId), columns), List.of(late.rowId()), columns.size())
            .ifPresent(
                row ->
                    rules.require(
                        late, column -> Optional.ofNullable(row.get(1 + columns.indexOf(column)))));
      }
    }
  }

  private Imported read(ImportFile file, EdmBindingTarget source, boolean single) {
    EntityStorage declared =
        model
            .storage()
            .of(source.getEntityType())
            .orElseThrow(() -> new DataException(source.getName() + " has no storage"));
    LongConsumer counter =
        rows -> {
          if (rows % STEP == 0) {
            progress.step(source.getName(), rows, 0);
          }
        };
    String container = model.storage().containers().getOrDefault(source.getName(), "");
    Where where = new Where(container, EntityStorage.NO_OWNER, source, "", single);
    boolean changes = wanted.upsert() || single;
    // What replaces a singleton has the row id that it had.
    Batches inserts = single ? database.batches(handle) : database.newRows(handle, model.storage());
    try (GuardedBatches batches = new GuardedBatches(inserts, handle, target);
        StoredRows stored = new StoredRows(handle);
        Reader text = DataFiles.open(file.bytes().open())) {
      StoredEntities present =
          new StoredEntities(target, stored, batches, single && !wanted.upsert());
      EntityReader entities = entities(file, batches, changes ? present : Stored.NONE);
      long rows = read(file, declared, where, entities, text, counter);
      stored.flush();
      batches.flush();
      changed.addAll(present.changed());
      progress.step(source.getName(), rows, rows);
      return new Imported(source.getName(), rows - present.found(), present.found());
    } catch (IOException e) {
      throw new DataException(file.name() + ": " + DataFiles.reason(e), e);
    }
  }

  private long read(
      ImportFile file,
      EntityStorage declared,
      Where where,
      EntityReader entities,
      Reader text,
      LongConsumer counter) {
    JsonFile json = new JsonFile(declared, where, entities);
    boolean single = where.single();
    return switch (file.format()) {
      case CSV -> {
        if (single) {
          throw new DataException(file.name() + ": a singleton is one object of JSON");
        }
        yield new CsvFile(declared, where, target, entities, wanted.upsert())
            .read(file.name(), text, entities.batches(), counter);
      }
      case JSON, NDJSON -> {
        JsonFile.Form many =
            file.format() == ImportFile.Format.JSON ? JsonFile.Form.ARRAY : JsonFile.Form.LINES;
        yield json.read(file.name(), text, single ? JsonFile.Form.SINGLE : many, counter);
      }
    };
  }

  private EntityReader entities(ImportFile file, GuardedBatches batches, Stored stored) {
    Streams streams = new Streams(file.directory(), batches, stored);
    return new EntityReader(
        new Loading(target, batches, documents, streams, stored, Optional.of(keys)),
        binder,
        related);
  }

  /** Entities that stand inside of others without being contained are found or added. */
  private void resolve() {
    try (GuardedBatches batches = new GuardedBatches(database.batches(handle), handle, target)) {
      Streams streams = new Streams(Optional.empty(), batches, Stored.NONE);
      Loading loading =
          new Loading(target, batches, documents, streams, Stored.NONE, Optional.of(keys));
      related.resolveAll(handle, new EntityReader(loading, binder, related), batches::flush);
      batches.flush();
    }
  }
}
