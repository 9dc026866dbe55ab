package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage;
import java.util.List;

/**
 * What becomes of the values in one column of a CSV file.
 *
 * @param slot where the value goes
 * @param presence the presence columns of the complex values around it
 */
record CsvCell(Row.Slot slot, List<Row.Slot> presence, Reader reader) {
  CsvCell {
    presence = List.copyOf(presence);
  }

  /** Turns text into what the driver binds. */
  interface Reader {
    Object read(String text);
  }

  static CsvCell value(
      PropertyStorage.Scalar scalar, List<Row.Slot> presence, TypeLayout layout, Target target) {
    return new CsvCell(layout.shape().slot(scalar.column()), presence, target.reader(scalar)::read);
  }

  static CsvCell navigation(TypeLayout.Lookup lookup, Row.Slot slot) {
    return new CsvCell(
        slot,
        List.of(),
        text -> {
          lookup.requireNavigation(text);
          return text;
        });
  }

  void read(String text, Row row, Object present) {
    row.set(slot, reader.read(text));
    for (Row.Slot around : presence) {
      row.set(around, present);
    }
  }
}
