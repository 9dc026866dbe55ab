package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** The storage of an entity type while it is worked out. */
final class EntityDraft {
  private final EdmEntityType type;
  private final TableDraft table;
  private final @Nullable EntityDraft base;
  private final Map<String, PropertyStorage> properties = new LinkedHashMap<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<Column> key = new ArrayList<>();
  private final List<FullQualifiedName> derived = new ArrayList<>();
  private @Nullable Column discriminator;
  private @Nullable Column container;
  private @Nullable Column owner;
  private @Nullable Column dynamic;
  private PropertyStorage.@Nullable Stream media;

  EntityDraft(EdmEntityType type, TableDraft table, @Nullable EntityDraft base) {
    this.type = type;
    this.table = table;
    this.base = base;
  }

  /** Which columns tell where a row of a storage root is. */
  record Containers(boolean container, boolean owner) {}

  EdmEntityType type() {
    return type;
  }

  TableDraft table() {
    return table;
  }

  @Nullable EntityDraft base() {
    return base;
  }

  Map<String, PropertyStorage> properties() {
    return properties;
  }

  Map<String, Link> links() {
    return links;
  }

  List<Column> key() {
    return key;
  }

  void addSystemColumns(boolean hasDerived, Containers containers) {
    if (hasDerived) {
      discriminator = table.add("_type", ColumnType.TEXT, false);
    }
    if (containers.container()) {
      container = table.add("_container", ColumnType.TEXT, false);
    }
    if (containers.owner()) {
      // Never null, so that the unique index over it and the key binds rows without an owner too.
      owner = table.add("_owner", ColumnType.INTEGER, false);
    }
  }

  /** Gives an open type the column of its dynamic properties, unless it has it from its base. */
  void addDynamic() {
    dynamic = base == null ? null : base.dynamic;
    if (dynamic == null && type.isOpenType()) {
      dynamic = table.add("_dynamic", ColumnType.JSON, true);
    }
  }

  /** Gives a media entity type its stream, unless it has it from its base. */
  void addMedia(PropertyMapper mapper) {
    media = base == null ? null : base.media;
    if (media == null && type.hasStream()) {
      media = mapper.media();
    }
  }

  void addDerived(FullQualifiedName name) {
    derived.add(name);
    if (base != null) {
      base.addDerived(name);
    }
  }

  EntityDraft root() {
    return base == null ? this : base.root();
  }

  @Nullable Column container() {
    return root().container;
  }

  @Nullable Column owner() {
    return root().owner;
  }

  /** The columns in front of the key in its unique index. */
  List<Column> containerColumns() {
    List<Column> columns = new ArrayList<>();
    if (container != null) {
      columns.add(container);
    }
    if (owner != null) {
      columns.add(owner);
    }
    return columns;
  }

  /** The column of a scalar property given by its path; null where there is none. */
  @Nullable Column column(String path) {
    Map<String, PropertyStorage> within = properties;
    PropertyStorage found = null;
    for (String name : path.split("/", -1)) {
      found = within.get(name);
      within = found == null ? Map.of() : byName(found.parts());
    }
    return found == null ? null : found.asScalar().map(PropertyStorage.Scalar::column).orElse(null);
  }

  private static Map<String, PropertyStorage> byName(List<PropertyStorage> parts) {
    return parts.stream().collect(Collectors.toMap(PropertyStorage::name, Function.identity()));
  }

  EntityStorage freeze(Map<String, Table> tables, @Nullable Column version) {
    EntityDraft root = root();
    return new EntityStorage(
        type,
        Objects.requireNonNull(tables.get(table.name())),
        base == null ? null : base.type.getFullQualifiedName(),
        Objects.requireNonNull(tables.get(root.table.name())),
        root.discriminator,
        root.container,
        root.owner,
        key,
        version,
        properties,
        links,
        derived,
        dynamic,
        media,
        List.of(),
        Map.of());
  }
}
