package dev.edmund.app;

import dev.edmund.core.Progress;
import dev.edmund.processor.Service;
import java.nio.file.Path;

/**
 * Lets tests outside this package serve what the command line serves: model and data as shipped.
 */
public final class ShippedService implements AutoCloseable {
  private final Composition composition;

  private ShippedService(Composition composition) {
    this.composition = composition;
  }

  /** Loads the shipped data into a new SQLite file. */
  public static ShippedService open(Path database) {
    Settings settings = Settings.of(Path.of(""), null, null, "jdbc:sqlite:" + database);
    return new ShippedService(Composition.open(settings, Progress.NONE));
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
