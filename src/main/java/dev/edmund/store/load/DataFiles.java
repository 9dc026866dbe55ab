package dev.edmund.store.load;

import dev.edmund.request.payload.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CSV and JSON files of a data directory. */
final class DataFiles {
  private static final String CSV = ".csv";
  private static final String JSON = ".json";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DataFiles() {}

  /**
   * The files by what they belong to; other kinds of files are none of our business.
   *
   * @param sets the names of entity sets, in load order
   * @param singletons the names of singletons, in load order
   * @throws DataException when a file belongs to nothing, or two to the same
   */
  static Map<String, Path> find(Path directory, List<String> sets, List<String> singletons) {
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path file : list(directory)) {
      String name = String.valueOf(file.getFileName());
      String owner = name.substring(0, name.lastIndexOf('.'));
      if (!sets.contains(owner) && !singletons.contains(owner)) {
        throw new DataException(
            file + ": the model has no entity set or singleton '" + owner + "'");
      }
      if (isCsv(file) && !sets.contains(owner)) {
        throw new DataException(file + ": a singleton is one object in " + owner + JSON);
      }
      Path other = found.put(owner, file);
      if (other != null) {
        throw new DataException(file + ": there is " + other.getFileName() + " too; keep one");
      }
    }
    Map<String, Path> ordered = new LinkedHashMap<>();
    Stream.concat(sets.stream(), singletons.stream())
        .filter(found::containsKey)
        .forEach(name -> ordered.put(name, found.get(name)));
    return ordered;
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new DataException("The data directory " + directory + " does not exist.");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> isCsv(f) || f.toString().endsWith(JSON))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(directory + ": " + reason(e), e);
    }
  }

  static boolean isCsv(Path file) {
    return file.toString().endsWith(CSV);
  }

  /** The text of a file; what is not UTF-8 is an error, not a replacement character. */
  static Reader open(Path file) throws IOException {
    return open(Files.newInputStream(file));
  }

  /** The same of bytes from anywhere. */
  static Reader open(InputStream bytes) throws IOException {
    Reader reader =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 16);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** What people should read about a failure to read. */
  static String reason(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "after this line the file is not UTF-8";
    }
    return e instanceof NoSuchFileException ? "no such file" : "cannot be read: " + e.getMessage();
  }
}
