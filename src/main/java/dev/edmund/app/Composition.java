package dev.edmund.app;

import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.model.CsdlDocument;
import dev.edmund.model.CsdlReader;
import dev.edmund.model.Diagnostic;
import dev.edmund.model.Model;
import dev.edmund.model.UnreadableModelException;
import dev.edmund.plan.Planner;
import dev.edmund.plan.SkipTokens;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.processor.Service;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.ReadPool;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.generate.Generator;
import dev.edmund.store.load.DataException;
import dev.edmund.store.load.DataLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts, put together: the only place that knows them all.
 *
 * @param service answers requests
 * @param closing gives back what the service holds
 */
record Composition(Service service, Runnable closing) implements AutoCloseable {
  /** Two read connections for each core: fewer wait, more get in each other's way. */
  private static final int READERS_PER_CORE = 2;

  /**
   * Reads the model, opens the database, creates and fills its tables where they are not there yet.
   *
   * @throws UserException when the model cannot be served or a row cannot be loaded
   */
  static Composition open(Settings settings, Progress progress) {
    return orUserError(
        () -> {
          Model model = Model.load(settings.model());
          Database database = Database.open(settings.database());
          try {
            prepare(settings, model, database, progress);
            return serve(model, database);
          } catch (RuntimeException e) {
            database.close();
            throw e;
          }
        });
  }

  private static void prepare(
      Settings settings, Model model, Database database, Progress progress) {
    DataLoader.prepare(
        database, model.edm(), model.storage(), Optional.ofNullable(settings.data()), progress);
  }

  private static Composition serve(Model model, Database database) {
    Limits limits = Limits.defaults();
    int readers = READERS_PER_CORE * Runtime.getRuntime().availableProcessors();
    ReadPool pool = ReadPool.open(database.jdbcUrl(), readers, limits.statementTime());
    byte[] secret = new SchemaManager(database, model.storage()).secret();
    Reader reader =
        new Reader(
            model, new Planner(model, limits), pool, database.dialect(), new SkipTokens(secret));
    Runnable closing =
        () -> {
          pool.close();
          database.close();
        };
    return new Composition(new ODataService(reader, limits), closing);
  }

  /**
   * Multiplies the data of a database, which is loaded first where it is not.
   *
   * @param rows how many entities the largest set has afterwards
   */
  static void generate(Settings settings, long rows, Progress progress) {
    orUserError(
        () -> {
          Model model = Model.load(settings.model());
          try (Database database = Database.open(settings.database())) {
            prepare(settings, model, database, progress);
            return Generator.generate(
                database, model.edm(), model.storage(), Optional.empty(), rows, progress);
          }
        });
  }

  /** Reads a model and says what there is to say about it. */
  static Report check(Path model) {
    CsdlDocument document = orUserError(() -> CsdlReader.read(model));
    List<String> lines = document.diagnostics().stream().map(Diagnostic::text).toList();
    long errors =
        document.diagnostics().stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .count();
    return new Report(lines, errors);
  }

  /** What the person at the keyboard can set right is told in one line. */
  private static <R> R orUserError(Supplier<R> work) {
    try {
      return work.get();
    } catch (UnreadableModelException | DataException | DatabaseException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    closing.run();
  }

  /**
   * The diagnostics of a model.
   *
   * @param lines each with its place in the file
   * @param errors how many of them keep the model from being served
   */
  record Report(List<String> lines, long errors) {
    Report {
      lines = List.copyOf(lines);
    }
  }
}
