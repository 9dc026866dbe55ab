package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.jspecify.annotations.Nullable;

/** The relationships between the tables of a model: its navigation properties. */
record Relationships(List<Table> tables) {

  /** The lookups of a table. */
  List<MetadataRow> manyToOne(Table table) {
    List<MetadataRow> rows = new ArrayList<>();
    for (EdmNavigationProperty lookup : table.lookups()) {
      if (isTable(lookup.getType())) {
        rows.add(oneToMany(table, lookup));
      }
    }
    return rows;
  }

  /** The lookups that lead to a table. */
  List<MetadataRow> oneToMany(Table table) {
    List<MetadataRow> rows = new ArrayList<>();
    for (Table from : tables) {
      for (EdmNavigationProperty lookup : from.lookups()) {
        if (isSame(lookup.getType(), table.type())) {
          rows.add(oneToMany(from, lookup));
        }
      }
    }
    return rows;
  }

  List<MetadataRow> manyToMany(Table table) {
    List<MetadataRow> rows = new ArrayList<>();
    for (String name : table.type().getNavigationPropertyNames()) {
      EdmNavigationProperty one = table.type().getNavigationProperty(name);
      EdmNavigationProperty other = partner(one);
      if (one.isCollection() && other != null && other.isCollection()) {
        rows.add(manyToMany(table.type(), one, other));
      }
    }
    return rows;
  }

  /** Each relationship once. */
  List<MetadataRow> all() {
    Map<String, MetadataRow> all = new LinkedHashMap<>();
    for (Table table : tables) {
      List<MetadataRow> own = new ArrayList<>(manyToOne(table));
      own.addAll(manyToMany(table));
      own.forEach(row -> all.putIfAbsent(row.values().get("MetadataId").asText(), row));
    }
    return List.copyOf(all.values());
  }

  private boolean isTable(EdmEntityType type) {
    return tables.stream().anyMatch(table -> isSame(table.type(), type));
  }

  private static boolean isSame(EdmEntityType one, EdmEntityType other) {
    return one.getFullQualifiedName().equals(other.getFullQualifiedName());
  }

  private static @Nullable EdmNavigationProperty partner(EdmNavigationProperty navigation) {
    return navigation.getPartner();
  }

  private static MetadataRow oneToMany(Table from, EdmNavigationProperty lookup) {
    EdmEntityType to = lookup.getType();
    EdmNavigationProperty partner = partner(lookup);
    String name = partner == null ? from.logicalName() + "_" + lookup.getName() : partner.getName();
    ObjectNode values = base(name, "relationship " + from.logicalName() + "." + lookup.getName());
    values.put("RelationshipType", "OneToManyRelationship");
    values.put("ReferencedEntity", to.getName());
    values.put("ReferencedAttribute", referenced(lookup));
    values.put("ReferencingEntity", from.logicalName());
    values.put("ReferencingAttribute", Table.columnName(String.valueOf(from.property(lookup))));
    values.put(
        "ReferencedEntityNavigationPropertyName", partner == null ? null : partner.getName());
    values.put("ReferencingEntityNavigationPropertyName", lookup.getName());
    values.put("IsHierarchical", isHierarchy(from, lookup));
    ObjectNode cascade = values.putObject("CascadeConfiguration");
    for (String each : List.of("Assign", "Merge", "Reparent", "Share", "Unshare", "RollupView")) {
      cascade.put(each, "NoCascade");
    }
    cascade.put("Delete", "RemoveLink");
    return MetadataRow.of("OneToManyRelationshipMetadata", values);
  }

  private static boolean isHierarchy(Table from, EdmNavigationProperty lookup) {
    return isSame(from.type(), lookup.getType())
        && lookup.getName().equals("parent" + from.logicalName() + "id");
  }

  private static String referenced(EdmNavigationProperty lookup) {
    for (EdmReferentialConstraint constraint : lookup.getReferentialConstraints()) {
      return constraint.getReferencedPropertyName();
    }
    EdmElement named = lookup.getType().getProperty(lookup.getType().getName() + "id");
    return named == null ? lookup.getType().getKeyPredicateNames().get(0) : named.getName();
  }

  /** The side whose table comes first by its name is the first. */
  private static MetadataRow manyToMany(
      EdmEntityType type, EdmNavigationProperty navigation, EdmNavigationProperty partner) {
    boolean first =
        type.getName().compareTo(navigation.getType().getName()) < 0
            || (isSame(type, navigation.getType())
                && navigation.getName().compareTo(partner.getName()) <= 0);
    EdmNavigationProperty one = first ? navigation : partner;
    EdmNavigationProperty other = first ? partner : navigation;
    EdmEntityType left = first ? type : navigation.getType();
    EdmEntityType right = first ? navigation.getType() : type;
    ObjectNode values = base(one.getName(), "relationship " + left.getName() + "." + one.getName());
    values.put("RelationshipType", "ManyToManyRelationship");
    values.put("Entity1LogicalName", left.getName());
    values.put("Entity1IntersectAttribute", left.getName() + "id");
    values.put("Entity1NavigationPropertyName", one.getName());
    values.put("Entity2LogicalName", right.getName());
    values.put("Entity2IntersectAttribute", right.getName() + "id");
    values.put("Entity2NavigationPropertyName", other.getName());
    values.put("IntersectEntityName", one.getName());
    return MetadataRow.of("ManyToManyRelationshipMetadata", values);
  }

  private static ObjectNode base(String name, String full) {
    return MetadataRow.values(full)
        .put("SchemaName", name)
        .put("IsCustomRelationship", false)
        .put("IsManaged", true)
        .put("IsValidForAdvancedFind", true);
  }
}
