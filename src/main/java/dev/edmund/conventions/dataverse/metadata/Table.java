package dev.edmund.conventions.dataverse.metadata;

import dev.edmund.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.jspecify.annotations.Nullable;

/** An entity type of the model with its set, as Dataverse sees it. */
record Table(Model model, EdmEntityType type, EdmEntitySet set) {

  /** The tables of a model: the types in the schema of its container that have sets. */
  static List<Table> of(Model model) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    Map<String, Table> tables = new LinkedHashMap<>();
    if (container != null) {
      for (EdmEntitySet set : container.getEntitySets()) {
        EdmEntityType type = set.getEntityType();
        if (type.getNamespace().equals(container.getNamespace())) {
          tables.putIfAbsent(type.getName(), new Table(model, type, set));
        }
      }
    }
    return tables.values().stream().sorted(Comparator.comparing(Table::logicalName)).toList();
  }

  String logicalName() {
    return type.getName();
  }

  /** The id of records: what is named after the type, or else the key. */
  Optional<String> primaryId() {
    String own = Model.ownId(type);
    if (type.getProperty(own) instanceof EdmProperty) {
      return Optional.of(own);
    }
    List<String> key = type.getKeyPredicateNames();
    return key.size() == 1 ? Optional.of(key.get(0)) : Optional.empty();
  }

  /** The name of a column: a lookup is kept in a property with more around its name. */
  static String columnName(String property) {
    return isLookup(property)
        ? property.substring(1, property.length() - "_value".length())
        : property;
  }

  static boolean isLookup(String property) {
    return property.startsWith("_")
        && property.endsWith("_value")
        && property.length() > "__value".length();
  }

  /** The navigation properties to one record, those that a property keeps the id for. */
  List<EdmNavigationProperty> lookups() {
    List<EdmNavigationProperty> all = new ArrayList<>();
    for (String name : type.getNavigationPropertyNames()) {
      EdmNavigationProperty navigation = type.getNavigationProperty(name);
      if (!navigation.isCollection() && property(navigation) != null) {
        all.add(navigation);
      }
    }
    return all;
  }

  /**
   * The property that keeps the id of what a navigation property leads to. Without a constraint it
   * is the one with the same begin, for a lookup to records of several types.
   */
  @Nullable String property(EdmNavigationProperty navigation) {
    for (EdmReferentialConstraint constraint : navigation.getReferentialConstraints()) {
      return constraint.getPropertyName();
    }
    String name = navigation.getName();
    while (!name.isEmpty()) {
      String property = "_" + name + "_value";
      if (type.getProperty(property) instanceof EdmProperty) {
        return property;
      }
      name = name.substring(0, Math.max(0, name.lastIndexOf('_')));
    }
    return null;
  }

  /** What people call the table or a column. */
  @Nullable String text(String term) {
    return model.annotations().text(Model.target(type), term).orElse(null);
  }

  @Nullable String text(String property, String term) {
    return model.annotations().text(Model.target(type, property), term).orElse(null);
  }

  /** A name as Dataverse's own tables spell theirs; those of others have a prefix. */
  static String schemaName(String name) {
    return name.isEmpty() || name.indexOf('_') >= 0
        ? name
        : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
