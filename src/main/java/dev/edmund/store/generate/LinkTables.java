package dev.edmund.store.generate;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Copies of link table rows: between the copies of both ends, or of one and the other itself. */
final class LinkTables {
  private final Storage storage;
  private final Scope scope;
  private final Map<String, Long> strides;
  private final Function<Table, Rows> reader;
  private final Set<Long> mainRowIds;

  LinkTables(
      Storage storage,
      Scope scope,
      Map<String, Long> strides,
      Function<Table, Rows> reader,
      List<Long> mainRowIds) {
    this.storage = storage;
    this.scope = scope;
    this.strides = strides;
    this.reader = reader;
    this.mainRowIds = new HashSet<>(mainRowIds);
  }

  /** One per link table with an end that is multiplied. */
  List<TableCopy> all() {
    Map<String, TableCopy> copies = new LinkedHashMap<>();
    for (EntityStorage type : storage.entities().values()) {
      for (Link link : type.links().values()) {
        Link.Bridge bridge = link.bridge();
        EntityStorage target = storage.require(link.target());
        if (bridge != null
            && (scope.multiplies(type) || scope.multiplies(target))
            && !copies.containsKey(bridge.table().name())) {
          copies.put(bridge.table().name(), copy(bridge, link, type, target));
        }
      }
    }
    return List.copyOf(copies.values());
  }

  private TableCopy copy(Link.Bridge bridge, Link link, EntityStorage type, EntityStorage target) {
    Rows rows = reader.apply(bridge.table());
    int source = rows.index(bridge.pairs().get(0).target());
    int end = rows.index(link.pairs().get(0).source());
    // The end that decides whether the row is copied is the source, if that is multiplied.
    boolean bySource = scope.multiplies(type);
    EntityStorage deciding = bySource ? type : target;
    List<Long> anchors = limits(rows, bySource ? source : end, deciding);
    List<TableCopy.Cell> cells = new ArrayList<>();
    for (Column column : rows.columns()) {
      int index = rows.index(column);
      EntityStorage of = index == source ? type : target;
      cells.add(scope.multiplies(of) ? shifted(limits(rows, index, of), of) : TableCopy.KEEP);
    }
    return new TableCopy(bridge.table(), rows.rows(), cells, anchors);
  }

  private TableCopy.Cell shifted(List<Long> limits, EntityStorage of) {
    long stride = strides.getOrDefault(of.root().name(), 0L);
    return (value, row, n, limit) ->
        limits.get(row) <= limit ? Shift.number((Long) value, n, stride) : value;
  }

  private List<Long> limits(Rows rows, int index, EntityStorage of) {
    boolean main = scope.isMain(of.root().name());
    return rows.rows().stream().map(row -> main ? inMain(row[index]) : TableCopy.ALWAYS).toList();
  }

  private Long inMain(@Nullable Object rowId) {
    return rowId instanceof Long id && mainRowIds.contains(id) ? id : Long.MAX_VALUE;
  }
}
