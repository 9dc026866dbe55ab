package dev.edmund.app;

import dev.edmund.store.Credentials;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What names a database. */
final class DatabaseOptions {
  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description =
          "The database (default: jdbc:sqlite:data/edmund.db; for another MODEL a SQLite file named"
              + " after it, here).")
  private @Nullable String database;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      description = "The user of the database, if its URL does not say (default: yours).")
  private @Nullable String user;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description =
          "The file whose first line is the user's password (default: the variable"
              + " EDMUND_DATABASE_PASSWORD).")
  private @Nullable Path passwordFile;

  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param environment a password is no argument, which all users of a machine can read
   */
  DatabaseOptions(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** The settings for a model that is in a database already. */
  Settings settings(@Nullable Path model) {
    return settings(model, null);
  }

  /** The settings for a model and the data that it begins with. */
  Settings settings(@Nullable Path model, @Nullable Path data) {
    return Settings.of(Path.of(""), model, data, database).with(new Credentials(user, password()));
  }

  private @Nullable String password() {
    return PasswordFile.read(passwordFile, () -> environment.apply("EDMUND_DATABASE_PASSWORD"));
  }
}
