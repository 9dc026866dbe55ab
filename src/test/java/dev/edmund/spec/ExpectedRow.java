package dev.edmund.spec;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a data file, from which tests work out what the server must answer.
 *
 * @param fields the values by column; null values are left out
 */
record ExpectedRow(Map<String, String> fields) {
  /** An empty cell is null; one in quotes is an empty text. */
  private static final FieldModifier EMPTY_IS_NULL =
      new FieldModifier() {
        @Override
        public String modify(long line, int field, boolean quoted, String text) {
          return text.isEmpty() && !quoted ? "\0" : text;
        }
      };

  /** The rows of {@code data/<set>.csv}. */
  static List<ExpectedRow> of(String set) {
    CsvRecordHandler handler = CsvRecordHandler.of(b -> b.fieldModifier(EMPTY_IS_NULL));
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().build(handler, Path.of("data", set + ".csv"))) {
      List<CsvRecord> records = csv.stream().toList();
      List<String> names = records.get(0).getFields();
      return records.stream().skip(1).map(r -> row(names, r.getFields())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExpectedRow row(List<String> names, List<String> values) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).equals("\0")) {
        fields.put(names.get(i), values.get(i));
      }
    }
    return new ExpectedRow(fields);
  }

  boolean isNull(String column) {
    return !fields.containsKey(column);
  }

  boolean is(String column, String value) {
    return value.equals(fields.get(column));
  }

  @Nullable String get(String column) {
    return fields.get(column);
  }

  /** The text; a failure for null. */
  String text(String column) {
    String value = fields.get(column);
    if (value == null) {
      throw new AssertionError(column + " is null in " + fields);
    }
    return value;
  }

  BigDecimal number(String column) {
    return new BigDecimal(text(column));
  }

  Instant instant(String column) {
    return Instant.parse(text(column));
  }

  /** Whether the column has a number, and it compares to another as {@code sign} says. */
  boolean compares(String column, String to, int sign) {
    return !isNull(column) && number(column).compareTo(new BigDecimal(to)) == sign;
  }
}
