package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.At;
import dev.edmund.sql.EraseSql;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.Batches;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Finds the entities of a database by their keys, and changes them. */
final class StoredEntities implements Stored {
  private static final int TOGETHER = 500;

  private final Target target;
  private final StoredRows rows;
  private final GuardedBatches batches;
  private final boolean replacing;
  private final LinkSql sql;
  private final StoredReader reader;
  private final Map<FullQualifiedName, List<KeyPart>> keys = new HashMap<>();
  private final Map<List<Column>, String> updates = new HashMap<>();
  private final Map<List<Object>, Optional<Found>> ahead = new HashMap<>();
  private final Set<Column> changed = new HashSet<>();
  private long found;

  /**
   * @param replacing whether what is found is to be replaced, apart from what it contains
   */
  StoredEntities(Target target, StoredRows rows, GuardedBatches batches, boolean replacing) {
    this.target = target;
    this.rows = rows;
    this.batches = batches;
    this.replacing = replacing;
    this.sql = new LinkSql(target.dialect());
    this.reader = new StoredReader(target, rows);
  }

  /** How many entities were found that nothing contains. */
  long found() {
    return found;
  }

  /** The columns that have other values in rows that were there before. */
  Set<Column> changed() {
    return changed;
  }

  @Override
  public int together() {
    return TOGETHER;
  }

  /** A statement for many instead of one for each: over a network it is a trip as well. */
  @Override
  public void expect(EntityStorage declared, Where where, List<At> objects) {
    ahead.clear();
    if (where.single()) {
      return;
    }
    Map<List<Object>, Identity> all = new LinkedHashMap<>();
    for (At at : objects) {
      identity(declared, where, at).ifPresent(i -> all.putIfAbsent(i.comparable(), i));
    }
    if (all.size() > 1) {
      all.keySet().forEach(batches::settle);
      ahead.putAll(reader.readAll(declared, List.copyOf(all.values())));
    }
  }

  /** Empty where the key is not complete: reading the entity as a new one says what is missing. */
  private Optional<Identity> identity(EntityStorage declared, Where where, At at) {
    List<Column> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (declared.container() != null) {
      columns.add(declared.container());
      values.add(where.container());
    }
    if (declared.owner() != null) {
      columns.add(declared.owner());
      values.add(where.owner());
    }
    if (!where.single()) {
      List<KeyPart> parts = keys.computeIfAbsent(declared.name(), n -> KeyPart.of(declared));
      Optional<List<Object>> key = KeyPart.values(parts, at.value(), target);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      parts.forEach(part -> columns.add(part.scalar().column()));
      values.addAll(key.get());
    }
    List<Object> comparable = new ArrayList<>(KeyIndex.comparable(values));
    comparable.add(declared.root().name());
    return Optional.of(new Identity(columns, values, comparable));
  }

  @Override
  public Optional<Found> find(EntityStorage declared, Where where, At at) {
    return identity(declared, where, at).flatMap(identity -> find(declared, where, identity, at));
  }

  private Optional<Found> find(EntityStorage declared, Where where, Identity identity, At at) {
    batches.settle(identity.comparable());
    // Only the first time: what is found then may be changed behind it.
    Optional<Found> before = ahead.remove(identity.comparable());
    boolean replaced = replacing && where.owner() == EntityStorage.NO_OWNER;
    Optional<Found> there = before == null ? reader.read(declared, identity, replaced) : before;
    if (there.isEmpty()) {
      batches.expect(identity.comparable());
    } else {
      found += where.owner() == EntityStorage.NO_OWNER ? 1 : 0;
      target.touch(declared, there.get().rowId(), at.place());
    }
    return there;
  }

  @Override
  public void change(Found before, Row row, At at) {
    Row.Shape shape = row.shape();
    for (int t = 0; t < shape.tables().size(); t++) {
      Table table = shape.tables().get(t);
      Column rowId = Objects.requireNonNull(table.rowId());
      List<Column> columns = new ArrayList<>();
      List<@Nullable Object> binds = new ArrayList<>();
      @Nullable Object[] old = before.row().cells(t);
      @Nullable Object[] cells = row.cells(t);
      for (int i = 0; i < cells.length; i++) {
        if (!Objects.deepEquals(old[i], cells[i])) {
          columns.add(shape.columns(t).get(i));
          binds.add(cells[i]);
        }
      }
      if (!columns.isEmpty()) {
        changed.addAll(columns);
        boolean free = requireFree(table, columns, before.rowId(), row, at);
        binds.add(before.rowId());
        String statement = updates.computeIfAbsent(columns, c -> sql.set(c, rowId.name()));
        run(table, statement, binds, free);
      }
    }
  }

  private void run(
      Table table, String statement, List<? extends @Nullable Object> binds, boolean waits) {
    try {
      if (waits) {
        rows.later(table.name(), statement, binds);
      } else {
        rows.change(statement, binds);
      }
    } catch (SQLException e) {
      throw Batches.refused(table.name(), e);
    }
  }

  /**
   * Another entity may have the values that are now to be a key, if only an alternate one.
   *
   * @return whether no key changes: then others are not concerned
   */
  private boolean requireFree(Table table, List<Column> columns, long rowId, Row row, At at) {
    boolean free = true;
    for (Table.Index index : table.indexes()) {
      if (!index.unique() || Collections.disjoint(index.columns(), columns)) {
        continue;
      }
      free = false;
      List<Object> values = new ArrayList<>();
      for (Column column : index.columns()) {
        Object value = row.get(column);
        if (value != null) {
          values.add(value);
        }
      }
      if (values.size() == index.columns().size()) {
        batches.flush();
        Column id = Objects.requireNonNull(table.rowId());
        rows.read(sql.find(id, index.columns(), List.of()), values, 0)
            .filter(other -> ((Number) other.get(0)).longValue() != rowId)
            .ifPresent(
                other -> {
                  throw at.place()
                      .problem(KeyCheck.columns(index), "another entity has the same key");
                });
      }
    }
    return free;
  }

  @Override
  public void remove(Found entity) {
    Clearing clearing = new Clearing(entity.row().copy(), entity.rowId(), this);
    EntityStorage type = entity.layout().storage();
    type.properties().values().forEach(p -> p.accept(clearing));
    if (type.media() != null) {
      type.media().accept(clearing);
    }
    changed.addAll(entity.layout().columns());
    List<Table> tables = new ArrayList<>(entity.row().shape().tables());
    for (int i = tables.size() - 1; i >= 0; i--) {
      erase(Objects.requireNonNull(tables.get(i).rowId()), entity.rowId());
    }
  }

  @Override
  public void erase(Column owner, long rowId) {
    try {
      rows.change(EraseSql.rows(target.dialect(), owner), List.of(rowId));
    } catch (SQLException e) {
      throw Batches.refused(owner.table(), e);
    }
  }
}
