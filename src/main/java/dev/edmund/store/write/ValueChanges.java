package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.write.Step;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.WriteSql;
import dev.edmund.store.Rows;
import dev.edmund.store.StreamDigest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
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
      try (Rows last = entities.session().query(entities.sql().last(property.ordinal(), owner))) {
        ordinal = last.next() && last.value(0) instanceof Long highest ? highest + 1 : 0;
      }
    } else if (!entity.created()) {
      entities.session().update(entities.sql().delete(List.of(owner)));
    }
    for (List<Assignment> row : rows) {
      List<Assignment> cells = new ArrayList<>();
      cells.add(Assignment.of(property.owner(), entity.rowId()));
      cells.add(Assignment.of(property.ordinal(), ordinal++));
      row.stream().filter(c -> c.made() != Assignment.Made.NOTHING).forEach(cells::add);
      entities.session().update(entities.sql().insert(property.table(), cells));
    }
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
