package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.reaction.Mirror;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.rules.Default;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.WriteSql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Has entities that are there twice say the same, each from its end. */
final class MirrorRows {
  private final Entities entities;
  private final Slots slots;
  private final Touched touched;
  private final KeptValues kept;

  MirrorRows(Entities entities, Slots slots, Touched touched, KeptValues kept) {
    this.entities = entities;
    this.slots = slots;
    this.touched = touched;
    this.kept = kept;
  }

  /** Which two entities belong together is not for clients to say. */
  void requireOwn(Mirror mirror, Touched.Touch touch, Map<Column, Optional<Object>> now) {
    Column partner = mirror.partner();
    if (!Row.isSame(Row.of(touch.before(), partner), Row.of(now, partner))) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          mirror.partnerName() + " is kept by the server and cannot be set.",
          mirror.partnerName());
    }
  }

  /**
   * Adds the mirror of a new entity.
   *
   * @return what the entity itself gets by that
   */
  List<Assignment> add(Mirror mirror, Touched.Touch touch, Map<Column, Optional<Object>> now) {
    Entity entity = touch.entity();
    EntityStorage type = touch.reactions().type();
    Object key = guid();
    Map<Column, Optional<Object>> row = new HashMap<>(mirrored(mirror, now, column -> true));
    row.put(mirror.key(), Optional.of(key));
    row.put(mirror.partner(), Row.of(now, mirror.key()));
    Column original = mirror.original();
    if (original != null) {
      row.put(original, Optional.of(entities.dialect().encode(ColumnType.BOOLEAN, false)));
    }
    List<Assignment> cells = new ArrayList<>();
    Map<Column, Optional<Object>> whole = Row.with(row, kept.changed(touch.reactions(), row));
    whole.forEach((column, value) -> Row.put(cells, column, Optional.empty(), value));
    entities.insert(slots, type, container(entity), owner(entity), cells);
    List<Assignment> own = new ArrayList<>();
    own.add(Assignment.of(mirror.partner(), key));
    if (original != null) {
      own.add(Assignment.of(original, entities.dialect().encode(ColumnType.BOOLEAN, true)));
    }
    return own;
  }

  private Object guid() {
    return entities.dialect().encode(ColumnType.GUID, Default.guid(Instant.now()));
  }

  private String container(Entity entity) {
    Column container = entity.type().container();
    return container == null
        ? ""
        : entities.value(entity, container).map(Object::toString).orElse("");
  }

  private long owner(Entity entity) {
    Column owner = entity.type().owner();
    return owner != null && entities.value(entity, owner).orElse(null) instanceof Long rowId
        ? rowId
        : EntityStorage.NO_OWNER;
  }

  /** What columns hold on the other side, those that are wanted there. */
  private static Map<Column, Optional<Object>> mirrored(
      Mirror mirror, Map<Column, Optional<Object>> now, Predicate<Column> wanted) {
    Map<Column, Optional<Object>> row = new HashMap<>();
    for (Column column : mirror.shared()) {
      if (wanted.test(column)) {
        row.put(column, Row.of(now, column));
      }
    }
    for (Mirror.Swap swap : mirror.swaps()) {
      if (wanted.test(swap.from())) {
        Optional<Object> value = Row.of(now, swap.from());
        row.put(
            swap.to(),
            swap.names().isEmpty() ? value : value.map(v -> swap.names().get(v.toString())));
      }
    }
    return row;
  }

  /** Has the mirror of an entity that was changed follow. */
  void follow(Mirror mirror, Touched.Touch touch, Map<Column, Optional<Object>> now) {
    Optional<Object> partner = Row.of(now, mirror.partner());
    if (partner.isEmpty()) {
      return; // It came into the database without one.
    }
    TypeReactions reactions = touch.reactions();
    EntityStorage type = reactions.type();
    List<WriteSql.Equal> tests = List.of(new WriteSql.Equal(mirror.key(), partner.get()));
    for (long rowId : entities.rowIds(entities.sql().rowIds(type.rowId(), tests))) {
      Entity other = slots.at(type, rowId);
      Map<Column, Optional<Object>> there =
          entities.columns(other, reactions.columns()).orElse(null);
      if (there != null && rowId != touch.entity().rowId()) {
        follow(mirror, touch, now, other, there);
      }
    }
  }

  private void follow(
      Mirror mirror,
      Touched.Touch touch,
      Map<Column, Optional<Object>> now,
      Entity other,
      Map<Column, Optional<Object>> there) {
    Touched.Touch pending = touched.pending(Touched.Place.of(other));
    // Where a request changes both, each tells the other only what is new in it, and the last wins.
    Map<Column, Optional<Object>> becomes =
        mirrored(
            mirror,
            now,
            column ->
                pending == null
                    || !Row.isSame(Row.of(touch.before(), column), Row.of(now, column)));
    List<Assignment> cells = new ArrayList<>();
    becomes.forEach(
        (column, value) -> {
          boolean isNewer =
              pending != null
                  && !Row.isSame(Row.of(pending.before(), column), Row.of(there, column));
          if (!isNewer) {
            Row.put(cells, column, Row.of(there, column), value);
          }
        });
    cells.addAll(kept.changed(touch.reactions(), Row.with(there, cells)));
    if (!cells.isEmpty()) {
      entities.change(other, cells);
    }
  }
}
