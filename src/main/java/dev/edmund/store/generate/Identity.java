package dev.edmund.store.generate;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.Dialect;
import dev.edmund.store.DatabaseException;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns whose values tell entities apart: unique ones, and those that others refer to.
 *
 * @param span more than any two numbers in them are apart
 * @param step how many copy numbers one copy takes: the rows may be copies themselves, and their
 *     numbers add up
 */
record Identity(Set<Column> columns, long span, long step, Dialect dialect) {

  /**
   * Finds the columns.
   *
   * @throws DatabaseException when one is of a type that cannot be told apart by shifting
   */
  static Identity of(
      Storage storage, Scope scope, Map<String, Rows> rows, long step, Dialect dialect) {
    Set<Column> columns = new HashSet<>();
    for (List<EntityStorage> types : scope.roots().values()) {
      for (EntityStorage type : types) {
        type.table().indexes().stream()
            .filter(Table.Index::unique)
            .flatMap(index -> index.columns().stream())
            .filter(c -> !c.equals(type.container()) && !c.equals(type.owner()))
            .forEach(columns::add);
      }
    }
    for (EntityStorage type : storage.entities().values()) {
      for (Link link : type.links().values()) {
        if (link.constrained() && scope.multiplies(storage.require(link.target()))) {
          link.pairs().forEach(pair -> columns.add(pair.target()));
        }
      }
    }
    columns.forEach(Identity::requireShiftable);
    return new Identity(columns, span(columns, rows), step, dialect);
  }

  private static void requireShiftable(Column column) {
    boolean shiftable =
        column.type() == ColumnType.GUID
            || column.type() == ColumnType.TEXT
            || column.type() == ColumnType.INTEGER;
    if (!shiftable) {
      throw new DatabaseException(
          "Rows cannot be multiplied: the key column "
              + column.table()
              + "."
              + column.name()
              + " is neither Guid, text nor integer.");
    }
  }

  private static long span(Set<Column> columns, Map<String, Rows> rows) {
    LongSummaryStatistics numbers = new LongSummaryStatistics();
    for (Column column : columns) {
      Rows of = rows.get(column.table());
      if (of != null && column.type() == ColumnType.INTEGER) {
        for (@Nullable Object[] row : of.rows()) {
          if (row[of.index(column)] instanceof Long number) {
            numbers.accept(number);
          }
        }
      }
    }
    return numbers.getCount() == 0 ? 1 : numbers.getMax() - numbers.getMin() + 1;
  }

  boolean contains(Column column) {
    return columns.contains(column);
  }

  /** A database may have a type of its own for it. */
  private Object guid(Object value, long n) {
    String guid = (String) dialect.decode(ColumnType.GUID, value);
    return dialect.encode(ColumnType.GUID, Shift.guid(guid, n));
  }

  /** The value in copy {@code n}; {@code column} may also be one that refers to such a column. */
  Object shift(Column column, Object value, long n) {
    return switch (column.type()) {
      case GUID -> guid(value, n * step);
      case INTEGER -> Shift.number((Long) value, n, span);
      case TEXT -> Shift.text((String) value, n * step);
      case BOOLEAN, DOUBLE, DECIMAL, DATETIME, DATE, TIME, DURATION, BINARY, GEO, JSON -> value;
    };
  }
}
