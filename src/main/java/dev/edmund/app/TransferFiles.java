package dev.edmund.app;

import dev.edmund.store.load.ImportFile;
import dev.edmund.store.load.ImportFile.Format;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The files that entities come from and go to, by their names. */
final class TransferFiles {
  static final String STANDARD = "-";
  static final String GZ = ".gz";
  private static final int BUFFER = 1 << 16;

  private TransferFiles() {}

  /** The one argument that a whole folder leaves room for. */
  static @Nullable Path onlyModel(
      @Nullable String first, @Nullable String more, @Nullable Path model) {
    if (more != null || model != null) {
      throw new UserException("--all names all files; give the model and nothing else");
    }
    return first == null ? null : Path.of(first);
  }

  /** The file, or standard input, with the entities of a set. */
  static ImportFile input(
      String set, String name, @Nullable String format, StandardStreams streams) {
    if (name.equals(STANDARD)) {
      if (format == null) {
        throw new UserException("say with --format what standard input has: csv, json or ndjson");
      }
      return new ImportFile(set, "standard input", format(format), Optional.empty(), streams::in);
    }
    return input(set, Path.of(name), format == null ? of(name) : format(format));
  }

  private static ImportFile input(String set, Path file, Format format) {
    if (!Files.isRegularFile(file)) {
      throw new UserException("the file " + file + " is not there; name another");
    }
    return new ImportFile(
        set,
        file.toString(),
        format,
        Optional.of(file.toAbsolutePath()).map(Path::getParent),
        () -> open(file));
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    return file.toString().endsWith(GZ) ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }

  /** The files of a folder, each with the set that it is named after. */
  static List<ImportFile> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserException("the folder " + folder + " is not there; choose another with --all");
    }
    List<ImportFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (isKnown(name)) {
          files.add(input(name.substring(0, name.indexOf('.')), file, of(name)));
        }
      }
    } catch (IOException e) {
      throw new UserException("the folder " + folder + " cannot be read");
    }
    if (files.isEmpty()) {
      throw new UserException("the folder " + folder + " has no .csv, .json or .ndjson files");
    }
    return files;
  }

  private static boolean isKnown(String name) {
    return plain(name).matches(".*\\.(csv|json|ndjson|jsonl)");
  }

  private static String plain(String name) {
    return name.endsWith(GZ) ? name.substring(0, name.length() - GZ.length()) : name;
  }

  /** The format of a file, as its name ends. */
  static Format of(String name) {
    String plain = plain(name).toLowerCase(Locale.ROOT);
    if (plain.endsWith(".csv")) {
      return Format.CSV;
    }
    if (plain.endsWith(".json")) {
      return Format.JSON;
    }
    if (plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) {
      return Format.NDJSON;
    }
    throw new UserException(
        "the name " + name + " does not tell a format; say --format csv, json or ndjson");
  }

  /** The format by its name. */
  static Format format(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "csv" -> Format.CSV;
      case "json" -> Format.JSON;
      case "ndjson", "jsonl" -> Format.NDJSON;
      default ->
          throw new UserException("there is no format " + name + "; choose csv, json or ndjson");
    };
  }
}
