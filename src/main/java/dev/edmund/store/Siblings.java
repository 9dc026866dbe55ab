package dev.edmund.store;

import dev.edmund.sql.BatchSql;
import dev.edmund.sql.NestedSql;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that were read together, in the order in which they are written. What is nested in one is
 * read for those behind it too. Of each nested statement one batch is kept, until a row asks for
 * something that is not in it.
 */
final class Siblings {
  private final NestedReads nestedReads;
  private final List<KeptRow> rows = new ArrayList<>();
  private final IdentityHashMap<NestedSql, Members> batches = new IdentityHashMap<>();

  Siblings(NestedReads nestedReads) {
    this.nestedReads = nestedReads;
  }

  KeptRow add(Cells cells) {
    KeptRow row = new KeptRow(cells, this, rows.size());
    rows.add(row);
    return row;
  }

  int size() {
    return rows.size();
  }

  KeptRow get(int index) {
    return rows.get(index);
  }

  Rows related(NestedSql nested, KeptRow row) {
    BatchSql batch = nested.batch();
    if (batch == null) {
      return nestedReads.each(nested, row);
    }
    List<Object> wanted = batch.wanted(row::value);
    if (wanted.isEmpty()) {
      return new KeptRows(List.of());
    }
    Key key = Key.of(wanted);
    Members known = batches.get(nested);
    if (known == null || !known.has(key)) {
      // What is no longer needed goes before more comes.
      batches.remove(nested);
      known = nestedReads.read(nested, batch, wanted(batch, row.index(), nestedReads.size(nested)));
      if (!known.has(key)) {
        known = nestedReads.read(nested, batch, wanted(batch, row.index(), 1));
      }
      batches.put(nested, known);
    }
    return new KeptRows(known.members(key));
  }

  /** The keys that a row and those behind it ask for. */
  private Map<Key, List<Object>> wanted(BatchSql batch, int from, int most) {
    Map<Key, List<Object>> keys = new LinkedHashMap<>();
    for (int i = from; i < rows.size() && keys.size() < most; i++) {
      List<Object> wanted = batch.wanted(rows.get(i)::value);
      if (!wanted.isEmpty()) {
        keys.putIfAbsent(Key.of(wanted), wanted);
      }
    }
    return keys;
  }
}
