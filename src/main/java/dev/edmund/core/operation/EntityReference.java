package dev.edmund.core.operation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entity, which need not be there.
 *
 * @param type the qualified name of its type, or of one that is derived from
 * @param key the values of the key properties by their names in the key
 */
public record EntityReference(String type, Map<String, Object> key) {
  public EntityReference {
    key = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(key));
  }
}
