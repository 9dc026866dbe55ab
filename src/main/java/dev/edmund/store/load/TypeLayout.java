package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage.Stream;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.Place;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** What a row of one entity type consists of and must fulfil. */
final class TypeLayout {
  private final EntityStorage storage;
  private final Row.Shape shape;
  private final List<Column> columns;
  private final RequiredRules required;
  private final Map<String, Lookup> lookups;
  private final List<Stream> streams;
  private final List<Column> initial;
  private final FirstVersion version;
  private final WholeRules whole;

  TypeLayout(EntityStorage storage, Storage all, Dialect dialect, ImportRules rules) {
    this.storage = storage;
    this.whole = new WholeRules(storage, dialect, rules);
    this.shape = new Row.Shape(tables(storage, all));
    this.columns = shape.columns();
    this.required = RequiredRules.of(storage.properties().values(), storage.key(), dialect);
    this.lookups = lookups(storage);
    this.streams = streams(storage);
    this.initial =
        shape.tables().stream()
            .flatMap(table -> table.columns().stream())
            .filter(column -> column.initial() != null)
            .toList();
    this.version = FirstVersion.of(storage, dialect);
  }

  /** A polymorphic lookup: its value, what tells the navigation property, and which there are. */
  record Lookup(String property, Column value, Column discriminator, Set<String> navigation) {

    void requireNavigation(String name) {
      if (!navigation.contains(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' is no navigation property of " + property);
      }
    }
  }

  private static List<Stream> streams(EntityStorage storage) {
    List<Stream> streams = new ArrayList<>();
    storage.properties().values().forEach(p -> p.asStream().ifPresent(streams::add));
    if (storage.media() != null) {
      streams.add(storage.media());
    }
    return streams;
  }

  private static List<Table> tables(EntityStorage storage, Storage all) {
    List<Table> tables = new ArrayList<>();
    FullQualifiedName name = storage.name();
    while (name != null) {
      EntityStorage level = all.require(name);
      tables.add(0, level.table());
      name = level.base();
    }
    return tables;
  }

  /** By the name of the dependent property. */
  private static Map<String, Lookup> lookups(EntityStorage storage) {
    Map<Column, String> names = new HashMap<>();
    storage
        .properties()
        .values()
        .forEach(p -> p.asScalar().ifPresent(s -> names.put(s.column(), s.name())));
    Map<String, Lookup> lookups = new LinkedHashMap<>();
    for (Link link : storage.links().values()) {
      for (int i = 0; i < link.guards().size() && i < link.pairs().size(); i++) {
        Link.Guard guard = link.guards().get(i);
        Column value = dependentOf(guard, link);
        String name = value == null ? null : names.get(value);
        if (guard.onSource() && value != null && name != null) {
          lookups
              .computeIfAbsent(
                  name, n -> new Lookup(n, value, guard.column(), new LinkedHashSet<>()))
              .navigation()
              .add(guard.value());
        }
      }
    }
    return lookups;
  }

  /** A guard stands for the pair whose dependent column its own is named after. */
  private static @Nullable Column dependentOf(Link.Guard guard, Link link) {
    List<Column> candidates =
        link.pairs().stream()
            .map(Link.Pair::source)
            .filter(c -> guard.column().name().startsWith(c.name()))
            .toList();
    if (!candidates.isEmpty()) {
      return candidates.get(0);
    }
    return link.pairs().size() == 1 ? link.pairs().get(0).source() : null;
  }

  EntityStorage storage() {
    return storage;
  }

  Row.Shape shape() {
    return shape;
  }

  /** What has to hold for an entity as a whole. */
  WholeRules whole() {
    return whole;
  }

  /** The streams of the entity itself, that of a media entity last. */
  List<Stream> streams() {
    return streams;
  }

  @Nullable Lookup lookup(String property) {
    return lookups.get(property);
  }

  /** A row with its system columns filled. */
  Row newRow(long rowId, String container, long owner) {
    Row row = new Row(shape);
    for (Table table : shape.tables()) {
      row.set(Objects.requireNonNull(table.rowId()), rowId);
    }
    if (storage.discriminator() != null) {
      row.set(storage.discriminator(), storage.name().getFullQualifiedNameAsString());
    }
    if (storage.container() != null) {
      row.set(storage.container(), container);
    }
    if (storage.owner() != null) {
      row.set(storage.owner(), owner);
    }
    initial.forEach(column -> row.set(column, column.initial()));
    return row;
  }

  /**
   * A row that is there.
   *
   * @param cells the values of {@link #columns}
   */
  Row storedRow(List<Object> cells) {
    return Row.stored(shape, cells);
  }

  /** All columns of the type's tables. */
  List<Column> columns() {
    return columns;
  }

  /** Checks what must hold for a whole row, and gives complex values that are never null. */
  void finish(Row row, Place place, String prefix) {
    version.give(row);
    required.apply(row, place, prefix);
    for (Lookup lookup : lookups.values()) {
      boolean given = row.get(lookup.value()) != null;
      if (given != (row.get(lookup.discriminator()) != null)) {
        throw place.problem(
            prefix + lookup.property(),
            given
                ? "needs the name of a navigation property in "
                    + lookup.property()
                    + "@Microsoft.Dynamics.CRM.associatednavigationproperty"
                : "is null but has a navigation property");
      }
    }
  }
}
