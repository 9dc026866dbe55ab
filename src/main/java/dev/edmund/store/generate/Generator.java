package dev.edmund.store.generate;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.CheckSql;
import dev.edmund.store.Batches;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.SchemaManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Multiplies the rows of a loaded database until one entity set has as many as wanted, and what its
 * polymorphic lookups lead to in proportion. The same data and number give the same rows.
 */
public final class Generator {
  private static final int STEP = 1_000;

  private final Database database;
  private final Storage storage;
  private final SchemaManager schema;
  private final Progress progress;

  private Generator(Database database, Storage storage, Progress progress) {
    this.database = database;
    this.storage = storage;
    this.schema = new SchemaManager(database, storage);
    this.progress = progress;
  }

  /**
   * Writes copies until the set has {@code rows} rows.
   *
   * @param set the name of the set; empty for the first of the container
   * @throws DatabaseException when there are no data, or more than wanted, or no such set
   */
  public static GenerateReport generate(
      Database database,
      Edm edm,
      Storage storage,
      Optional<String> set,
      long rows,
      Progress progress) {
    EdmEntitySet main = set(edm, set);
    EntityStorage type =
        storage
            .of(main.getEntityType())
            .orElseThrow(() -> new DatabaseException(main.getName() + " has no storage."));
    Optional<String> container = Optional.ofNullable(storage.containers().get(main.getName()));
    return new Generator(database, storage, progress)
        .generate(main.getName(), type, container, rows);
  }

  private static EdmEntitySet set(Edm edm, Optional<String> name) {
    EdmEntityContainer container = edm.getEntityContainer();
    if (container == null || container.getEntitySets().isEmpty()) {
      throw new DatabaseException("The model has no entity set to multiply.");
    }
    if (name.isEmpty()) {
      return container.getEntitySets().get(0);
    }
    EdmEntitySet found = container.getEntitySet(name.get());
    if (found == null) {
      throw new DatabaseException("The model has no entity set '" + name.get() + "'.");
    }
    return found;
  }

  private GenerateReport generate(
      String set, EntityStorage type, Optional<String> container, long wanted) {
    if (!schema.isReady()) {
      throw new DatabaseException(
          "The database holds no data of this model yet: load them first, with 'edmund serve'.");
    }
    long present = database.alone(handle -> count(handle, type, container));
    if (present == 0) {
      throw new DatabaseException(set + " has no rows to multiply.");
    }
    if (present > wanted) {
      throw new DatabaseException(
          set + " has " + present + " rows already, more than the " + wanted + " wanted.");
    }
    if (present == wanted) {
      return new GenerateReport(Map.of(), List.of());
    }
    long step = schema.copies() + 1;
    CopyPlanner.Plan plan =
        database.write(
            handle ->
                CopyPlanner.plan(
                    handle,
                    storage,
                    database.dialect(),
                    Scope.of(handle, storage, database.dialect(), type, container, present),
                    step));
    try {
      return database.write(handle -> copy(handle, plan, wanted - present, step));
    } catch (JdbiException e) {
      throw new DatabaseException(
          "The copies of " + set + " are refused by the database: a key is there twice.", e);
    }
  }

  /** One transaction, so that a failure leaves the database as it was. */
  private GenerateReport copy(Handle handle, CopyPlanner.Plan plan, long missing, long step) {
    schema.dropIndexes();
    Map<String, Long> added = copy(handle, plan, missing);
    schema.createIndexes(progress, (h, table, index) -> {});
    database.settle(storage.tables());
    schema.copies((copies(missing, plan.mainRowIds().size()) + 1) * step - 1);
    return new GenerateReport(byType(added), List.of());
  }

  private long count(Handle handle, EntityStorage type, Optional<String> container) {
    var column = Optional.ofNullable(type.container());
    var query = handle.createQuery(new CheckSql(database.dialect()).count(type.rowId(), column));
    if (column.isPresent()) {
      query.bind(0, container.orElse(""));
    }
    return query.mapTo(Long.class).one();
  }

  private static long copies(long missing, int seeds) {
    return (missing + seeds - 1) / seeds;
  }

  private Map<String, Long> copy(Handle handle, CopyPlanner.Plan plan, long missing) {
    int seeds = plan.mainRowIds().size();
    long copies = copies(missing, seeds);
    long last = plan.mainRowIds().get((int) ((missing - 1) % seeds));
    Map<String, Long> added = new LinkedHashMap<>();
    long total = 0;
    for (TableCopy table : plan.tables()) {
      long whole = table.count(Long.MAX_VALUE - 1);
      long rows = whole * (copies - 1) + table.count(last);
      added.put(table.table().name(), rows);
      total += rows;
    }
    long done = 0;
    try (Batches batches = database.batches(handle)) {
      for (long n = 1; n <= copies; n++) {
        long limit = n < copies ? Long.MAX_VALUE - 1 : last;
        for (TableCopy table : plan.tables()) {
          for (int row = 0; row < table.seeds().size(); row++) {
            var cells = table.copy(row, n, limit);
            if (cells.isPresent()) {
              batches.add(table.table(), cells.get());
              done++;
              if (done % STEP == 0) {
                progress.step("copies", done, total);
              }
            }
          }
        }
      }
      batches.flush();
      progress.step("copies", done, total);
      return added;
    }
  }

  private Map<String, Long> byType(Map<String, Long> byTable) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (EntityStorage type : storage.entities().values()) {
      Long added = type.base() == null ? byTable.get(type.table().name()) : null;
      if (added != null) {
        rows.put(type.name().getFullQualifiedNameAsString(), added);
      }
    }
    return rows;
  }
}
