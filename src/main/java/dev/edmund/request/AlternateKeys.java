package dev.edmund.request;

import dev.edmund.model.storage.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;

/** The alternate keys of entity types (Part 2, 4.3.5). */
public interface AlternateKeys {
  /** No type has any. */
  AlternateKeys NONE = type -> List.of();

  /** The alternate keys of a type, each with the types of its parts by their names. */
  List<Map<String, EdmType>> of(EdmEntityType type);

  /** Those that entities can be found by. */
  static AlternateKeys stored(Storage storage) {
    return type ->
        storage.of(type).stream()
            .flatMap(entity -> entity.alternateKeys().stream())
            .map(
                key -> {
                  Map<String, EdmType> parts = new LinkedHashMap<>();
                  key.parts().forEach(part -> parts.put(part.alias(), part.type()));
                  return parts;
                })
            .toList();
  }
}
