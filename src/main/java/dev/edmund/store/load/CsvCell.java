package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of the texts in one column of a CSV file. */
@FunctionalInterface
interface CsvCell {

  /**
   * Takes one that is not null.
   *
   * @throws IllegalArgumentException when it is no value of the column
   */
  void read(String text, CsvRow row);

  /**
   * A row while it is read.
   *
   * @param members what a JSON object would have in place of the cells that need more than a column
   */
  record CsvRow(Row row, long line, Map<String, JsonValue> members) {
    CsvRow(Row row, long line) {
      this(row, line, new LinkedHashMap<>(0));
    }
  }

  /**
   * A value in a column of the database.
   *
   * @param around the presence columns of the complex values around it
   */
  static CsvCell value(
      PropertyStorage.Scalar scalar, List<Row.Slot> around, TypeLayout layout, Target target) {
    Row.Slot slot = layout.shape().slot(scalar.column());
    ScalarReader reader = target.reader(scalar);
    Row.Slot[] presence = around.toArray(Row.Slot[]::new);
    Object present = target.present();
    CsvCell value =
        (text, row) -> {
          row.row.set(slot, reader.read(text));
          for (Row.Slot complex : presence) {
            row.row.set(complex, present);
          }
        };
    if (scalar.offset() == null) {
      return value;
    }
    Row.Slot offset = layout.shape().slot(scalar.offset());
    return (text, row) -> {
      value.read(text, row);
      row.row.set(offset, ScalarReader.offset(text));
    };
  }

  /** The navigation property of a polymorphic lookup. */
  static CsvCell navigation(TypeLayout.Lookup lookup, Row.Slot slot) {
    return (text, row) -> {
      lookup.requireNavigation(text);
      row.row.set(slot, text);
    };
  }

  /** What is read like the member of a JSON object. */
  static CsvCell member(String name) {
    return (text, row) -> row.members.put(name, JsonValue.cell(row.line, text));
  }
}
