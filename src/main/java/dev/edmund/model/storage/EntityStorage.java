package dev.edmund.model.storage;

import dev.edmund.model.storage.PropertyStorage.Stream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Where the entities of one type are.
 *
 * @param table the table of the type's own properties
 * @param base the storage of the base type, joined by row id; null at the storage root
 * @param root the table at the top, where the row id is made
 * @param discriminator the column of the root that holds the qualified type name; null where no
 *     other type shares the root
 * @param container the column of the root that tells in which set, singleton or containment a row
 *     is; null where there is only one
 * @param owner the column of the root with the row id of the containing entity, {@link #NO_OWNER}
 *     for rows that none contains
 * @param key the key columns in the order of the declared key
 * @param version what changes with every change of an entity: a property that the model names, or a
 *     column of the root
 * @param properties all structural properties, inherited ones first
 * @param links the navigation properties that can be followed, inherited ones first
 * @param derived the storages of all types below this one
 * @param dynamic the column with the dynamic properties of an open type, a JSON object; null where
 *     the type is not open
 * @param media the stream of a media entity; null where the type has none
 * @param alternateKeys the other ways to address an entity ({@code Core.AlternateKeys})
 * @param anyLinks the navigation properties that lead to a universal base, inherited ones first
 * @param searchable the texts whose words are searched for; those in one table have an index of
 *     words there
 */
public record EntityStorage(
    EdmEntityType type,
    Table table,
    @Nullable FullQualifiedName base,
    Table root,
    @Nullable Column discriminator,
    @Nullable Column container,
    @Nullable Column owner,
    List<Column> key,
    Version version,
    Map<String, PropertyStorage> properties,
    Map<String, Link> links,
    List<FullQualifiedName> derived,
    @Nullable Column dynamic,
    @Nullable Stream media,
    List<AlternateKey> alternateKeys,
    Map<String, AnyLink> anyLinks,
    List<Column> searchable) {
  /** The owner of rows that no entity contains; no row has this id. */
  public static final long NO_OWNER = 0;

  public EntityStorage {
    key = List.copyOf(key);
    properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    links = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(links));
    derived = List.copyOf(derived);
    alternateKeys = List.copyOf(alternateKeys);
    anyLinks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(anyLinks));
    searchable = List.copyOf(searchable);
  }

  /** Properties whose values identify an entity, unless one of them is null. */
  public record AlternateKey(List<Part> parts) {
    public AlternateKey {
      parts = List.copyOf(parts);
    }

    /** A property under the name that it has in a key predicate. */
    public record Part(String alias, EdmType type, Column column) {}
  }

  public FullQualifiedName name() {
    return type.getFullQualifiedName();
  }

  /** Whether the type is another one, or derived from it. */
  public boolean isOrDerives(EdmEntityType other) {
    for (EdmEntityType t = type; t != null; t = t.getBaseType()) {
      if (t.getFullQualifiedName().equals(other.getFullQualifiedName())) {
        return true;
      }
    }
    return false;
  }

  /** The row id of the type's own table, the same number as in every table of the hierarchy. */
  public Column rowId() {
    Column rowId = table.rowId();
    if (rowId == null) {
      throw new IllegalStateException("An entity table has a row id");
    }
    return rowId;
  }
}
