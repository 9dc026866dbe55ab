package dev.edmund.model;

import dev.edmund.model.storage.ColumnTypes;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** The keys of entities that parameters refer to. */
public final class EntityKeys {
  private EntityKeys() {}

  /**
   * The type of the one value that tells an entity. Where the declared type has no key, it is the
   * type that the keys of all types below it have, or else text.
   */
  public static EdmType type(Edm edm, EdmEntityType declared) {
    EdmType own = single(declared);
    if (own != null) {
      return own;
    }
    Set<Object> kinds = new HashSet<>();
    EdmType found = null;
    for (EdmEntityType type : derived(edm, declared).toList()) {
      EdmType key = single(type);
      if (key != null) {
        kinds.add(String.valueOf(ColumnTypes.of(key)));
        found = key;
      }
    }
    return found != null && kinds.size() == 1
        ? found
        : EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.String);
  }

  private static Stream<EdmEntityType> derived(Edm edm, EdmEntityType declared) {
    return edm.getSchemas().stream()
        .flatMap(schema -> schema.getEntityTypes().stream())
        .filter(type -> is(type, declared));
  }

  private static @Nullable EdmType single(EdmEntityType type) {
    if (type.getKeyPredicateNames().size() != 1) {
      return null;
    }
    EdmKeyPropertyRef key = type.getKeyPropertyRef(type.getKeyPredicateNames().get(0));
    return key.getProperty().getType();
  }

  /** Whether a type is another one, or derived from it. */
  public static boolean is(EdmEntityType type, EdmEntityType base) {
    for (EdmEntityType at = type; at != null; at = at.getBaseType()) {
      if (at.getFullQualifiedName().equals(base.getFullQualifiedName())) {
        return true;
      }
    }
    return base.getFullQualifiedName().getFullQualifiedNameAsString().equals("Edm.EntityType");
  }
}
