package dev.edmund.app;

import dev.edmund.format.transfer.Exporter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where entities are exported to.
 *
 * @param set the only set; null for all of them
 * @param file the file, or the folder for all; null for standard output
 */
record ExportFiles(
    @Nullable String set,
    @Nullable Path file,
    Exporter.Format format,
    @Nullable OutputStream standard) {
  private static final int BUFFER = 1 << 16;

  /** One set into a file, or to standard output. */
  static ExportFiles one(String set, String file, Exporter.Format format, StandardStreams streams) {
    return file.equals(TransferFiles.STANDARD)
        ? new ExportFiles(set, null, format, streams.out())
        : new ExportFiles(set, Path.of(file), format, null);
  }

  /** All sets into a folder. */
  static ExportFiles in(Path folder, Exporter.Format format) {
    return new ExportFiles(null, folder, format, null);
  }

  /** The sets to export, of those that there are. */
  List<String> names(List<String> all) {
    return set == null ? all : List.of(set);
  }

  /** Has a set written to its place; a file is there when it is complete, and not before. */
  void write(String name, Consumer<OutputStream> writing) {
    Path target = target(name);
    try {
      if (target == null) {
        OutputStream out = new BufferedOutputStream(bytes(), BUFFER);
        writing.accept(out);
        out.flush();
        return;
      }
      Path directory = target.toAbsolutePath().getParent();
      if (set == null && directory != null) {
        Files.createDirectories(directory);
      }
      Path part = target.resolveSibling(target.getFileName() + ".part");
      try {
        try (OutputStream out = open(part, target)) {
          writing.accept(out);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UserException(
          (target == null ? "standard output" : "the file " + target)
              + " cannot be written: "
              + (e.getCause() == null ? e : e.getCause()).getMessage());
    }
  }

  private OutputStream bytes() {
    return standard == null ? OutputStream.nullOutputStream() : standard;
  }

  private @Nullable Path target(String name) {
    return set == null && file != null
        ? file.resolve(name + "." + format.name().toLowerCase(Locale.ROOT))
        : file;
  }

  private static OutputStream open(Path part, Path target) throws IOException {
    OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
    return target.toString().endsWith(TransferFiles.GZ)
        ? new GZIPOutputStream(bytes, BUFFER)
        : bytes;
  }
}
