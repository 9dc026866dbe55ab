package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/**
 * A definition.
 *
 * @param values of its structural properties; those that are not there are null
 * @param navigations what it leads to, which is made when somebody goes there
 */
record MetadataRow(
    EdmEntityType type, ObjectNode values, Map<String, Supplier<List<MetadataRow>>> navigations) {
  private static final int ENGLISH = 1033;

  MetadataRow {
    navigations = Map.copyOf(navigations);
  }

  static MetadataRow of(String type, ObjectNode values) {
    return new MetadataRow(MetadataTypes.entity(type), values, Map.of());
  }

  /**
   * The values that every definition has.
   *
   * @param name what it is the definition of; the same name has the same id at all times
   */
  static ObjectNode values(String name) {
    return object().put("MetadataId", id(name)).putNull("HasChanged");
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String id(String name) {
    return UUID.nameUUIDFromBytes(("definition of " + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /**
   * A text in the one language there is.
   *
   * @param name what it is the text of
   */
  static ObjectNode label(@Nullable String text, String name) {
    ObjectNode label = object();
    ArrayNode all = label.putArray("LocalizedLabels");
    if (text == null) {
      return label.putNull("UserLocalizedLabel");
    }
    ObjectNode localized =
        object()
            .put("Label", text)
            .put("LanguageCode", ENGLISH)
            .put("IsManaged", true)
            .put("MetadataId", id("label " + name))
            .putNull("HasChanged");
    all.add(localized);
    return label.set("UserLocalizedLabel", localized.deepCopy());
  }

  /** A setting, which can never be changed: the model is what it is. */
  static ObjectNode fixed(boolean value, String name) {
    return fixed(JsonNodeFactory.instance.booleanNode(value), name);
  }

  static ObjectNode fixed(JsonNode value, String name) {
    return object()
        .<ObjectNode>set("Value", value)
        .put("CanBeChanged", false)
        .put("ManagedPropertyLogicalName", name);
  }
}
