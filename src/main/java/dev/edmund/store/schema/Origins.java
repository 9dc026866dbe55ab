package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which property each column of a mapping holds, and what each table is there for.
 *
 * @param properties the columns of properties; system columns are not among them
 * @param tables the type, or the property or navigation property of one, by table
 * @param types the entity types by the name of their table
 * @param navigations the navigation properties that a dependent column serves
 * @param discriminators the dependent column by the column that says which of them holds
 */
record Origins(
    Map<Column, Origin> properties,
    Map<String, String> tables,
    Map<String, EntityStorage> types,
    Map<Column, Set<String>> navigations,
    Map<Column, Column> discriminators) {

  /**
   * A property.
   *
   * @param scalar null for a document, and for the presence of a complex value
   * @param presence whether it tells that a complex value is there
   * @param within the presence of the complex value around it, where there is one
   */
  record Origin(
      PropertyStorage.@Nullable Scalar scalar,
      boolean presence,
      boolean required,
      @Nullable Column within) {}

  static Origins of(Storage storage) {
    Origins origins =
        new Origins(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    for (EntityStorage type : storage.entities().values()) {
      String name = type.name().getFullQualifiedNameAsString();
      origins.types.put(type.table().name(), type);
      origins.tables.put(type.table().name(), name);
      // Base types come first, so that an inherited property is told by the type that declares it.
      Collector collector = new Collector(origins, Set.copyOf(type.key()), null, name, false);
      type.properties().values().forEach(p -> p.accept(collector));
      if (type.media() != null) {
        type.media().accept(collector);
      }
      type.links().values().forEach(link -> origins.add(name, link));
      type.anyLinks().values().forEach(link -> origins.add(name, link.name(), link.bridge()));
    }
    return origins;
  }

  private void add(String type, Link link) {
    add(type, link.name(), link.bridge());
    if (!link.constrained()) {
      return;
    }
    for (Link.Pair pair : link.pairs()) {
      navigations.computeIfAbsent(pair.source(), c -> new TreeSet<>()).add(link.name());
    }
    for (Link.Guard guard : link.guards()) {
      if (guard.onSource()) {
        link.pairs().forEach(p -> discriminators.putIfAbsent(guard.column(), p.source()));
      }
    }
  }

  private void add(String type, String link, Link.@Nullable Bridge bridge) {
    if (bridge != null) {
      // Both ends of a many-to-many relationship may be met first; the lesser name stays.
      tables.merge(bridge.table().name(), type + "/" + link, (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
  }

  /**
   * @param member whether these are the members of a collection, which may be null
   */
  private record Collector(
      Origins into, Set<Column> key, @Nullable Column within, String path, boolean member)
      implements PropertyStorage.Visitor<Boolean> {

    private boolean add(
        Column column,
        PropertyStorage.@Nullable Scalar scalar,
        boolean presence,
        boolean nullable) {
      boolean required = !member && (!nullable || key.contains(column));
      Origin origin = new Origin(scalar, presence, required, within);
      return into.properties.putIfAbsent(column, origin) == null;
    }

    @Override
    public Boolean scalar(PropertyStorage.Scalar p) {
      return add(p.column(), p, /* presence= */ false, p.property().isNullable());
    }

    @Override
    public Boolean complex(PropertyStorage.Complex p) {
      Collector inside =
          new Collector(into, key, p.presence(), path + "/" + p.name(), /* member= */ false);
      p.parts().forEach(part -> part.accept(inside));
      p.links().values().forEach(link -> into.add(path + "/" + p.name(), link));
      return add(p.presence(), null, /* presence= */ true, p.property().isNullable());
    }

    @Override
    public Boolean values(PropertyStorage.Values p) {
      into.tables.putIfAbsent(p.table().name(), path + "/" + p.name());
      return p.member()
          .accept(new Collector(into, Set.of(), null, path + "/" + p.name(), /* member= */ true));
    }

    @Override
    public Boolean document(PropertyStorage.Document p) {
      // The column of a collection in a document is never null for lack of members.
      boolean nullable = p.collection() || p.property().isNullable();
      return add(p.column(), null, /* presence= */ false, nullable);
    }

    @Override
    public Boolean stream(PropertyStorage.Stream p) {
      return into.tables.putIfAbsent(p.chunks().name(), path + "/" + p.name()) == null;
    }
  }

  /** The names of the navigation properties that a column serves. */
  List<String> navigations(Column column) {
    return List.copyOf(navigations.getOrDefault(column, Set.of()));
  }
}
