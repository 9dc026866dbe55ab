package dev.edmund.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Table;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmNamed;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Trees of values, such as requests and plans, as JSON for people: a record is an object with the
 * name of its kind and what it has; things of the model and of the storage go by their names.
 */
public final class TreeJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TreeJson() {}

  /** The value as JSON. */
  public static JsonNode of(@Nullable Object value) {
    if (value == null || value instanceof Edm) {
      return JSON.nullNode();
    }
    String name = name(value);
    if (name != null) {
      return JSON.textNode(name);
    }
    if (value instanceof Record tree) {
      return object(tree);
    }
    if (value instanceof Collection<?> items) {
      ArrayNode array = JSON.arrayNode();
      items.forEach(item -> array.add(of(item)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((key, item) -> object.set(String.valueOf(key), of(item)));
      return object;
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof Long || value instanceof Integer) {
      return JSON.numberNode(((Number) value).longValue());
    }
    return JSON.textNode(value instanceof byte[] ? "…" : String.valueOf(value));
  }

  private static @Nullable String name(Object value) {
    if (value instanceof EdmType type) {
      return type.getFullQualifiedName().getFullQualifiedNameAsString();
    }
    if (value instanceof EdmNamed named) {
      return named.getName();
    }
    if (value instanceof Table table) {
      return table.name();
    }
    if (value instanceof Column column) {
      return column.table() + "." + column.name();
    }
    if (value instanceof Link link) {
      return link.name();
    }
    return value instanceof PropertyStorage property ? property.name() : null;
  }

  /** What is null, empty or false goes without saying. */
  private static ObjectNode object(Record tree) {
    ObjectNode object = JSON.objectNode();
    object.put("is", tree.getClass().getSimpleName());
    for (RecordComponent component : tree.getClass().getRecordComponents()) {
      JsonNode part = of(part(tree, component));
      boolean silent =
          part.isNull()
              || (part.isContainerNode() && part.isEmpty())
              || (part.isBoolean() && !part.booleanValue());
      if (!silent) {
        object.set(component.getName(), part);
      }
    }
    return object;
  }

  private static @Nullable Object part(Record tree, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(tree);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record has an accessor for each component", e);
    }
  }
}
