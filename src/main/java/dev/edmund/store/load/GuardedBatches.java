package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.Place;
import dev.edmund.sql.InsertSql;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.Batches;
import dev.edmund.store.DatabaseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Batches into tables that have their indexes. Keys are left to these, which costs nothing while
 * all is well; when a batch is refused, its rows are looked at to tell which of them has the key of
 * another.
 */
final class GuardedBatches implements Batches {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_BYTES = 16 << 20;
  private static final String SAVEPOINT = "batch";

  private final Batches batches;
  private final Handle handle;
  private final Target target;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<List<Object>> keys = new HashSet<>();
  private int bytes;

  GuardedBatches(Batches batches, Handle handle, Target target) {
    this.batches = batches;
    this.handle = handle;
    this.target = target;
  }

  /** A row that was sent in this batch. */
  private static final class Waiting {
    private final Table table;
    private final @Nullable Object[] cells;

    private Waiting(Table table, @Nullable Object[] cells) {
      this.table = table;
      this.cells = cells;
    }
  }

  @Override
  public void add(Table table, @Nullable Object[] cells) {
    if (waiting.isEmpty()) {
      handle.savepoint(SAVEPOINT);
    }
    waiting.add(new Waiting(table, cells));
    for (Object cell : cells) {
      bytes += cell instanceof byte[] large ? large.length : 0;
    }
    try {
      batches.add(table, cells);
    } catch (DatabaseException e) {
      throw duplicate().orElse(e);
    }
    if (waiting.size() >= MOST_ROWS || bytes >= MOST_BYTES) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      batches.flush();
    } catch (DatabaseException e) {
      throw duplicate().orElse(e);
    }
    handle.releaseSavepoint(SAVEPOINT);
    waiting.clear();
    keys.clear();
    bytes = 0;
  }

  /** Sends what is waiting where the entity with a key is part of it. */
  void settle(List<Object> key) {
    if (keys.contains(key)) {
      flush();
    }
  }

  /** Remembers the key of an entity that will wait. */
  void expect(List<Object> key) {
    keys.add(key);
  }

  private Optional<RuntimeException> duplicate() {
    handle.rollbackToSavepoint(SAVEPOINT);
    Map<String, Map<List<Object>, Long>> seen = new HashMap<>();
    for (Waiting row : waiting) {
      for (Table.Index index : row.table.indexes()) {
        if (index.unique()) {
          Optional<RuntimeException> found =
              duplicate(row, index, seen.computeIfAbsent(index.name(), n -> new HashMap<>()));
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<RuntimeException> duplicate(
      Waiting row, Table.Index index, Map<List<Object>, Long> seen) {
    Column rowId = row.table.rowId();
    List<Object> values = values(row, index);
    if (rowId == null || values.isEmpty() || !(row.cells[0] instanceof Long own)) {
      return Optional.empty();
    }
    String root = target.root(row.table);
    Long before = seen.putIfAbsent(KeyIndex.comparable(values), own);
    if (before != null) {
      return Optional.of(sameKey(root, own, index, Optional.of(target.place(root, before))));
    }
    return StoredRows.find(handle, new LinkSql(target.dialect()), rowId, index.columns(), values)
        .map(there -> sameKey(root, own, index, target.knownPlace(root, there)));
  }

  private RuntimeException sameKey(
      String root, long rowId, Table.Index index, Optional<Place> other) {
    return target
        .place(root, rowId)
        .problem(
            KeyCheck.columns(index),
            other
                .map(place -> "the row at " + place + " has the same key")
                .orElse("an entity with the same key is there already"));
  }

  /** Empty where one of them is null, which makes no key. */
  private static List<Object> values(Waiting row, Table.Index index) {
    List<Column> columns = InsertSql.columns(row.table);
    List<Object> values = new ArrayList<>();
    for (Column column : index.columns()) {
      Object value = row.cells[columns.indexOf(column)];
      if (value == null) {
        return List.of();
      }
      values.add(value);
    }
    return values;
  }

  @Override
  public void close() {
    batches.close();
  }
}
