package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private final Map<String, AnyLink> anyLinks = new LinkedHashMap<>();
  private final List<Column> key = new ArrayList<>();
  private final List<FullQualifiedName> derived = new ArrayList<>();
  private final List<EntityStorage.AlternateKey> alternateKeys = new ArrayList<>();
  private final List<Column> searchable = new ArrayList<>();
  private @Nullable Column discriminator;
  private @Nullable Column container;
  private @Nullable Column owner;
  private @Nullable Column version;
  private @Nullable Column dynamic;
  private PropertyStorage.@Nullable Stream media;

  EntityDraft(EdmEntityType type, TableDraft table, @Nullable EntityDraft base) {
    this.type = type;
    this.table = table;
    this.base = base;
  }

  /** Which columns tell where a row of a storage root is. */
  record Containers(boolean container, boolean owner) {
    static final Containers NONE = new Containers(false, false);

    Containers or(Containers other) {
      return new Containers(container || other.container, owner || other.owner);
    }
  }

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

  Map<String, AnyLink> anyLinks() {
    return anyLinks;
  }

  List<Column> key() {
    return key;
  }

  List<EntityStorage.AlternateKey> alternateKeys() {
    return alternateKeys;
  }

  void addSystemColumns(boolean hasDerived, Containers containers) {
    if (hasDerived) {
      discriminator = table.addOwn("_type", ColumnType.TEXT, false);
    }
    if (containers.container()) {
      container = table.addOwn("_container", ColumnType.TEXT, false);
    }
    if (containers.owner()) {
      // Never null, so that the unique index over it and the key binds rows without an owner too.
      owner = table.addOwn("_owner", ColumnType.INTEGER, false);
    }
  }

  /** Gives a storage root the column for the versions of entities that have no property for it. */
  void addVersion() {
    version = table.addVersion();
  }

  /** The column of {@link #addVersion}. */
  @Nullable Column version() {
    return version;
  }

  /** Gives an open type the column of its dynamic properties, unless it has it from its base. */
  void addDynamic() {
    dynamic = base == null ? null : base.dynamic;
    if (dynamic == null && type.isOpenType()) {
      dynamic = table.addOwn("_dynamic", ColumnType.JSON, true);
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

  /** The scalar property with a path; null where there is none. */
  PropertyStorage.@Nullable Scalar scalar(String path) {
    int from = 0;
    PropertyStorage found = null;
    for (int end = path.indexOf('/'); ; end = path.indexOf('/', from)) {
      String name = end < 0 ? path.substring(from) : path.substring(from, end);
      found = found == null ? properties.get(name) : part(found, name);
      if (found == null) {
        return null;
      }
      if (end < 0) {
        return found.asScalar().orElse(null);
      }
      from = end + 1;
    }
  }

  private static @Nullable PropertyStorage part(PropertyStorage whole, String name) {
    return whole.parts().stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  /** The column of a scalar property given by its path; null where there is none. */
  @Nullable Column column(String path) {
    PropertyStorage.Scalar scalar = scalar(path);
    return scalar == null ? null : scalar.column();
  }

  /** The table of the line that a column is in. */
  TableDraft tableOf(Column column) {
    for (EntityDraft d = this; d != null; d = d.base) {
      if (d.table.name().equals(column.table())) {
        return d.table;
      }
    }
    throw new IllegalStateException("No table of " + column);
  }

  /** Asks for an index where the columns are in one table and are not the key. */
  void index(List<Column> columns) {
    TableDraft within = tableOf(columns.get(0));
    boolean oneTable = columns.stream().allMatch(c -> c.table().equals(within.name()));
    boolean isKey =
        root().containerColumns().isEmpty() && Set.copyOf(columns).equals(Set.copyOf(key));
    if (oneTable && !isKey) {
      within.index(columns, false);
    }
  }

  /** Makes texts searchable, by an index of the words in each table of the line that has some. */
  void indexWords(List<String> names) {
    for (String name : names) {
      PropertyStorage.Scalar scalar = scalar(name);
      if (scalar != null && scalar.column().type() == ColumnType.TEXT) {
        searchable.add(scalar.column());
      }
    }
    Map<TableDraft, List<Column>> byTable = new LinkedHashMap<>();
    for (Column column : searchable) {
      byTable.computeIfAbsent(tableOf(column), t -> new ArrayList<>()).add(column);
    }
    byTable.forEach(TableDraft::indexWords);
  }

  EntityStorage freeze(Map<String, Table> tables, Version version) {
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
        alternateKeys,
        anyLinks,
        searchable);
  }
}
