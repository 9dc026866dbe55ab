package dev.edmund.app;

import dev.edmund.processor.AccessControl;
import dev.edmund.store.Credentials;
import dev.edmund.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is served, with the defaults filled in.
 *
 * @param model the CSDL file
 * @param data the folder the data is loaded from on the first start; null for none
 * @param database a JDBC URL
 * @param credentials what the URL leaves out
 * @param explains whether clients may see how requests are answered
 * @param reseeds whether actions of the model may put the rows of the folder back
 * @param access how far callers see; null where access control is off
 * @param readers how many connections read at most; {@link #DEFAULT_READERS} for what is usual
 */
record Settings(
    Path model,
    @Nullable Path data,
    String database,
    Credentials credentials,
    int readers,
    boolean explains,
    boolean reseeds,
    AccessControl.@Nullable Reach access) {
  static final int DEFAULT_READERS = 0;

  private static final Path OWN_MODEL = Path.of("model", "connections.csdl.xml");
  private static final Path OWN_DATA = Path.of("data");
  private static final String OWN_DATABASE = "jdbc:sqlite:data/edmund.db";

  Settings(Path model, @Nullable Path data, String database) {
    this(model, data, database, Credentials.NONE, DEFAULT_READERS, false, false, null);
  }

  /** The same for somebody else. */
  Settings with(Credentials others) {
    return new Settings(model, data, database, others, readers, explains, reseeds, access);
  }

  /** The same with another number of connections. */
  Settings with(int otherReaders) {
    return new Settings(
        model, data, database, credentials, otherReaders, explains, reseeds, access);
  }

  /** The same where clients may, or may not, see how requests are answered. */
  Settings explaining(boolean explain) {
    return new Settings(model, data, database, credentials, readers, explain, reseeds, access);
  }

  /** The same where actions of the model may, or may not, put the rows of the folder back. */
  Settings reseeding(boolean reseed) {
    return new Settings(model, data, database, credentials, readers, explains, reseed, access);
  }

  /** The same where callers see so far. */
  Settings restricted(AccessControl.@Nullable Reach reach) {
    return new Settings(model, data, database, credentials, readers, explains, reseeds, reach);
  }

  /** The database without user and password. */
  String databaseName() {
    return Database.withoutSecrets(database);
  }

  /**
   * Fills in what is not given: for the model Edmund comes with, its data and database; for any
   * other, the {@code data} folder beside it and a database named after it.
   *
   * @param directory the working directory
   * @throws UserException when a file or folder is not there
   */
  static Settings of(
      Path directory, @Nullable Path model, @Nullable Path data, @Nullable String database) {
    Path file = model == null ? OWN_MODEL : model;
    if (!Files.isRegularFile(directory.resolve(file))) {
      throw new UserException(
          model == null
              ? file + " is not there; name a model: edmund serve MODEL"
              : "the model " + file + " is not there; name another file");
    }
    if (data != null && !Files.isDirectory(directory.resolve(data))) {
      throw new UserException("the folder " + data + " is not there; choose another with --data");
    }
    boolean own = same(directory.resolve(file), directory.resolve(OWN_MODEL));
    Path folder = own ? OWN_DATA : file.resolveSibling("data");
    Path there = Files.isDirectory(directory.resolve(folder)) ? folder : null;
    return new Settings(
        file,
        data == null ? there : data,
        database != null ? database : own ? OWN_DATABASE : "jdbc:sqlite:" + name(file) + ".db");
  }

  private static boolean same(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("(?i)(\\.csdl)?(\\.(xml|json|edmx))?$", "");
  }

  /** Without secrets: this may end up in a log. */
  @Override
  public String toString() {
    return "Settings[model=" + model + ", data=" + data + ", database=" + databaseName() + "]";
  }
}
