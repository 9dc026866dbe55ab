package dev.edmund.store.generate;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns that refer to other entities. In a copy a reference to an entity that is copied too leads
 * to the copy of the same number; any other stays.
 */
final class References {
  /** Greater than any limit: the target is in no copy. */
  private static final Long NEVER = Long.MAX_VALUE;

  private final Storage storage;
  private final Scope scope;
  private final Map<String, Rows> rows;
  private final Identity identity;
  private final Map<String, Long> strides;
  private final Map<Column, Map<Object, Long>> rowIds = new HashMap<>();

  References(
      Storage storage,
      Scope scope,
      Map<String, Rows> rows,
      Identity identity,
      Map<String, Long> strides) {
    this.storage = storage;
    this.scope = scope;
    this.rows = rows;
    this.identity = identity;
    this.strides = strides;
  }

  /** What becomes of a column that refers to multiplied types; empty for any other. */
  Optional<TableCopy.Cell> cell(EntityStorage type, Rows own, Column column) {
    List<Link> constrained = new ArrayList<>();
    for (Link link : type.links().values()) {
      EntityStorage target = storage.require(link.target());
      boolean refers = link.pairs().get(0).source().equals(column) && link.bridge() == null;
      if (refers && scope.multiplies(target)) {
        if (link.constrained()) {
          constrained.add(link);
        } else if (link.pairs().get(0).target().equals(target.rowId())) {
          return Optional.of(byRowId(own, column, target));
        }
      }
    }
    if (constrained.isEmpty()) {
      return Optional.empty();
    }
    List<Long> targets =
        own.rows().stream().map(row -> target(own, row, column, constrained)).toList();
    return Optional.of(
        (value, row, n, limit) ->
            targets.get(row) <= limit ? identity.shift(column, value, n) : value);
  }

  private TableCopy.Cell byRowId(Rows own, Column column, EntityStorage target) {
    long stride = strides.getOrDefault(target.root().name(), 0L);
    int index = own.index(column);
    boolean main = scope.isMain(target.root().name());
    List<Long> targets =
        own.rows().stream()
            .map(row -> main && row[index] instanceof Long rowId ? inMain(rowId) : TableCopy.ALWAYS)
            .toList();
    return (value, row, n, limit) ->
        targets.get(row) <= limit ? Shift.number((Long) value, n, stride) : value;
  }

  private Long inMain(Long rowId) {
    Column own = scope.main().rowId();
    return rowIds(own).containsKey(rowId) ? rowId : NEVER;
  }

  /** The limit from which on the row's target is copied too. */
  private Long target(Rows own, @Nullable Object[] row, Column column, List<Link> links) {
    Object value = row[own.index(column)];
    for (Link link : links) {
      boolean holds =
          link.guards().stream().allMatch(g -> g.value().equals(row[own.index(g.column())]));
      if (value != null && holds) {
        Long rowId = rowIds(link.pairs().get(0).target()).get(value);
        if (rowId != null) {
          String root = storage.require(link.target()).root().name();
          return scope.isMain(root) ? rowId : TableCopy.ALWAYS;
        }
      }
    }
    return NEVER;
  }

  /** Row ids by the value of a column. */
  private Map<Object, Long> rowIds(Column column) {
    return rowIds.computeIfAbsent(
        column,
        c -> {
          Map<Object, Long> byValue = new HashMap<>();
          Rows of = rows.get(c.table());
          if (of != null) {
            int index = of.index(c);
            for (@Nullable Object[] row : of.rows()) {
              Object value = row[index];
              if (value != null) {
                byValue.put(value, Rows.first(row));
              }
            }
          }
          return byValue;
        });
  }
}
