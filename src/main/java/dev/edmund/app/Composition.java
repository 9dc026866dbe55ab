package dev.edmund.app;

import dev.edmund.conventions.Convention;
import dev.edmund.conventions.Conventional;
import dev.edmund.conventions.dataverse.Dataverse;
import dev.edmund.conventions.dataverse.Multiple;
import dev.edmund.conventions.dataverse.RetrieveCurrentOrganization;
import dev.edmund.conventions.dataverse.RetrieveTotalRecordCount;
import dev.edmund.conventions.dataverse.RetrieveVersion;
import dev.edmund.conventions.dataverse.WhoAmI;
import dev.edmund.conventions.dataverse.fetch.FetchQuery;
import dev.edmund.conventions.dataverse.metadata.MetadataDefinitions;
import dev.edmund.conventions.dataverse.sharing.Sharing;
import dev.edmund.conventions.graph.Graph;
import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.core.operation.JavaOperation;
import dev.edmund.format.transfer.Exporter;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlReader;
import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.csdl.UnreadableModelException;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.plan.rules.Rules;
import dev.edmund.plan.write.WritePlanner;
import dev.edmund.processor.AccessControl;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.processor.Service;
import dev.edmund.processor.Writer;
import dev.edmund.processor.batch.BatchService;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.SchemaSql;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.OperationCheck;
import dev.edmund.store.ReactionCheck;
import dev.edmund.store.ReadPool;
import dev.edmund.store.Readiness;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.Writers;
import dev.edmund.store.generate.Generation;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.load.ImportFile;
import dev.edmund.store.load.ImportReport;
import dev.edmund.store.load.Importer;
import dev.edmund.store.load.Seed;
import dev.edmund.store.schema.Migration;
import dev.edmund.store.schema.Plan;
import dev.edmund.store.write.Changes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The parts, put together: the only place that knows them all.
 *
 * @param service answers requests
 * @param notes what happened on the way that people should know, one line each
 * @param closing gives back what the service holds
 */
record Composition(Service service, List<String> notes, Runnable closing) implements AutoCloseable {
  private static final Duration LONGEST_EXPORT = Duration.ofDays(7);

  Composition {
    notes = List.copyOf(notes);
  }

  /**
   * Reads the model, opens the database, creates and fills its tables where they are not there yet,
   * and changes those of another model where that loses nothing.
   *
   * @throws UserException when the model cannot be served or a row cannot be loaded
   */
  static Composition open(Settings settings, Progress progress) {
    return orUserError(
        () -> {
          Database.loadDriver(settings.database());
          Model model = Model.load(settings.model());
          Database database = Database.open(settings.database(), settings.credentials());
          try {
            Plan plan = prepare(settings, model, database, progress);
            return serve(settings, model, database, plan);
          } catch (RuntimeException e) {
            database.close();
            throw e;
          }
        });
  }

  private static Plan prepare(
      Settings settings, Model model, Database database, Progress progress) {
    Optional<Path> data = Optional.ofNullable(settings.data());
    return database.exclusively(
        progress,
        () -> {
          SchemaManager schema = new SchemaManager(database, model.storage());
          Plan plan = schema.migrate(Migration.Consent.LOSSLESS, progress);
          DataLoader.prepare(schema, database, model.edm(), model.storage(), data, progress);
          return plan;
        });
  }

  private static Composition serve(Settings settings, Model read, Database database, Plan plan) {
    Model model = OperationCheck.check(read, database, javaOperations(read));
    Limits limits = Limits.defaults();
    int wanted = settings.readers();
    int readers = wanted == Settings.DEFAULT_READERS ? database.defaultReaders() : wanted;
    byte[] secret = new SchemaManager(database, model.storage()).secret();
    ReadPool pool = database.readers(readers, limits.statementTime());
    Readiness readiness = Readiness.of(database);
    Reader reader =
        new Reader(
            model,
            new Planner(model, limits),
            pool,
            database.dialect(),
            new SkipTokens(secret),
            settings.explains());
    Changes changes =
        Changes.of(
            database.writers(Writers.Settings.of(limits.statementTime())),
            model.storage(),
            database.dialect(),
            ReactionCheck.check(model, database),
            limits.trackingTime());
    Optional<Path> data = Optional.ofNullable(settings.data());
    Seed seed = settings.reseeds() ? new Seed(database, model.edm(), model.storage(), data) : null;
    Writer writer = new Writer(new WritePlanner(model), changes, seed);
    HelperThreads helpers = new HelperThreads(Runtime.getRuntime().availableProcessors());
    Runnable closing =
        () -> {
          helpers.close();
          readiness.close();
          changes.close();
          pool.close();
          database.close();
        };
    List<String> notes = new ArrayList<>();
    if (!plan.changes().isEmpty()) {
      notes.add("The database was changed to fit the model: " + plan.summary() + ".");
    }
    notes.addAll(accessNotes(settings, model));
    AccessControl access =
        settings.access() == null ? null : new AccessControl(settings.access(), limits);
    Conventional conventions =
        new Conventional(List.of(dataverse(model, limits, settings), Graph.standard()));
    Service single =
        conventions.over(
            new ODataService(
                reader, writer, limits, readiness::isReady, conventions, conventions, access));
    Service service =
        new BatchService(single, limits, single, conventions, model.mounts(), helpers);
    return new Composition(service, notes, closing);
  }

  /** What people should know of who sees what. */
  private static List<String> accessNotes(Settings settings, Model model) {
    boolean owned = !model.storage().guards().owned().isEmpty();
    if (settings.access() == null) {
      return owned
          ? List.of("Access control is off: every request sees and changes everything.")
          : List.of();
    }
    if (!owned || model.users().isEmpty()) {
      throw new UserException(
          "the model does not say who its users are and whose its entities are, so that"
              + " --access-control has nothing to go by; see Edmund.V1.Users and Edmund.V1.Owned");
    }
    return List.of(
        "Access control is on: callers see what they own and what was shared with them.");
  }

  private static Convention dataverse(Model model, Limits limits, Settings settings) {
    AccessControl.Reach reach = settings.access();
    String access = reach == null ? "off" : reach.name().toLowerCase(Locale.ROOT);
    return new Dataverse(
        model,
        List.of(
            // What Dataverse answers to beside the sets of the model.
            new MetadataDefinitions(model, limits),
            new FetchQuery(model, limits),
            new WhoAmI(access),
            new RetrieveVersion(),
            new RetrieveCurrentOrganization(),
            new RetrieveTotalRecordCount(model),
            new Multiple(model, limits)));
  }

  /** The functions and actions that jars on the class path have, and those of Dataverse. */
  private static List<JavaOperation> javaOperations(Model model) {
    try {
      List<JavaOperation> all = new ArrayList<>();
      ServiceLoader.load(JavaOperation.class).forEach(all::add);
      Set<String> taken = all.stream().map(JavaOperation::name).collect(Collectors.toSet());
      // What a jar has for itself takes the place of what Dataverse does.
      Sharing.of(model).stream().filter(o -> !taken.contains(o.name())).forEach(all::add);
      return all;
    } catch (ServiceConfigurationError e) {
      throw new UserException("The operations in Java cannot be loaded: " + e.getMessage());
    }
  }

  /**
   * Fills a database and multiplies its rows.
   *
   * @return what could not be made as the model asks
   */
  static List<String> generate(Settings settings, Generation.Wanted wanted, Progress progress) {
    return orUserError(
        () -> {
          Model model = Model.load(settings.model());
          try (Database database = Database.open(settings.database(), settings.credentials())) {
            Optional<Path> data = Optional.ofNullable(settings.data());
            return Generation.run(database, model, data, wanted, progress).notes();
          }
        });
  }

  /**
   * Changes the tables of a database to those of the model.
   *
   * @return what was done, or would be
   */
  static Plan migrate(Settings settings, Migration.Consent consent, Progress progress) {
    return orUserError(
        () -> {
          Model model = Model.load(settings.model());
          try (Database database = Database.open(settings.database(), settings.credentials())) {
            SchemaManager schema = new SchemaManager(database, model.storage());
            schema.requireComplete();
            return schema.migrate(consent, progress);
          }
        });
  }

  /**
   * Adds the entities of files to a database, or changes those that it has.
   *
   * @return what was done, or would be
   */
  static ImportReport importing(
      Settings settings, List<ImportFile> files, Importer.Wanted wanted, Progress progress) {
    return orUserError(
        () -> {
          Database.loadDriver(settings.database());
          Model model = Model.load(settings.model());
          try (Database database = Database.open(settings.database(), settings.credentials())) {
            return Importer.run(database, model, files, wanted, progress);
          }
        });
  }

  /** Writes sets of a database to files, all from one state of the data. */
  static void exporting(Settings settings, ExportFiles files, Progress progress) {
    orUserError(
        () -> {
          Database.loadDriver(settings.database());
          Model model = Model.load(settings.model());
          try (Database database = Database.open(settings.database(), settings.credentials())) {
            new SchemaManager(database, model.storage()).requireReady();
            return export(model, database, files, progress);
          }
        });
  }

  private static boolean export(
      Model model, Database database, ExportFiles files, Progress progress) {
    Exporter exporter = new Exporter(model, database.dialect(), progress);
    try (ReadPool pool = database.readers(1, LONGEST_EXPORT)) {
      return pool.snapshot(
          session -> {
            files
                .names(exporter.names())
                .forEach(
                    name ->
                        files.write(
                            name, out -> exporter.write(name, files.format(), session, out)));
            return true;
          });
    }
  }

  /**
   * The statements that create the tables and indexes of a model.
   *
   * @param database the JDBC URL of a database of the kind that they are for
   */
  static List<String> ddl(Path model, String database) {
    return orUserError(
        () -> {
          SchemaSql sql = new SchemaSql(Database.dialect(database));
          Storage storage = Model.load(model).storage();
          List<String> statements = new ArrayList<>(sql.tables(storage));
          statements.addAll(sql.indexes(storage));
          return statements;
        });
  }

  /** Reads a model and says what there is to say about it. */
  static CheckReport check(Path model) {
    try {
      CsdlDocument document = CsdlReader.read(model);
      CheckReport report = CheckReport.of(document);
      return report.hasErrors() ? report : report.with(whole(document));
    } catch (UnreadableModelException e) {
      return new CheckReport(model.toString(), List.of(e.diagnostic()), Map.of());
    }
  }

  /** What shows only when all parts of a document are put together. */
  private static List<Diagnostic> whole(CsdlDocument document) {
    try {
      return Rules.diagnostics(Model.of(document));
    } catch (UnreadableModelException e) {
      return List.of(e.diagnostic());
    }
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
}
