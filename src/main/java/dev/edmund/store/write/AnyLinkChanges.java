package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.WriteSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Relates an entity to those of any type below a universal base, and ends that. */
final class AnyLinkChanges {
  private final Entities entities;
  private final Slots slots;

  AnyLinkChanges(Entities entities, Slots slots) {
    this.entities = entities;
    this.slots = slots;
  }

  void tie(Entity source, AnyLink link, Entity target) {
    FullQualifiedName root = root(target.type());
    if (!link.roots().contains(root)) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          link.name() + " does not lead to entities of the type " + target.type().name() + ".",
          link.name());
    }
    List<WriteSql.Equal> cells = new ArrayList<>(target(link, target));
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      cells.addAll(end(source, bridge));
      entities.session().update(entities.sql().insertOnce(bridge.table(), assigned(cells)));
      return;
    }
    if (hasSinglePartner(link, target.type())) {
      EntityStorage into = holder(link);
      for (long row : entities.rowIds(entities.sql().rowIds(into.rowId(), cells))) {
        if (row != source.rowId()) {
          clear(slots.at(into, row), link);
        }
      }
    }
    entities.change(source, assigned(cells));
  }

  void untie(Entity source, AnyLink link, @Nullable Entity target, List<Entity> kept) {
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      untie(end(source, bridge), link, target, kept);
      return;
    }
    boolean tied =
        target == null
            ? entities.value(source, link.rowId()).isPresent()
            : leadsTo(source, link, target);
    if (tied && kept.stream().noneMatch(other -> leadsTo(source, link, other))) {
      clear(source, link);
    }
  }

  private void untie(
      List<WriteSql.Equal> end, AnyLink link, @Nullable Entity target, List<Entity> kept) {
    if (target != null || kept.isEmpty()) {
      List<WriteSql.Equal> row = new ArrayList<>(end);
      if (target != null) {
        row.addAll(target(link, target));
      }
      entities.session().update(entities.sql().delete(row));
      return;
    }
    for (FullQualifiedName root : link.roots()) {
      List<WriteSql.Equal> ofRoot = new ArrayList<>(end);
      ofRoot.add(new WriteSql.Equal(link.rootType(), root.getFullQualifiedNameAsString()));
      List<Long> stay =
          kept.stream().filter(k -> root(k.type()).equals(root)).map(Entity::rowId).toList();
      for (long row : entities.rowIds(entities.sql().rowIds(link.rowId(), ofRoot))) {
        if (!stay.contains(row)) {
          List<WriteSql.Equal> one = new ArrayList<>(ofRoot);
          one.add(new WriteSql.Equal(link.rowId(), row));
          entities.session().update(entities.sql().delete(one));
        }
      }
    }
  }

  private void clear(Entity source, AnyLink link) {
    entities.change(
        source, List.of(Assignment.nothing(link.rootType()), Assignment.nothing(link.rowId())));
  }

  private boolean leadsTo(Entity source, AnyLink link, Entity target) {
    return target(link, target).stream()
        .allMatch(
            e ->
                entities
                    .value(source, e.column())
                    .filter(v -> Stored.isSame(v, e.value()))
                    .isPresent());
  }

  private List<WriteSql.Equal> target(AnyLink link, Entity target) {
    String root = root(target.type()).getFullQualifiedNameAsString();
    return List.of(
        new WriteSql.Equal(link.rootType(), root),
        new WriteSql.Equal(link.rowId(), target.rowId()));
  }

  private List<WriteSql.Equal> end(Entity source, Link.Bridge bridge) {
    return bridge.pairs().stream()
        .map(
            pair ->
                new WriteSql.Equal(
                    pair.target(), entities.value(source, pair.source()).orElseThrow()))
        .toList();
  }

  private static List<Assignment> assigned(List<WriteSql.Equal> cells) {
    return cells.stream().map(e -> Assignment.of(e.column(), e.value())).toList();
  }

  /** Whether the same columns lead back to one entity only. */
  private static boolean hasSinglePartner(AnyLink link, EntityStorage target) {
    return target.links().values().stream()
        .anyMatch(back -> !back.collection() && back.pairs().get(0).target().equals(link.rowId()));
  }

  private EntityStorage holder(AnyLink link) {
    return entities.storage().entities().values().stream()
        .filter(type -> type.table().name().equals(link.rowId().table()))
        .findFirst()
        .orElseThrow();
  }

  private FullQualifiedName root(EntityStorage type) {
    EntityStorage at = type;
    for (Optional<FullQualifiedName> up = Optional.ofNullable(at.base()); up.isPresent(); ) {
      at = entities.storage().require(up.get());
      up = Optional.ofNullable(at.base());
    }
    return at.name();
  }
}
