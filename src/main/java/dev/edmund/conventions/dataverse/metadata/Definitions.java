package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.EntityStorage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** All definitions of a model. */
record Definitions(Model model, List<Table> tables) {

  static Definitions of(Model model) {
    return new Definitions(model, Table.of(model));
  }

  /** The members of one of the sets of definitions. */
  List<MetadataRow> set(String name) {
    return switch (name) {
      case "EntityDefinitions" -> tables.stream().map(this::row).toList();
      case "GlobalOptionSetDefinitions" -> globalOptionSets();
      case "RelationshipDefinitions" -> new Relationships(tables).all();
      default -> throw new IllegalStateException(name);
    };
  }

  /** The enumerations that columns have. */
  private List<MetadataRow> globalOptionSets() {
    Map<String, MetadataRow> all = new LinkedHashMap<>();
    for (Table table : tables) {
      for (MetadataRow column : new Columns(table).all()) {
        Supplier<List<MetadataRow>> sets = column.navigations().get("GlobalOptionSet");
        for (MetadataRow set : sets == null ? List.<MetadataRow>of() : sets.get()) {
          all.putIfAbsent(set.values().get("Name").asText(), set);
        }
      }
    }
    return List.copyOf(all.values());
  }

  private MetadataRow row(Table table) {
    Relationships relationships = new Relationships(tables);
    return new MetadataRow(
        MetadataTypes.entity("EntityMetadata"),
        values(table),
        Map.of(
            "Attributes", new Columns(table)::all,
            "Keys", () -> keys(table),
            "OneToManyRelationships", () -> relationships.oneToMany(table),
            "ManyToOneRelationships", () -> relationships.manyToOne(table),
            "ManyToManyRelationships", () -> relationships.manyToMany(table)));
  }

  private ObjectNode values(Table table) {
    String name = table.logicalName();
    String full = "table " + name;
    String set = table.set().getName();
    String label = table.text(Terms.DESCRIPTION);
    ObjectNode values = MetadataRow.values(full);
    values.put("LogicalName", name);
    values.put("SchemaName", Table.schemaName(name));
    values.put("EntitySetName", set);
    values.put("LogicalCollectionName", set);
    values.put("CollectionSchemaName", Table.schemaName(set));
    values.set("DisplayName", MetadataRow.label(label == null ? name : label, full));
    values.set("DisplayCollectionName", MetadataRow.label(set, "collection of " + full));
    values.set(
        "Description",
        MetadataRow.label(table.text(Terms.LONG_DESCRIPTION), "description of " + full));
    model
        .typeCode(table.type())
        .ifPresentOrElse(
            code -> values.put("ObjectTypeCode", code), () -> values.putNull("ObjectTypeCode"));
    values.put("PrimaryIdAttribute", table.primaryId().orElse(null));
    values.put("PrimaryNameAttribute", model.primaryName(table.type()).orElse(null));
    values.put("PrimaryImageAttribute", image(table).orElse(null));
    boolean owned = table.type().getProperty("_ownerid_value") != null;
    values.put("OwnershipType", owned ? "UserOwned" : "OrganizationOwned");
    values.put("TableType", "Standard");
    values.put("IsActivity", isActivity(table.type()));
    values.put("IsCustomEntity", name.indexOf('_') > 0);
    values.put("IsManaged", true);
    values.put("IsIntersect", false);
    values.put("IsPrivate", false);
    values.put("IsLogicalEntity", false);
    values.put("IsValidForAdvancedFind", true);
    values.put("IsKnowledgeManagementEnabled", false);
    boolean tracked = model.tracked(table.set());
    values.put("ChangeTrackingEnabled", tracked);
    values.set(
        "CanChangeTrackingBeEnabled", MetadataRow.fixed(tracked, "canchangetrackingbeenabled"));
    values.put("IsOptimisticConcurrencyEnabled", true);
    values.set("IsCustomizable", MetadataRow.fixed(false, "iscustomizable"));
    values.set("CanCreateAttributes", MetadataRow.fixed(false, "cancreateattributes"));
    values.set(
        "IsConnectionsEnabled",
        MetadataRow.fixed(
            table.type().getProperty(name + "_connections1") != null,
            "canmodifyconnectionsettings"));
    return values;
  }

  private static Optional<String> image(Table table) {
    return table.type().getProperty("entityimage") instanceof EdmProperty property
        ? Optional.of(property.getName())
        : Optional.empty();
  }

  private static boolean isActivity(EdmEntityType type) {
    EdmEntityType each = type;
    while (each != null) {
      if (each.getName().equals("activitypointer")) {
        return true;
      }
      each = each.getBaseType();
    }
    return false;
  }

  private List<MetadataRow> keys(Table table) {
    List<MetadataRow> rows = new ArrayList<>();
    EntityStorage storage = model.storage().of(table.type()).orElse(null);
    if (storage == null) {
      return rows;
    }
    for (EntityStorage.AlternateKey key : storage.alternateKeys()) {
      List<String> columns =
          key.parts().stream().map(part -> Table.columnName(part.alias())).toList();
      String name = table.logicalName() + "_" + String.join("_", columns);
      ObjectNode values = MetadataRow.values("key " + name);
      values.put("LogicalName", name);
      values.put("SchemaName", Table.schemaName(name));
      values.put("EntityLogicalName", table.logicalName());
      values.set("DisplayName", MetadataRow.label(String.join(", ", columns), "key " + name));
      ArrayNode attributes = values.putArray("KeyAttributes");
      columns.forEach(attributes::add);
      values.put("EntityKeyIndexStatus", "Active").put("IsManaged", true);
      rows.add(MetadataRow.of("EntityKeyMetadata", values));
    }
    return rows;
  }
}
