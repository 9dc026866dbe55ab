package dev.edmund.model.csdl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The documents of real services that lie beside the project, where they do. */
public final class Corpus {
  private static final Path SHARED = Path.of("../shared");

  /** It is not well-formed. */
  private static final Set<String> REFUSED = Set.of("sap-cloudsdk-multiple-schemas.xml");

  private Corpus() {}

  /** A file or folder, or the end of the test when it is not there. */
  public static Path shared(String path) {
    Path file = SHARED.resolve(path);
    Assumptions.assumeTrue(Files.exists(file), () -> file + " is not there");
    return file;
  }

  /** The documents that Edmund reads. */
  public static List<Path> documents() {
    return all().filter(file -> !REFUSED.contains(file.getFileName().toString())).toList();
  }

  private static Stream<Path> all() {
    List<Path> files = new ArrayList<>();
    Stream.of("corpus", "facts", "vocabularies").forEach(folder -> files.addAll(xml(folder)));
    Assumptions.assumeFalse(files.isEmpty(), "no documents beside the project");
    return files.stream();
  }

  private static List<Path> xml(String folder) {
    Path path = SHARED.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
