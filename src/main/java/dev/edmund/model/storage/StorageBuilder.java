package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Works out the storage mapping: a table per entity type, joined by row id along the inheritance
 * from the storage root down.
 */
public final class StorageBuilder {
  /** What Edmund remembers about a database; no entity type's table may have this name. */
  private static final String META_TABLE = "edmund_meta";

  private final Edm edm;
  private final Wishes wishes;
  private final Flatness flatness;
  private final Names tableNames = new Names();
  private final Map<FullQualifiedName, EntityDraft> drafts = new LinkedHashMap<>();
  private final List<TableDraft> dependents = new ArrayList<>();

  private StorageBuilder(Edm edm, Wishes wishes) {
    this.edm = edm;
    this.wishes = wishes;
    this.flatness = new Flatness(edm);
  }

  /**
   * What the annotations of a model ask of its storage.
   *
   * @param indexes the property paths of each index that is asked for on a type
   * @param version the property whose value changes with every change of an entity
   * @param offsets whether points in time keep the offset that they came with
   */
  public record Wishes(
      Function<EdmEntityType, List<List<String>>> indexes,
      Function<EdmEntityType, Optional<String>> version,
      boolean offsets) {
    /** No wish at all. */
    public static final Wishes NONE = new Wishes(type -> List.of(), type -> Optional.empty(), true);
  }

  /** Builds the mapping of all entity types of a model. */
  public static Storage build(Edm edm, Wishes wishes) {
    return new StorageBuilder(edm, wishes).build();
  }

  private Storage build() {
    List<EdmEntityType> types = baseFirst();
    Exposure exposure = Exposure.of(edm.getEntityContainer(), types);
    tableNames.unique(META_TABLE);
    for (EdmEntityType type : types) {
      EdmEntityType root = root(type, exposure);
      if (root != null) {
        drafts.put(type.getFullQualifiedName(), draft(type, root, exposure));
      }
    }
    drafts.values().forEach(this::mapKey);
    new LinkMapper(drafts, tableNames, dependents).mapAll();
    drafts.values().forEach(this::mapIndexes);
    return freeze(exposure);
  }

  /** All entity types, each behind its base type. */
  private List<EdmEntityType> baseFirst() {
    Map<FullQualifiedName, EdmEntityType> ordered = new LinkedHashMap<>();
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmEntityType type : schema.getEntityTypes()) {
        addBaseFirst(type, ordered);
      }
    }
    return List.copyOf(ordered.values());
  }

  private static void addBaseFirst(
      EdmEntityType type, Map<FullQualifiedName, EdmEntityType> ordered) {
    if (type.getBaseType() != null) {
      addBaseFirst(type.getBaseType(), ordered);
    }
    ordered.putIfAbsent(type.getFullQualifiedName(), type);
  }

  /**
   * The storage root of a type: its highest ancestor that anything is declared with, else the
   * highest that is not abstract. A universal abstract base has none and gets no table.
   */
  private static @Nullable EdmEntityType root(EdmEntityType type, Exposure exposure) {
    EdmEntityType highestDeclared = null;
    EdmEntityType highestConcrete = null;
    for (EdmEntityType t = type; t != null; t = t.getBaseType()) {
      if (exposure.types().contains(t.getFullQualifiedName())) {
        highestDeclared = t;
      }
      if (!t.isAbstract()) {
        highestConcrete = t;
      }
    }
    return highestDeclared != null ? highestDeclared : highestConcrete;
  }

  private EntityDraft draft(EdmEntityType type, EdmEntityType root, Exposure exposure) {
    boolean isRoot = type.getFullQualifiedName().equals(root.getFullQualifiedName());
    EntityDraft base = isRoot ? null : drafts.get(type.getBaseType().getFullQualifiedName());
    TableDraft table =
        TableDraft.entity(
            tableNames.unique(tableName(type)), base == null ? null : base.table().name());
    EntityDraft draft = new EntityDraft(type, table, base);
    if (base == null) {
      draft.addSystemColumns(hasDerived(type), containers(type, exposure));
    } else {
      base.addDerived(type.getFullQualifiedName());
    }
    PropertyMapper mapper =
        new PropertyMapper(table, tableNames, dependents, flatness, wishes.offsets());
    if (base != null) {
      draft.properties().putAll(base.properties());
    }
    for (String name : type.getPropertyNames()) {
      if (!draft.properties().containsKey(name)) {
        draft.properties().put(name, mapper.map((EdmProperty) type.getProperty(name)));
      }
    }
    draft.addDynamic();
    draft.addMedia(mapper);
    return draft;
  }

  private boolean hasDerived(EdmEntityType type) {
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmEntityType other : schema.getEntityTypes()) {
        EdmEntityType base = other.getBaseType();
        if (base != null && base.getFullQualifiedName().equals(type.getFullQualifiedName())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Which container columns the rows of a storage root need to tell where they are. */
  private EntityDraft.Containers containers(EdmEntityType root, Exposure exposure) {
    boolean container = false;
    boolean owner = false;
    for (Map.Entry<FullQualifiedName, java.util.Set<String>> entry :
        exposure.idsByType().entrySet()) {
      EdmEntityType type = edm.getEntityType(entry.getKey());
      if (type != null && isSameOrDerived(type, root)) {
        for (String id : entry.getValue()) {
          container |= !id.equals(Exposure.EXTENT);
          owner |= exposure.contained().containsKey(id);
        }
      }
    }
    return new EntityDraft.Containers(container, owner);
  }

  private static boolean isSameOrDerived(EdmEntityType type, EdmEntityType base) {
    for (EdmEntityType t = type; t != null; t = t.getBaseType()) {
      if (t.getFullQualifiedName().equals(base.getFullQualifiedName())) {
        return true;
      }
    }
    return false;
  }

  /** The alias keeps names short; both it and the namespace keep types of one name apart. */
  private String tableName(EdmEntityType type) {
    String namespace = type.getNamespace();
    for (EdmSchema schema : edm.getSchemas()) {
      if (schema.getNamespace().equals(namespace) && schema.getAlias() != null) {
        namespace = schema.getAlias();
      }
    }
    return namespace.replace('.', '_') + "_" + type.getName();
  }

  private void mapKey(EntityDraft draft) {
    List<Column> key = new ArrayList<>();
    for (var ref : draft.type().getKeyPropertyRefs()) {
      Column column = draft.column(ref.getName());
      if (column != null) {
        key.add(column);
      }
    }
    draft.key().addAll(key);
    boolean declaredHere = draft.base() == null || draft.base().key().isEmpty();
    if (declaredHere && !key.isEmpty()) {
      List<Column> unique = new ArrayList<>(draft.containerColumns());
      unique.addAll(key);
      // An abstract root may leave the key to its subtypes; then a container would be elsewhere.
      boolean here = draft.base() == null || draft.root().containerColumns().isEmpty();
      draft.table().index(here ? unique : key, here);
    }
  }

  private void mapIndexes(EntityDraft draft) {
    for (List<String> properties : wishes.indexes().apply(draft.type())) {
      List<Column> columns = new ArrayList<>();
      for (String property : properties) {
        Column column = draft.column(property);
        if (column != null && column.table().equals(draft.table().name())) {
          columns.add(column);
        }
      }
      if (!columns.isEmpty() && columns.size() == properties.size()) {
        draft.table().index(columns, false);
      }
    }
  }

  private @Nullable Column version(EntityDraft draft) {
    return wishes.version().apply(draft.type()).map(draft::column).orElse(null);
  }

  private Storage freeze(Exposure exposure) {
    // Tables and indexes share one name space in SQLite and in PostgreSQL.
    Names indexNames = new Names();
    drafts.values().forEach(d -> indexNames.unique(d.table().name()));
    dependents.forEach(t -> indexNames.unique(t.name()));
    Map<String, Table> tables = new LinkedHashMap<>();
    drafts.values().forEach(d -> tables.put(d.table().name(), d.table().table(indexNames)));
    dependents.forEach(t -> tables.put(t.name(), t.table(indexNames)));
    Map<FullQualifiedName, EntityStorage> entities = new LinkedHashMap<>();
    drafts.forEach((name, draft) -> entities.put(name, draft.freeze(tables, version(draft))));
    return new Storage(entities, List.copyOf(tables.values()), exposure.sets(), complexTypes());
  }

  private Map<FullQualifiedName, List<String>> complexTypes() {
    Map<FullQualifiedName, List<String>> instances = new LinkedHashMap<>();
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmComplexType type : schema.getComplexTypes()) {
        String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
        for (EdmComplexType t = type; t != null; t = t.getBaseType()) {
          instances.computeIfAbsent(t.getFullQualifiedName(), n -> new ArrayList<>()).add(name);
        }
      }
    }
    return instances;
  }
}
