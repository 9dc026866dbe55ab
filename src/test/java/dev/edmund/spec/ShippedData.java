package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data files as they are: what the server must tell is worked out from these. */
final class ShippedData {
  private ShippedData() {}

  /**
   * The rows of {@code data/<set>.csv} or {@code .json}: column to text, where empty text stands
   * for null.
   *
   * @param set the name of an entity set
   */
  static List<Map<String, String>> rows(String set) {
    Path json = Path.of("data", set + ".json");
    return Files.exists(json) ? json(json) : csv(set);
  }

  /** The rows of a JSON file, without its references; what one leaves out is empty. */
  private static List<Map<String, String>> json(Path file) {
    try {
      List<Map<String, String>> rows = new ArrayList<>();
      Set<String> names = new LinkedHashSet<>();
      for (JsonNode item : new JsonMapper().readTree(file.toFile())) {
        Map<String, String> row = new LinkedHashMap<>();
        item.properties()
            .forEach(
                field -> {
                  if (!field.getKey().contains("@")) {
                    row.put(field.getKey(), field.getValue().asText());
                  }
                });
        names.addAll(row.keySet());
        rows.add(row);
      }
      rows.forEach(row -> names.forEach(name -> row.putIfAbsent(name, "")));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<String, String>> csv(String set) {
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
