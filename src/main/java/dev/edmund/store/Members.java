package dev.edmund.store;

import dev.edmund.sql.BatchSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is nested in some rows, by key.
 *
 * @param members of each key that is known, none included
 * @param bytes about how many they take
 */
record Members(Map<Key, List<KeptRow>> members, long bytes) {
  /** Much more than a batch should have: what comes behind the keys read so far is left. */
  private static final long TOO_MANY_BYTES = 1 << 22;

  /**
   * Takes the rows of a statement, which come key by key.
   *
   * @param keys what the statement asks for, in the order in which the members are written
   */
  static Members of(Rows rows, BatchSql batch, Set<Key> keys, NestedReads nestedReads) {
    Long limit = batch.limit();
    Map<Key, List<Cells>> found = new HashMap<>();
    long bytes = 0;
    Key last = null;
    while (rows.next()) {
      Key key = Key.of(batch.found(rows::value));
      if (!key.equals(last) && bytes > TOO_MANY_BYTES) {
        return of(found, found.keySet(), keys, bytes, nestedReads);
      }
      last = key;
      List<Cells> cells = found.computeIfAbsent(key, k -> new ArrayList<>());
      if (limit == null || cells.size() < limit) {
        Cells row = new Cells(rows, batch.columns());
        cells.add(row);
        bytes += row.size();
      }
    }
    return of(found, keys, keys, bytes, nestedReads);
  }

  private static Members of(
      Map<Key, List<Cells>> found,
      Set<Key> known,
      Set<Key> order,
      long bytes,
      NestedReads nestedReads) {
    Siblings siblings = new Siblings(nestedReads);
    Map<Key, List<KeptRow>> members = new LinkedHashMap<>();
    for (Key key : order) {
      if (known.contains(key)) {
        members.put(key, found.getOrDefault(key, List.of()).stream().map(siblings::add).toList());
      }
    }
    return new Members(members, bytes);
  }

  boolean has(Key key) {
    return members.containsKey(key);
  }

  /** The members of a key that is known. */
  List<KeptRow> members(Key key) {
    return members.getOrDefault(key, List.of());
  }
}
