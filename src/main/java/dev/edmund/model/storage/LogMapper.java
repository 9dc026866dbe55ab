package dev.edmund.model.storage;

import dev.edmund.model.storage.ChangeLog.Origin;
import dev.edmund.model.storage.ChangeLog.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Gives the storage roots of tracked entity sets their change logs. */
final class LogMapper {
  private final Collection<EntityStorage> entities;
  private final UnaryOperator<String> names;

  /**
   * @param names the name of the log of a table
   */
  LogMapper(Collection<EntityStorage> entities, UnaryOperator<String> names) {
    this.entities = entities;
    this.names = names;
  }

  /**
   * The logs by the name of the root's table. What has its key elsewhere than there has none: a
   * trigger sees one table.
   */
  Map<String, ChangeLog> logs(
      @Nullable EdmEntityContainer container,
      StorageBuilder.Wishes wishes,
      Map<FullQualifiedName, EntityStorage> byName) {
    Map<String, ChangeLog> logs = new LinkedHashMap<>();
    if (container == null) {
      return logs;
    }
    for (EdmEntitySet set : container.getEntitySets()) {
      EntityStorage entity = byName.get(set.getEntityType().getFullQualifiedName());
      if (entity != null && wishes.tracked(set) && hasKeyInRoot(entity)) {
        logs.computeIfAbsent(entity.root().name(), name -> log(entity));
      }
    }
    return logs;
  }

  private static boolean hasKeyInRoot(EntityStorage entity) {
    String root = entity.root().name();
    return !entity.key().isEmpty() && entity.key().stream().allMatch(c -> c.table().equals(root));
  }

  private ChangeLog log(EntityStorage entity) {
    String name = names.apply(entity.root().name());
    Column position = new Column(name, "position", ColumnType.INTEGER, false);
    Column changed = new Column(name, "changed", ColumnType.INTEGER, false);
    Column rowId = new Column(name, "rid", ColumnType.INTEGER, false);
    Column container = copy(entity.container(), name, "container");
    Column type = copy(entity.discriminator(), name, "type");
    List<Column> key = new ArrayList<>();
    for (Column column : entity.key()) {
      key.add(new Column(name, "k" + key.size(), column.type(), false));
    }
    List<Column> columns =
        Stream.concat(Stream.of(position, changed, rowId, container, type), key.stream())
            .filter(column -> column != null)
            .toList();
    return new ChangeLog(
        new Table(name, null, null, columns, List.of(), List.of()),
        position,
        changed,
        rowId,
        container,
        type,
        key,
        origin(entity),
        parts(entity.root()));
  }

  private static @Nullable Column copy(@Nullable Column column, String table, String name) {
    return column == null ? null : new Column(table, name, column.type(), false);
  }

  private static Origin origin(EntityStorage entity) {
    Column rowId = entity.root().rowId();
    if (rowId == null) {
      throw new IllegalStateException("An entity table has a row id");
    }
    return new Origin(
        entity.root(), rowId, entity.container(), entity.discriminator(), entity.key());
  }

  private List<Part> parts(Table root) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (EntityStorage entity : entities) {
      if (entity.root().name().equals(root.name())) {
        if (entity.base() != null) {
          parts.putIfAbsent(entity.table().name(), new Part(entity.table(), entity.rowId()));
        }
        entity.properties().values().forEach(property -> addValues(property, parts));
      }
    }
    return List.copyOf(parts.values());
  }

  private static void addValues(PropertyStorage property, Map<String, Part> parts) {
    property
        .asValues()
        .ifPresent(v -> parts.putIfAbsent(v.table().name(), new Part(v.table(), v.owner())));
    property.parts().forEach(part -> addValues(part, parts));
  }
}
