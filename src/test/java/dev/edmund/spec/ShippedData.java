package dev.edmund.spec;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The data files as they are: what the server must tell is worked out from these. */
final class ShippedData {
  private ShippedData() {}

  /**
   * The rows of {@code data/<set>.csv}: column to text, where empty text stands for null.
   *
   * @param set the name of an entity set
   */
  static List<Map<String, String>> rows(String set) {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(Path.of("data", set + ".csv"))) {
      return csv.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of a column, in the order of the file. */
  static List<String> column(String set, String column) {
    return rows(set).stream().map(row -> field(row, column)).toList();
  }

  /** A field; empty for null. */
  static String field(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new AssertionError("no column " + column + " among " + row.keySet());
    }
    return value;
  }

  /** The row whose column has this value. */
  static Map<String, String> row(String set, String column, String value) {
    return rows(set).stream()
        .filter(row -> field(row, column).equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + column + " " + value + " in " + set));
  }
}
