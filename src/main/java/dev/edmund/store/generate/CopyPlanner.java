package dev.edmund.store.generate;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Works out, for each table of a scope, how its rows are copied. */
final class CopyPlanner {
  private final Handle handle;
  private final Storage storage;
  private final Dialect dialect;
  private final Scope scope;
  private final long step;
  private final Map<String, Rows> rows = new LinkedHashMap<>();
  private final Map<String, Long> strides = new LinkedHashMap<>();

  private CopyPlanner(Handle handle, Storage storage, Dialect dialect, Scope scope, long step) {
    this.handle = handle;
    this.step = step;
    this.storage = storage;
    this.dialect = dialect;
    this.scope = scope;
  }

  /**
   * All that is to be done for a copy.
   *
   * @param mainRowIds the row ids of the main set, ascending
   */
  record Plan(List<TableCopy> tables, List<Long> mainRowIds) {}

  static Plan plan(Handle handle, Storage storage, Dialect dialect, Scope scope, long step) {
    return new CopyPlanner(handle, storage, dialect, scope, step).plan();
  }

  private Plan plan() {
    List<Long> mainRowIds = readRows();
    Identity identity = Identity.of(storage, scope, rows, step, dialect);
    References references = new References(storage, scope, rows, identity, strides);
    List<TableCopy> copies = new ArrayList<>();
    scope
        .roots()
        .forEach(
            (root, types) -> {
              for (EntityStorage type : types) {
                copies.add(entities(root, type, identity, references));
              }
              for (PropertyStorage.Values values : collections(types)) {
                copies.add(members(root, values.table(), new HashSet<>(mainRowIds)));
              }
            });
    copies.addAll(new LinkTables(storage, scope, strides, this::read, mainRowIds).all());
    return new Plan(copies, mainRowIds);
  }

  private Rows read(Table table) {
    return Rows.read(handle, dialect, table);
  }

  /** Reads the tables of all types; of the main hierarchy only the rows of the set. */
  private List<Long> readRows() {
    List<Long> mainRowIds = new ArrayList<>();
    scope
        .roots()
        .forEach(
            (root, types) -> {
              Rows all = read(types.get(0).root());
              strides.put(root, all.rows().stream().mapToLong(Rows::first).max().orElse(0));
              Set<Long> kept = new HashSet<>();
              for (@Nullable Object[] row : all.rows()) {
                if (!scope.isMain(root) || inSet(all, row)) {
                  kept.add(Rows.first(row));
                }
              }
              for (EntityStorage type : types) {
                Rows own = read(type.table());
                rows.put(
                    own.table().name(),
                    new Rows(
                        own.table(),
                        own.columns(),
                        own.rows().stream().filter(r -> kept.contains(Rows.first(r))).toList()));
              }
            });
    Rows main = rows.get(scope.main().table().name());
    if (main != null) {
      main.rows().forEach(row -> mainRowIds.add(Rows.first(row)));
    }
    return mainRowIds;
  }

  private boolean inSet(Rows all, @Nullable Object[] row) {
    Column container = scope.main().container();
    return container == null
        || scope.container().map(c -> c.equals(row[all.index(container)])).orElse(true);
  }

  private TableCopy entities(
      String root, EntityStorage type, Identity identity, References references) {
    Rows own = rows.getOrDefault(type.table().name(), new Rows(type.table(), List.of(), List.of()));
    long stride = strides.getOrDefault(root, 0L);
    List<TableCopy.Cell> cells = new ArrayList<>();
    for (Column column : own.columns()) {
      Optional<TableCopy.Cell> reference = references.cell(type, own, column);
      if (column.equals(type.table().rowId())) {
        cells.add(rowId(stride));
      } else if (column.initial() != null) {
        cells.add((value, row, n, limit) -> column.initial());
      } else if (identity.contains(column)) {
        cells.add((value, row, n, limit) -> identity.shift(column, value, n));
      } else {
        cells.add(reference.orElseGet(() -> Variety.cell(type, column)));
      }
    }
    return new TableCopy(own.table(), own.rows(), cells, anchors(root, own));
  }

  private List<Long> anchors(String root, Rows own) {
    return own.rows().stream()
        .map(row -> scope.isMain(root) ? Long.valueOf(Rows.first(row)) : TableCopy.ALWAYS)
        .toList();
  }

  private static TableCopy.Cell rowId(long stride) {
    return (value, row, n, limit) -> Shift.number((Long) value, n, stride);
  }

  private static List<PropertyStorage.Values> collections(List<EntityStorage> types) {
    Map<String, PropertyStorage.Values> byTable = new LinkedHashMap<>();
    for (EntityStorage type : types) {
      collect(type.properties().values(), byTable);
    }
    return List.copyOf(byTable.values());
  }

  private static void collect(
      Collection<PropertyStorage> properties, Map<String, PropertyStorage.Values> found) {
    for (PropertyStorage property : properties) {
      property.asValues().ifPresent(v -> found.put(v.table().name(), v));
      collect(property.parts(), found);
    }
  }

  private TableCopy members(String root, Table table, Set<Long> mainRowIds) {
    Rows all = read(table);
    List<@Nullable Object[]> kept =
        all.rows().stream()
            .filter(row -> !scope.isMain(root) || mainRowIds.contains(Rows.first(row)))
            .toList();
    Rows own = new Rows(table, all.columns(), kept);
    List<TableCopy.Cell> cells = new ArrayList<>();
    for (int i = 0; i < own.columns().size(); i++) {
      cells.add(i == 0 ? rowId(strides.getOrDefault(root, 0L)) : TableCopy.KEEP);
    }
    return new TableCopy(table, own.rows(), cells, anchors(root, own));
  }
}
