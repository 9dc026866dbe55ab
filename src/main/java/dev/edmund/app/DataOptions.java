package dev.edmund.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What names a model, its data and its database. */
final class DataOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The CSDL file (default: model/connections.csdl.xml).")
  private @Nullable Path model;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder to load on the first start (default: data, beside another MODEL).")
  private @Nullable Path data;

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description =
          "The database (default: jdbc:sqlite:data/edmund.db; for another MODEL a SQLite file named"
              + " after it, here).")
  private @Nullable String database;

  Settings settings() {
    return Settings.of(Path.of(""), model, data, database);
  }
}
