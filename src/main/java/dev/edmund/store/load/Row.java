package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.InsertSql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cells of one row: of one table, or of all tables of a hierarchy. */
final class Row {
  private final Shape shape;
  private final boolean stored;
  private final @Nullable Object[][] cells;

  Row(Shape shape) {
    this(shape, false);
  }

  /**
   * @param stored whether the database has the row already, with what belongs to it
   */
  Row(Shape shape, boolean stored) {
    this.shape = shape;
    this.stored = stored;
    this.cells = new Object[shape.tables.size()][];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Object[shape.widths[i]];
    }
  }

  /** Where a column's cell is. */
  record Slot(int table, int cell) {}

  /** The tables a row goes to. */
  static final class Shape {
    private final List<Table> tables;
    private final int[] widths;
    private final List<List<Column>> columns;
    private final Map<Column, Slot> slots = new HashMap<>();

    Shape(List<Table> tables) {
      this.tables = List.copyOf(tables);
      this.widths = new int[tables.size()];
      this.columns = tables.stream().map(InsertSql::columns).toList();
      for (int i = 0; i < widths.length; i++) {
        List<Column> own = columns.get(i);
        widths[i] = own.size();
        for (int j = 0; j < widths[i]; j++) {
          slots.put(own.get(j), new Slot(i, j));
        }
      }
    }

    List<Table> tables() {
      return tables;
    }

    /** The columns of a table, in the order of {@link Row#cells}. */
    List<Column> columns(int table) {
      return columns.get(table);
    }

    /** The columns of all tables. */
    List<Column> columns() {
      return columns.stream().flatMap(List::stream).toList();
    }

    Slot slot(Column column) {
      return Objects.requireNonNull(slots.get(column));
    }
  }

  /**
   * A row that the database has.
   *
   * @param values of {@link Shape#columns()}
   */
  static Row stored(Shape shape, List<Object> values) {
    Row row = new Row(shape, true);
    int next = 0;
    for (Object[] cells : row.cells) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = values.get(next++);
      }
    }
    return row;
  }

  /** The same values, to be changed. */
  Row copy() {
    Row copy = new Row(shape, stored);
    for (int i = 0; i < cells.length; i++) {
      System.arraycopy(cells[i], 0, copy.cells[i], 0, cells[i].length);
    }
    return copy;
  }

  boolean has(Column column) {
    return shape.slots.containsKey(column);
  }

  /** Whether the database has the row already. */
  boolean isStored() {
    return stored;
  }

  void set(Slot slot, @Nullable Object value) {
    cells[slot.table][slot.cell] = value;
  }

  @Nullable Object get(Slot slot) {
    return cells[slot.table][slot.cell];
  }

  void set(Column column, @Nullable Object value) {
    set(shape.slot(column), value);
  }

  @Nullable Object get(Column column) {
    return get(shape.slot(column));
  }

  Shape shape() {
    return shape;
  }

  /** The cells for a table of the shape, in the order of {@link InsertSql#columns}. */
  @Nullable Object[] cells(int table) {
    return cells[table];
  }
}
