package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.jspecify.annotations.Nullable;

/** Choices and their labels. */
final class OptionSets {
  private OptionSets() {}

  /**
   * The choices of one column.
   *
   * @param name of the table and the column
   * @param labels by value
   */
  static MetadataRow local(
      String name, String kind, @Nullable String label, Map<String, String> labels) {
    ObjectNode values = base(name, kind, label, false);
    ArrayNode options = values.putArray("Options");
    labels.forEach(
        (value, text) -> {
          ObjectNode option = option(name, value, text);
          if (kind.equals("State")) {
            option.put("@odata.type", "#" + MetadataTypes.NAMESPACE + ".StateOptionMetadata");
            option.putNull("DefaultStatus").put("InvariantName", text);
          } else if (kind.equals("Status")) {
            option.put("@odata.type", "#" + MetadataTypes.NAMESPACE + ".StatusOptionMetadata");
            option.putNull("State").putNull("TransitionData");
          }
          options.add(option);
        });
    return MetadataRow.of("OptionSetMetadata", values);
  }

  /** The choices of an enumeration, which any column may have. */
  static MetadataRow global(EdmEnumType type) {
    ObjectNode values = base(type.getName(), "Picklist", null, true);
    ArrayNode options = values.putArray("Options");
    labels(type).forEach((value, text) -> options.add(option(type.getName(), value, text)));
    return MetadataRow.of("OptionSetMetadata", values);
  }

  private static Map<String, String> labels(EdmEnumType type) {
    Map<String, String> labels = new LinkedHashMap<>();
    List<String> names = type.getMemberNames();
    for (String name : names) {
      String value = type.getMember(name).getValue();
      labels.put(value == null ? Integer.toString(names.indexOf(name)) : value, name);
    }
    return labels;
  }

  /** Yes and no. */
  static MetadataRow yesAndNo(String name, @Nullable String label, Map<String, String> labels) {
    ObjectNode values = base(name, "Boolean", label, false);
    values.set("TrueOption", option(name, "1", labels.getOrDefault("true", "Yes")));
    values.set("FalseOption", option(name, "0", labels.getOrDefault("false", "No")));
    return MetadataRow.of("BooleanOptionSetMetadata", values);
  }

  private static ObjectNode base(String name, String kind, @Nullable String label, boolean global) {
    String full = "option set " + name;
    ObjectNode values = MetadataRow.values(full);
    values.put("Name", name);
    values.set("DisplayName", MetadataRow.label(global ? name : label, full));
    values.set("Description", MetadataRow.label(null, full));
    values.put("IsCustomOptionSet", false);
    values.put("IsGlobal", global);
    values.put("IsManaged", true);
    values.set("IsCustomizable", MetadataRow.fixed(false, "iscustomizable"));
    values.put("OptionSetType", kind);
    return values;
  }

  private static ObjectNode option(String set, String value, String text) {
    ObjectNode option = MetadataRow.object();
    if (value.matches("-?\\d{1,9}")) {
      option.put("Value", Integer.parseInt(value));
    } else {
      option.putNull("Value");
    }
    String name = "option " + value + " of " + set;
    option.set("Label", MetadataRow.label(text, name));
    option.set("Description", MetadataRow.label(null, name));
    return option
        .putNull("Color")
        .put("IsManaged", true)
        .putNull("ExternalValue")
        .putNull("MetadataId")
        .putNull("HasChanged");
  }
}
