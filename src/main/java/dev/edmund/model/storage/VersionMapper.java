package dev.edmund.model.storage;

import dev.edmund.model.storage.StorageBuilder.Wishes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Finds the version of each type: a property that the model names, else a column beside them. */
final class VersionMapper {
  private static final Map<String, Version.Kind> KINDS =
      Map.of(
          "Byte", Version.Kind.COUNTER,
          "SByte", Version.Kind.COUNTER,
          "Int16", Version.Kind.COUNTER,
          "Int32", Version.Kind.COUNTER,
          "Int64", Version.Kind.COUNTER,
          "Guid", Version.Kind.GUID,
          "DateTimeOffset", Version.Kind.MOMENT);

  private final Map<FullQualifiedName, Named> named = new HashMap<>();
  private final Set<FullQualifiedName> rootsWithColumn = new HashSet<>();

  private record Named(String property, Version.Kind kind) {}

  /**
   * @param roots the storage root of each type that has one
   */
  VersionMapper(Wishes wishes, Map<EdmEntityType, EdmEntityType> roots) {
    roots.forEach(
        (type, root) ->
            named(wishes, type)
                .ifPresentOrElse(
                    property -> named.put(type.getFullQualifiedName(), property),
                    () -> rootsWithColumn.add(root.getFullQualifiedName())));
  }

  private static Optional<Named> named(Wishes wishes, EdmEntityType type) {
    return wishes.versions(type).stream()
        .flatMap(name -> kind(type, name).map(kind -> named(wishes, type, name, kind)).stream())
        .findFirst();
  }

  private static Named named(Wishes wishes, EdmEntityType type, String name, Version.Kind kind) {
    boolean isLong = type.getStructuralProperty(name).getType().getName().equals("Int64");
    return new Named(name, isLong && wishes.sequence() ? Version.Kind.SEQUENCE : kind);
  }

  /** How the server can keep a property that is named as the version; empty where it cannot. */
  private static Optional<Version.Kind> kind(EdmEntityType type, String name) {
    EdmProperty property = type.getStructuralProperty(name);
    // What identifies the entity does not change with it.
    boolean isKey = type.getKeyPropertyRefs().stream().anyMatch(ref -> ref.getName().equals(name));
    if (property == null || property.isCollection() || isKey) {
      return Optional.empty();
    }
    EdmType of = property.getType();
    if (of.getKind() == EdmTypeKind.DEFINITION) {
      of = ((EdmTypeDefinition) of).getUnderlyingType();
    }
    return of.getKind() == EdmTypeKind.PRIMITIVE
        ? Optional.ofNullable(KINDS.get(of.getName()))
        : Optional.empty();
  }

  /** Whether a storage root has types that need a column for it. */
  boolean needsColumn(EdmEntityType root) {
    return rootsWithColumn.contains(root.getFullQualifiedName());
  }

  Version version(EntityDraft draft) {
    Named property = named.get(draft.type().getFullQualifiedName());
    Column column = property == null ? draft.root().version() : draft.column(property.property());
    if (column == null) {
      throw new IllegalStateException("No version of " + draft.type().getFullQualifiedName());
    }
    return new Version(column, property == null ? Version.Kind.HIDDEN : property.kind());
  }
}
