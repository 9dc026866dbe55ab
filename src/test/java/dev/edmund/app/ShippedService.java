package dev.edmund.app;

import dev.edmund.core.Progress;
import dev.edmund.processor.AccessControl;
import dev.edmund.processor.Service;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets tests outside this package serve what the command line serves: model and data as shipped, or
 * any other.
 */
public final class ShippedService implements AutoCloseable {
  private final Composition composition;

  private ShippedService(Composition composition) {
    this.composition = composition;
  }

  /** Loads the shipped data into a new database. */
  public static ShippedService open(String jdbcUrl) {
    Settings settings = Settings.of(Path.of(""), null, null, jdbcUrl);
    return new ShippedService(Composition.open(settings, Progress.NONE));
  }

  /**
   * Makes the tables of any model in a new database, or serves those that are there.
   *
   * @param data the folder to load; null for none
   */
  public static ShippedService of(Path model, @Nullable Path data, String jdbcUrl) {
    Settings settings = new Settings(model, data, jdbcUrl);
    return new ShippedService(Composition.open(settings, Progress.NONE));
  }

  /** The same, where actions may put the rows of the folder back. */
  public static ShippedService reseeding(Path model, Path data, String jdbcUrl) {
    Settings settings = new Settings(model, data, jdbcUrl).reseeding(true);
    return new ShippedService(Composition.open(settings, Progress.NONE));
  }

  /** The same as {@link #of}, where callers see what they own and share. */
  public static ShippedService restricted(Path model, @Nullable Path data, String jdbcUrl) {
    Settings settings = new Settings(model, data, jdbcUrl).restricted(AccessControl.Reach.USER);
    return new ShippedService(Composition.open(settings, Progress.NONE));
  }

  /** The same, where they see what belongs to their unit as well. */
  public static ShippedService ofUnits(Path model, @Nullable Path data, String jdbcUrl) {
    Settings settings = new Settings(model, data, jdbcUrl).restricted(AccessControl.Reach.UNIT);
    return new ShippedService(Composition.open(settings, Progress.NONE));
  }

  /** How many findings about a model are errors, with their lines. */
  public static List<String> errors(Path model) {
    return Composition.check(model).lines().stream()
        .filter(line -> line.contains(": error "))
        .toList();
  }

  /** The findings about a model of every severity; its last line counts them. */
  public static List<String> findings(Path model) {
    return Composition.check(model).lines().stream()
        .filter(line -> line.matches(".*: (error|warning|info) .*"))
        .toList();
  }

  /** Answers requests. */
  public Service service() {
    return composition.service();
  }

  @Override
  public void close() {
    composition.close();
  }
}
