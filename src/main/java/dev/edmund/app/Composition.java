package dev.edmund.app;

import dev.edmund.core.ODataException;
import dev.edmund.core.Progress;
import dev.edmund.processor.Service;
import java.nio.file.Path;
import java.util.List;

/**
 * The parts, put together: the only place that knows them all.
 *
 * @param service answers requests
 * @param closing gives back what the service holds
 */
@SuppressWarnings("DoNotCallSuggester") // until the parts below are composed
record Composition(Service service, Runnable closing) implements AutoCloseable {

  /**
   * Reads the model, opens the database, creates and fills its tables where they are not there yet.
   *
   * @throws ODataException when the model cannot be served or a row cannot be loaded
   */
  static Composition open(Settings settings, Progress progress) {
    // COMPOSE HERE: CsdlReader -> Model -> store (open, create, load) -> Service.
    throw ODataException.notImplemented("Serving a model", null);
  }

  /**
   * Multiplies the data of an opened database.
   *
   * @param rows how many entities the largest set has afterwards
   */
  static void generate(Settings settings, long rows, Progress progress) {
    // COMPOSE HERE: as in open, then the generator.
    throw ODataException.notImplemented("Generating data", null);
  }

  /** Reads a model and says what there is to say about it. */
  static Report check(Path model) {
    // COMPOSE HERE: CsdlReader and its diagnostics.
    throw ODataException.notImplemented("Checking a model", null);
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
