package dev.edmund.model.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the changes of the entities of one storage root are logged: one row for each row of theirs
 * that is inserted, changed or deleted, with the key that the entity has, or had.
 *
 * @param table has neither row id nor primary key here: what stands for the order of changes is the
 *     database's own
 * @param position grows with the changes, as the database orders them
 * @param changed when, in seconds since 1970
 * @param rowId of the entity; another one may get it later
 * @param container the copy of {@link EntityStorage#container}; null where there is none
 * @param type the copy of {@link EntityStorage#discriminator}; null where there is none
 * @param key the copies of the key columns, in their order
 * @param origin where the values come from
 * @param parts the other tables with rows of these entities
 */
public record ChangeLog(
    Table table,
    Column position,
    Column changed,
    Column rowId,
    @Nullable Column container,
    @Nullable Column type,
    List<Column> key,
    Origin origin,
    List<Part> parts) {
  public ChangeLog {
    key = List.copyOf(key);
    parts = List.copyOf(parts);
  }

  /** The columns of the root that the log has copies of. */
  public record Origin(
      Table table,
      Column rowId,
      @Nullable Column container,
      @Nullable Column type,
      List<Column> key) {
    public Origin {
      key = List.copyOf(key);
    }
  }

  /** A table whose rows belong to an entity: its column has the row id of that. */
  public record Part(Table table, Column owner) {}

  public String name() {
    return table.name();
  }
}
