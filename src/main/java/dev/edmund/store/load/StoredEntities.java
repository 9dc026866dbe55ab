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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Finds the entities of a database by their keys, and changes them. */
final class StoredEntities implements Stored {
  private final Target target;
  private final StoredRows rows;
  private final GuardedBatches batches;
  private final boolean replacing;
  private final LinkSql sql;
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
  public Optional<Found> find(EntityStorage declared, Where where, At at) {
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
      Optional<List<Object>> key = KeyPart.values(declared, at.value(), target);
      if (key.isEmpty()) {
        return Optional.empty(); // Reading it as a new one says what is missing.
      }
      KeyPart.of(declared).forEach(part -> columns.add(part.scalar().column()));
      values.addAll(key.get());
    }
    List<Object> identity = new ArrayList<>(KeyIndex.comparable(values));
    identity.add(declared.root().name());
    batches.settle(identity);
    Optional<Found> there = read(declared, columns, values, where.owner() == 0);
    if (there.isEmpty()) {
      batches.expect(identity);
    } else {
      found += where.owner() == EntityStorage.NO_OWNER ? 1 : 0;
      target.touch(declared, there.get().rowId(), at.place());
    }
    return there;
  }

  private Optional<Found> read(
      EntityStorage declared, List<Column> columns, List<Object> values, boolean top) {
    boolean replaced = replacing && top;
    Column discriminator = declared.discriminator();
    if (declared.derived().isEmpty() || discriminator == null) {
      TypeLayout layout = target.layout(declared);
      return cells(declared, columns, values, layout.columns())
          .map(cells -> found(layout, cells, replaced));
    }
    return cells(declared, columns, values, List.of(discriminator))
        .flatMap(
            row -> {
              EntityStorage type = target.storage().require(type(row.get(1)));
              TypeLayout layout = target.layout(type);
              return cells(type, List.of(type.rowId()), List.of(row.get(0)), layout.columns())
                  .map(cells -> found(layout, cells, replaced));
            });
  }

  private static FullQualifiedName type(Object name) {
    String text = name.toString();
    int dot = text.lastIndexOf('.');
    return new FullQualifiedName(text.substring(0, dot), text.substring(dot + 1));
  }

  private static Found found(TypeLayout layout, List<Object> cells, boolean replaced) {
    long rowId = ((Number) cells.get(0)).longValue();
    Row row = layout.storedRow(cells.subList(1, cells.size()));
    return new Found(layout, rowId, row, replaced);
  }

  private Optional<List<Object>> cells(
      EntityStorage type, List<Column> columns, List<Object> values, List<Column> wanted) {
    return rows.read(sql.find(type.rowId(), columns, wanted), values, wanted.size());
  }

  @Override
  public void change(Found before, Row row, At at) {
    for (Table table : row.shape().tables()) {
      Column rowId = Objects.requireNonNull(table.rowId());
      List<Column> columns = new ArrayList<>();
      List<@Nullable Object> binds = new ArrayList<>();
      for (Column column : table.columns()) {
        if (!same(before.row().get(column), row.get(column))) {
          columns.add(column);
          binds.add(row.get(column));
        }
      }
      if (!columns.isEmpty()) {
        changed.addAll(columns);
        requireFree(table, columns, before.rowId(), row, at);
        binds.add(before.rowId());
        run(table, sql.set(columns, rowId.name()), binds);
      }
    }
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return Objects.deepEquals(a, b);
  }

  private void run(Table table, String statement, List<? extends @Nullable Object> binds) {
    try {
      rows.change(statement, binds);
    } catch (SQLException e) {
      throw Batches.refused(table.name(), e);
    }
  }

  /** Another entity may have the values that are now to be a key, if only an alternate one. */
  private void requireFree(Table table, List<Column> columns, long rowId, Row row, At at) {
    for (Table.Index index : table.indexes()) {
      List<Object> values = new ArrayList<>();
      for (Column column : index.columns()) {
        Object value = row.get(column);
        if (value != null) {
          values.add(value);
        }
      }
      boolean complete = values.size() == index.columns().size();
      if (index.unique() && complete && index.columns().stream().anyMatch(columns::contains)) {
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
