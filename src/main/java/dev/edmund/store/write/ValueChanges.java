package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Step;
import dev.edmund.request.payload.ItemIndex;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.WriteSql;
import dev.edmund.store.Rows;
import dev.edmund.store.StreamDigest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes what hangs on an entity in rows of other tables: members of collections, and streams. */
final class ValueChanges {
  private final Entities entities;

  ValueChanges(Entities entities) {
    this.entities = entities;
  }

  /** Gives a collection new members, behind the old ones or in their place. */
  void members(
      Entity entity, PropertyStorage.Values property, List<List<Assignment>> rows, boolean append) {
    entities.change(entity, List.of());
    WriteSql.Equal owner = new WriteSql.Equal(property.owner(), entity.rowId());
    long ordinal = 0;
    if (append) {
      ordinal = size(property, owner);
    } else if (!entity.created()) {
      entities.session().update(entities.sql().delete(List.of(owner)));
    }
    for (List<Assignment> row : rows) {
      add(entity, property, ordinal++, row);
    }
  }

  private void add(
      Entity entity, PropertyStorage.Values property, long ordinal, List<Assignment> row) {
    List<Assignment> cells = new ArrayList<>();
    cells.add(Assignment.of(property.owner(), entity.rowId()));
    cells.add(Assignment.of(property.ordinal(), ordinal));
    row.stream().filter(c -> c.made() != Assignment.Made.NOTHING).forEach(cells::add);
    entities.session().update(entities.sql().insert(property.table(), cells));
  }

  /** How many items a collection has. */
  long size(Entity entity, PropertyStorage.Values property) {
    return size(property, new WriteSql.Equal(property.owner(), entity.rowId()));
  }

  /** Items have the ordinals from 0 on, with none left out. */
  private long size(PropertyStorage.Values property, WriteSql.Equal owner) {
    try (Rows last = entities.session().query(entities.sql().last(property.ordinal(), owner))) {
      return last.next() && last.value(0) instanceof Long highest ? highest + 1 : 0;
    }
  }

  /** Adds an item before others. */
  void insert(Entity entity, PropertyStorage.Values property, long index, List<Assignment> row) {
    entities.change(entity, List.of());
    WriteSql.Equal owner = new WriteSql.Equal(property.owner(), entity.rowId());
    long place = ItemIndex.added(index, size(property, owner));
    move(property, owner, place, 1);
    add(entity, property, place, row);
  }

  /**
   * Changes items, or removes them.
   *
   * @param cells tells what the cells of the step hold
   */
  void items(Entity entity, Step.Items step, Cells cells) {
    entities.change(entity, List.of());
    PropertyStorage.Values property = step.property();
    WriteSql.Equal owner = new WriteSql.Equal(property.owner(), entity.rowId());
    long size = size(property, owner);
    Long index = step.index();
    long first = index == null ? 0 : ItemIndex.present(index, size);
    long end = index == null ? size : first + 1;
    List<Cell> wanted = step.cells();
    for (long place = first; wanted != null && place < end; place++) {
      List<WriteSql.Equal> item = List.of(owner, new WriteSql.Equal(property.ordinal(), place));
      for (Column within : step.within()) {
        if (value(item, within).isEmpty()) {
          throw new ODataException(ErrorCode.NOT_FOUND, "The item is null, and has no properties.");
        }
      }
      List<Assignment> row = cells.ofRow(wanted, column -> value(item, column));
      if (!row.isEmpty()) {
        entities.session().update(entities.sql().update(row, item));
      }
    }
    if (wanted == null && index == null) {
      entities.session().update(entities.sql().delete(List.of(owner)));
    } else if (wanted == null) {
      WriteSql.Equal ordinal = new WriteSql.Equal(property.ordinal(), first);
      entities.session().update(entities.sql().delete(List.of(owner, ordinal)));
      move(property, owner, first + 1, -1);
    }
  }

  private Optional<Object> value(List<WriteSql.Equal> item, Column column) {
    try (Rows rows = entities.session().query(entities.sql().value(column, item))) {
      return rows.next() ? Optional.ofNullable(rows.value(0)) : Optional.empty();
    }
  }

  /** Their places are a key, so that items step aside before they take new ones. */
  private void move(PropertyStorage.Values property, WriteSql.Equal owner, long from, long by) {
    entities.session().update(entities.sql().stepAside(property.ordinal(), owner, from));
    entities.session().update(entities.sql().stepBack(property.ordinal(), owner, by));
  }

  /** Writes a stream chunk by chunk, in place of what was there. */
  void content(
      Entity entity, PropertyStorage.Stream property, Step.Content.@Nullable Bytes content) {
    WriteSql.Equal owner = new WriteSql.Equal(property.owner(), entity.rowId());
    if (!entity.created()) {
      entities.session().update(entities.sql().delete(List.of(owner)));
    }
    List<Assignment> about = new ArrayList<>();
    if (content == null) {
      about.add(Assignment.nothing(property.contentType()));
      about.add(Assignment.nothing(property.length()));
      about.add(Assignment.nothing(property.etag()));
    } else {
      StreamDigest digest = copy(entity, property, content);
      about.add(Assignment.of(property.contentType(), content.contentType()));
      about.add(Assignment.of(property.length(), digest.length()));
      about.add(Assignment.of(property.etag(), digest.etag()));
    }
    entities.change(entity, about);
  }

  private StreamDigest copy(
      Entity entity, PropertyStorage.Stream property, Step.Content.Bytes content) {
    StreamDigest digest = new StreamDigest();
    try (InputStream in = content.open().get()) {
      long ordinal = 0;
      byte[] bytes = in.readNBytes(PropertyStorage.Stream.CHUNK_BYTES);
      while (bytes.length > 0) {
        digest.add(bytes);
        List<Assignment> cells =
            List.of(
                Assignment.of(property.owner(), entity.rowId()),
                Assignment.of(property.ordinal(), ordinal++),
                Assignment.of(property.bytes(), bytes));
        entities.session().update(entities.sql().insert(property.chunks(), cells));
        bytes = in.readNBytes(PropertyStorage.Stream.CHUNK_BYTES);
      }
      return digest;
    } catch (IOException e) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "The body ends before it is complete; nothing was changed.", e);
    }
  }
}
