package dev.edmund.store.generate;

import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.CheckSql;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.load.EntitySource;
import dev.edmund.store.sample.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.jdbi.v3.core.Handle;

/**
 * Fills a database: with the rows of the data directory, with samples where no set has any, and
 * with copies until the first set has as many as wanted. When that fails, the database is as it
 * was.
 */
public final class Generation {
  /** How many samples a set gets at most; the rest is copies, which take less time. */
  public static final int MOST_SAMPLES = 1_000;

  private final Database database;
  private final Model model;
  private final Optional<Path> data;
  private final Wanted wanted;
  private final SchemaManager schema;
  private final Progress progress;
  private boolean sampled;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Long> added = new LinkedHashMap<>();

  private Generation(
      Database database, Model model, Optional<Path> data, Wanted wanted, Progress progress) {
    this.database = database;
    this.model = model;
    this.data = data;
    this.wanted = wanted;
    this.schema = new SchemaManager(database, model.storage());
    this.progress = progress;
  }

  /**
   * What is asked for.
   *
   * @param rows how many entities the first set of the model has afterwards
   * @param seed other samples for another seed
   */
  public record Wanted(long rows, long seed) {}

  /**
   * Fills a database, which may be new.
   *
   * @param data the directory with the data; empty where there are none
   * @throws DataException when a data file does not fit the model
   * @throws DatabaseException when the database cannot be used or has more rows than wanted
   */
  public static GenerateReport run(
      Database database, Model model, Optional<Path> data, Wanted wanted, Progress progress) {
    return database.exclusively(
        progress, () -> new Generation(database, model, data, wanted, progress).run());
  }

  private GenerateReport run() {
    if (prepare()) {
      return multiplied();
    }
    if (hasRows()) {
      return copies();
    }
    schema.drop(); // Empty tables, which the loader makes anew.
    try {
      prepare();
      return multiplied();
    } catch (RuntimeException e) {
      database.takeBack(
          () ->
              DataLoader.prepare(
                  database, model.edm(), model.storage(), Optional.empty(), Progress.NONE));
      throw e;
    }
  }

  /** Whether the database had no tables before. */
  private boolean prepare() {
    return DataLoader.prepare(database, model.edm(), model.storage(), data, this::samples, progress)
        .isPresent();
  }

  /** Samples are made where the files gave no rows. */
  private void samples(EntitySource.Sink sink) {
    if (!hasRows()) {
      int rows = (int) Math.min(wanted.rows, MOST_SAMPLES);
      Samples samples = Samples.of(model, rows, wanted.seed, progress);
      samples.send(sink);
      sampled = true;
      samples.counts().forEach((set, count) -> added.put(set, (long) count));
      notes.addAll(samples.notes());
    }
  }

  /** Files that have been loaded now are taken back too when they cannot be multiplied. */
  private GenerateReport multiplied() {
    if (sampled && wanted.rows <= MOST_SAMPLES) {
      return new GenerateReport(added, notes);
    }
    try {
      return copies();
    } catch (RuntimeException e) {
      schema.discard();
      throw e;
    }
  }

  private GenerateReport copies() {
    GenerateReport copied =
        Generator.generate(
            database, model.edm(), model.storage(), Optional.empty(), wanted.rows, progress);
    Map<String, Long> all = new LinkedHashMap<>(added);
    all.putAll(copied.added());
    return new GenerateReport(all, notes);
  }

  private boolean hasRows() {
    EdmEntityContainer container = model.edm().getEntityContainer();
    return container != null
        && database.alone(
            handle -> container.getEntitySets().stream().anyMatch(set -> hasRows(handle, set)));
  }

  private boolean hasRows(Handle handle, EdmEntitySet set) {
    EntityStorage type = model.storage().of(set.getEntityType()).orElse(null);
    if (type == null) {
      return false;
    }
    var container = Optional.ofNullable(type.container());
    var query = handle.createQuery(new CheckSql(database.dialect()).count(type.rowId(), container));
    if (container.isPresent()) {
      query.bind(0, model.storage().containers().getOrDefault(set.getName(), ""));
    }
    return query.mapTo(Long.class).one() > 0;
  }
}
