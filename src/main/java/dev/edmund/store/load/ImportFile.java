package dev.edmund.store.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is imported.
 *
 * @param target the name of the entity set or singleton
 * @param name what messages call the file
 * @param directory where the files of streams are; empty where there can be none
 * @param bytes opens it, unpacked
 */
public record ImportFile(
    String target, String name, Format format, Optional<Path> directory, Source bytes) {

  /** How the entities are written. */
  public enum Format {
    CSV,
    JSON,
    /** An object on each line. */
    NDJSON
  }

  /** Opens a file. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }
}
