package dev.edmund.model.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table to be created.
 *
 * @param name unique in the database whatever the case
 * @param rowId the integer primary key; null for tables that hang on another table's row
 * @param parent the table whose row id {@code rowId} repeats (joined inheritance), or null
 * @param columns all columns but {@code rowId}
 * @param primaryKey the columns of the primary key of a table without row id
 */
public record Table(
    String name,
    @Nullable Column rowId,
    @Nullable String parent,
    List<Column> columns,
    List<Column> primaryKey,
    List<Index> indexes) {
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
  }

  /** An index over columns of the table. */
  public record Index(String name, List<Column> columns, Kind kind) {
    public Index {
      columns = List.copyOf(columns);
    }

    /** What an index is for. */
    public enum Kind {
      ORDERED,
      UNIQUE,
      /** It leads from words to the rows that have them in one of the columns. */
      WORDS
    }

    public boolean unique() {
      return kind == Kind.UNIQUE;
    }

    public boolean words() {
      return kind == Kind.WORDS;
    }
  }
}
