package dev.edmund.app;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin private final DatabaseOptions database;

  /**
   * @param environment a password is no argument, which all users of a machine can read
   */
  DataOptions(UnaryOperator<@Nullable String> environment) {
    this.database = new DatabaseOptions(environment);
  }

  Settings settings() {
    return database.settings(model, data);
  }
}
