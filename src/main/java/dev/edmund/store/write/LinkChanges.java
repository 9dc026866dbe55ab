package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.write.Refusal;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.WriteSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Relates entities and ends that, by columns of one of them or by a link table. */
final class LinkChanges {
  private final Entities entities;
  private final Slots slots;
  private final Consumer<Entity> delete;

  /**
   * @param delete removes an entity that is no longer contained
   */
  LinkChanges(Entities entities, Slots slots, Consumer<Entity> delete) {
    this.entities = entities;
    this.slots = slots;
    this.delete = delete;
  }

  void tie(Entity source, Link link, Entity target) {
    if (link.property().containsTarget()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "What " + link.name() + " contains is made and removed there, and not related to it.",
          link.name());
    }
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      List<Assignment> row = new ArrayList<>();
      bridgeEnd(source, bridge).forEach(e -> row.add(Assignment.of(e.column(), e.value())));
      targetEnd(link, target).forEach(e -> row.add(Assignment.of(e.column(), e.value())));
      entities.session().update(entities.sql().insertOnce(bridge.table(), row));
      return;
    }
    Columns columns = columns(link);
    Entity into = columns.inSource ? source : target;
    List<WriteSql.Equal> cells = values(link, columns, columns.inSource ? target : source);
    if (columns.alone) {
      for (long row : entities.rowIds(entities.sql().rowIds(columns.into.rowId(), cells))) {
        if (row != into.rowId()) {
          requireOptional(link, columns);
          clear(slots.at(columns.into, row), link, columns);
        }
      }
    }
    entities.change(into, cells.stream().map(e -> Assignment.of(e.column(), e.value())).toList());
  }

  /**
   * Ends that entities are related.
   *
   * @param required the error where one is; null where that may end
   */
  void untie(
      Entity source,
      Link link,
      @Nullable Entity target,
      List<Entity> kept,
      @Nullable Refusal required) {
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      List<WriteSql.Equal> row = new ArrayList<>(bridgeEnd(source, bridge));
      if (target != null) {
        row.addAll(targetEnd(link, target));
      }
      remove(row, link.pairs().get(0).source(), kept.stream().map(Entity::rowId).toList());
      return;
    }
    Columns columns = columns(link);
    if (columns.inSource) {
      Optional<Entity> only = Optional.ofNullable(target);
      if (isTied(source, link, columns, only, kept)) {
        clear(source, link, columns);
      }
      return;
    }
    List<Long> keptRows = kept.stream().map(Entity::rowId).toList();
    List<WriteSql.Equal> cells = values(link, columns, source);
    for (long row : entities.rowIds(entities.sql().rowIds(columns.into.rowId(), cells))) {
      if (target == null ? !keptRows.contains(row) : row == target.rowId()) {
        Entity tied = slots.at(columns.into, row);
        if (link.property().containsTarget()) {
          delete.accept(tied);
        } else if (required != null) {
          throw required.exception();
        } else {
          clear(tied, link, columns);
        }
      }
    }
  }

  /** Removes rows of a link table but those that lead to what is kept. */
  private void remove(List<WriteSql.Equal> row, Column end, List<Long> kept) {
    if (kept.isEmpty()) {
      entities.session().update(entities.sql().delete(row));
      return;
    }
    for (long other : entities.rowIds(entities.sql().rowIds(end, row))) {
      if (!kept.contains(other)) {
        List<WriteSql.Equal> one = new ArrayList<>(row);
        one.add(new WriteSql.Equal(end, other));
        entities.session().update(entities.sql().delete(one));
      }
    }
  }

  private List<WriteSql.Equal> bridgeEnd(Entity source, Link.Bridge bridge) {
    return bridge.pairs().stream()
        .map(pair -> new WriteSql.Equal(pair.target(), value(source, pair.source())))
        .toList();
  }

  private List<WriteSql.Equal> targetEnd(Link link, Entity target) {
    return link.pairs().stream()
        .map(pair -> new WriteSql.Equal(pair.source(), value(target, pair.target())))
        .toList();
  }

  /**
   * Where the columns of a link are.
   *
   * @param into the type that has them
   * @param alone whether at most one of these can be related to the same entity
   */
  private record Columns(EntityStorage into, boolean inSource, boolean alone) {
    Column of(Link.Pair pair) {
      return inSource ? pair.source() : pair.target();
    }

    Column from(Link.Pair pair) {
      return inSource ? pair.target() : pair.source();
    }
  }

  private Columns columns(Link link) {
    EntityStorage target = entities.storage().require(link.target());
    boolean inSource = link.constrained() || link.pairs().get(0).target().equals(target.rowId());
    return inSource
        ? new Columns(holder(link.pairs().get(0).source()), true, hasSinglePartner(link, target))
        : new Columns(target, false, !link.collection());
  }

  /** The type whose own table has a column. */
  private EntityStorage holder(Column column) {
    return entities.storage().entities().values().stream()
        .filter(type -> type.table().name().equals(column.table()))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the same columns lead back to one entity only. */
  private static boolean hasSinglePartner(Link link, EntityStorage target) {
    List<Link.Pair> back = link.pairs().stream().map(Link.Pair::reversed).toList();
    return target.links().values().stream()
        .anyMatch(other -> !other.collection() && other.pairs().equals(back));
  }

  /** What the columns of a link hold where it leads to or from an entity. */
  private List<WriteSql.Equal> values(Link link, Columns columns, Entity from) {
    List<WriteSql.Equal> cells = new ArrayList<>();
    for (Link.Pair pair : link.pairs()) {
      cells.add(new WriteSql.Equal(columns.of(pair), value(from, columns.from(pair))));
    }
    link.guards().forEach(guard -> cells.add(new WriteSql.Equal(guard.column(), guard.value())));
    return cells;
  }

  private Object value(Entity entity, Column column) {
    return entities
        .value(entity, column)
        .orElseThrow(
            () ->
                new ODataException(
                    ErrorCode.CONFLICT,
                    "An entity of the type "
                        + entity.type().name()
                        + " has no value by which it could be referred to."));
  }

  /** Whether a lookup leads somewhere: to the one entity where there is one, else to none kept. */
  private boolean isTied(
      Entity source, Link link, Columns columns, Optional<Entity> only, List<Entity> kept) {
    boolean here =
        link.guards().stream().allMatch(g -> holds(source, g.column(), g.value()))
            && link.pairs().stream().allMatch(p -> entities.value(source, p.source()).isPresent());
    return here
        && only.map(target -> leadsTo(source, link, columns, target)).orElse(true)
        && kept.stream().noneMatch(target -> leadsTo(source, link, columns, target));
  }

  private boolean leadsTo(Entity source, Link link, Columns columns, Entity target) {
    return values(link, columns, target).stream()
        .allMatch(e -> holds(source, e.column(), e.value()));
  }

  private boolean holds(Entity entity, Column column, Object value) {
    return entities.value(entity, column).filter(v -> Stored.isSame(v, value)).isPresent();
  }

  /** An entity that has to lead to one cannot leave it to another. */
  private void requireOptional(Link link, Columns columns) {
    List<Link.Pair> back = link.pairs().stream().map(Link.Pair::reversed).toList();
    boolean optional =
        columns.inSource
            ? link.property().isNullable()
            : columns.into.links().values().stream()
                .filter(other -> !other.collection() && other.pairs().equals(back))
                .allMatch(other -> other.property().isNullable());
    if (!optional) {
      throw stays(columns.into, link);
    }
  }

  private static ODataException stays(EntityStorage type, Link link) {
    return new ODataException(
        ErrorCode.CONFLICT,
        "An entity of the type "
            + type.name()
            + " has to be related to another one, so that "
            + link.name()
            + " cannot lead nowhere.",
        link.name());
  }

  /** Has the columns of a link lead nowhere. */
  private void clear(Entity entity, Link link, Columns columns) {
    List<Assignment> cells = new ArrayList<>();
    for (Link.Pair pair : link.pairs()) {
      if (columns.of(pair).nullable()) {
        cells.add(Assignment.nothing(columns.of(pair)));
      }
    }
    if (cells.isEmpty()) {
      throw stays(entity.type(), link);
    }
    for (Link.Guard guard : link.guards()) {
      if (guard.column().nullable()) {
        cells.add(Assignment.nothing(guard.column()));
      }
    }
    entities.change(entity, cells);
  }
}
