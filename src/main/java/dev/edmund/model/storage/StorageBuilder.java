package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Works out the storage mapping: a table per entity type, joined by row id along the inheritance
 * from the storage root down.
 */
public final class StorageBuilder {
  private final Edm edm;
  private final TypeTree tree;
  private final Exposure exposure;
  private final Flatness flatness;
  private final Wishes wishes;
  private final Tables tables;
  private final Map<FullQualifiedName, EntityDraft> drafts = new LinkedHashMap<>();

  private StorageBuilder(
      Edm edm,
      TypeTree tree,
      Exposure exposure,
      Flatness flatness,
      Wishes wishes,
      Clashes clashes) {
    this.edm = edm;
    this.tree = tree;
    this.exposure = exposure;
    this.flatness = flatness;
    this.wishes = wishes;
    this.tables = new Tables(clashes);
  }

  /** What the annotations of a model ask of its storage. */
  public interface Wishes {
    /** No wish at all. */
    Wishes NONE = new Wishes() {};

    /** The property paths of each index that is asked for on a type. */
    default List<List<String>> indexes(EdmEntityType type) {
      return List.of();
    }

    /** The properties that may tell the state of an entity, the best first. */
    default List<String> versions(EdmEntityType type) {
      return List.of();
    }

    /** Whether versions that are {@code Edm.Int64} come from one sequence for all tables. */
    default boolean sequence() {
      return false;
    }

    /** Whether points in time keep the offset that they came with. */
    default boolean offsets() {
      return true;
    }

    /** The name of the table of a type, without those of its base types. */
    default Optional<String> table(EdmEntityType type) {
      return Optional.empty();
    }

    /** The name of the column of a property. */
    default Optional<String> column(EdmStructuredType type, String property) {
      return Optional.empty();
    }

    /** The properties of a type whose words are searched for. */
    default List<String> searchable(EdmEntityType type) {
      return List.of();
    }

    /** Whether changes of the entities of a set are logged. */
    default boolean tracked(EdmEntitySet set) {
      return false;
    }

    /** The keys of a type besides the declared one. */
    default List<List<KeyPart>> alternateKeys(EdmEntityType type) {
      return List.of();
    }
  }

  /** A property in a key, by its path, and its name in key predicates. */
  public record KeyPart(String path, String alias) {}

  /**
   * Builds the mapping of all entity types of a model.
   *
   * @throws MappingException when the model gives names that cannot be, or a type needs too many
   *     columns
   */
  public static Storage build(Edm edm, Wishes wishes) {
    TypeTree tree = new TypeTree(edm);
    Flatness flatness = new Flatness(edm);
    Exposure exposure = Exposure.of(edm.getEntityContainer(), tree, new NavigationPaths(flatness));
    Clashes clashes = new Clashes();
    Storage storage;
    do { // Once, unless names clash.
      clashes.begin();
      storage = new StorageBuilder(edm, tree, exposure, flatness, wishes, clashes).build();
    } while (clashes.isNew());
    return storage;
  }

  private Storage build() {
    Map<FullQualifiedName, EdmEntityType> roots = new LinkedHashMap<>();
    Map<EdmEntityType, EdmEntityType> byType = new LinkedHashMap<>();
    for (EdmEntityType type : tree.baseFirst()) {
      EdmEntityType root = root(type);
      if (root != null) {
        roots.put(type.getFullQualifiedName(), root);
        byType.put(type, root);
      }
    }
    VersionMapper versions = new VersionMapper(wishes, byType);
    Map<FullQualifiedName, EntityDraft.Containers> containers = containers(roots);
    for (EdmEntityType type : tree.baseFirst()) {
      EdmEntityType root = roots.get(type.getFullQualifiedName());
      if (root != null) {
        drafts.put(type.getFullQualifiedName(), draft(type, root, containers, versions));
      }
    }
    KeyMapper keys = new KeyMapper(wishes);
    drafts.values().forEach(keys::declared);
    drafts.values().forEach(keys::alternate);
    BoundSets sets = new BoundSets(edm.getEntityContainer(), exposure.sets(), drafts);
    new LinkMapper(drafts, tables, sets).mapAll();
    drafts.values().forEach(keys::indexes);
    drafts.values().forEach(d -> d.indexWords(wishes.searchable(d.type())));
    return freeze(versions);
  }

  /**
   * The storage root of a type: its highest ancestor that anything is declared with, else the
   * highest that is not abstract. A universal abstract base has none and gets no table.
   */
  private @Nullable EdmEntityType root(EdmEntityType type) {
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

  /** Which container columns the rows of each storage root need to tell where they are. */
  private Map<FullQualifiedName, EntityDraft.Containers> containers(
      Map<FullQualifiedName, EdmEntityType> roots) {
    Map<FullQualifiedName, EntityDraft.Containers> containers = new HashMap<>();
    exposure
        .idsByType()
        .forEach(
            (type, ids) -> {
              EdmEntityType root = roots.get(type);
              if (root != null) {
                boolean several = ids.stream().anyMatch(id -> !id.equals(Exposure.EXTENT));
                boolean owned = ids.stream().anyMatch(exposure.contained()::containsKey);
                containers.merge(
                    root.getFullQualifiedName(),
                    new EntityDraft.Containers(several, owned),
                    EntityDraft.Containers::or);
              }
            });
    return containers;
  }

  private EntityDraft draft(
      EdmEntityType type,
      EdmEntityType root,
      Map<FullQualifiedName, EntityDraft.Containers> containers,
      VersionMapper versions) {
    FullQualifiedName name = type.getFullQualifiedName();
    boolean isRoot = name.equals(root.getFullQualifiedName());
    EntityDraft base = isRoot ? null : drafts.get(type.getBaseType().getFullQualifiedName());
    TableDraft table =
        tables.entity(
            wishes.table(type).orElse(null),
            tree.tableName(type),
            name.getFullQualifiedNameAsString(),
            base == null ? null : base.table());
    EntityDraft draft = new EntityDraft(type, table, base);
    if (base == null) {
      draft.addSystemColumns(
          tree.hasDerived(type), containers.getOrDefault(name, EntityDraft.Containers.NONE));
      if (versions.needsColumn(type)) {
        draft.addVersion();
      }
    } else {
      base.addDerived(name);
      draft.properties().putAll(base.properties());
    }
    PropertyMapper mapper = new PropertyMapper(table, tables, flatness, wishes, keyPaths(type));
    for (String property : type.getPropertyNames()) {
      if (!draft.properties().containsKey(property)) {
        EdmProperty declared = type.getStructuralProperty(property);
        draft.properties().put(property, mapper.map(type, declared));
      }
    }
    draft.addDynamic();
    draft.addMedia(mapper);
    return draft;
  }

  private static Set<String> keyPaths(EdmEntityType type) {
    Set<String> paths = new HashSet<>();
    type.getKeyPropertyRefs().forEach(ref -> paths.add(ref.getName()));
    return paths;
  }

  private Storage freeze(VersionMapper versions) {
    Map<String, Table> built = tables.buildAll();
    Map<FullQualifiedName, EntityStorage> entities = new LinkedHashMap<>();
    drafts.forEach(
        (name, draft) -> entities.put(name, draft.freeze(built, versions.version(draft))));
    return new Storage(
        entities,
        new ArrayList<>(built.values()),
        exposure.sets(),
        complexTypes(),
        Unlinked.of(edm, entities.values()),
        Map.of(),
        new LogMapper(entities.values(), tables::log)
            .logs(edm.getEntityContainer(), wishes, entities),
        Guards.NONE);
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
