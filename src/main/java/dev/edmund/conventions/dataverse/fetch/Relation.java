package dev.edmund.conventions.dataverse.fetch;

import java.util.List;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The navigation property that a link goes over.
 *
 * @param step its name, with a type cast behind it where only some of its targets are meant
 * @param link the link whose columns and links are about the target
 */
record Relation(String step, boolean collection, EdmEntityType target, Fetch.Link link) {

  /**
   * The relation of a link to the table around it.
   *
   * @throws dev.edmund.core.ODataException 400 for names that the model does not have, 501 for
   *     columns that no relationship joins
   */
  static Relation of(Edm edm, EdmEntityType from, Fetch.Link link) {
    EdmEntityType target = type(edm, from, link.table().name());
    if (target == null) {
      if (link.intersect()) {
        return manyToMany(edm, from, link);
      }
      throw link.at().unknown("names the table '" + link.table().name() + "', which is not there");
    }
    EdmNavigationProperty lookup = lookup(from, link.to(), target, link.from());
    if (lookup != null) {
      return relation(lookup, target, link);
    }
    EdmNavigationProperty back = lookup(target, link.from(), from, link.to());
    EdmNavigationProperty members = back == null ? null : back.getPartner();
    if (members != null && from.getNavigationProperty(members.getName()) != null) {
      return relation(from.getNavigationProperty(members.getName()), target, link);
    }
    requireColumns(from, target, link);
    throw link.at()
        .notImplemented(
            "A link of columns that are no relationship of "
                + from.getName()
                + " and "
                + target.getName());
  }

  /** The condition that there is a row: as a type where only rows of that type are meant. */
  String there(Place row) {
    return (step.contains("/") ? row.prefix() : row.path(row.key())) + " ne null";
  }

  private static void requireColumns(EdmEntityType from, EdmEntityType target, Fetch.Link link) {
    if (from.getNavigationProperty(link.to()) == null) {
      Place.root(from).property(link.to(), link.at());
    }
    if (target.getNavigationProperty(link.from()) == null) {
      Place.root(target).property(link.from(), link.at());
    }
  }

  private static Relation relation(
      EdmNavigationProperty property, EdmEntityType target, Fetch.Link link) {
    EdmEntityType declared = property.getType();
    boolean narrower = !declared.equals(target) && target.compatibleTo(declared);
    String cast =
        narrower ? "/" + target.getFullQualifiedName().getFullQualifiedNameAsString() : "";
    return new Relation(
        property.getName() + cast, property.isCollection(), narrower ? target : declared, link);
  }

  /** A single-valued navigation property by the columns that it joins. */
  private static @Nullable EdmNavigationProperty lookup(
      EdmEntityType from, String column, EdmEntityType target, String referenced) {
    return navigations(from)
        .filter(each -> !each.isCollection() && meets(each.getType(), target))
        .filter(each -> joins(each, column, target, referenced))
        .findFirst()
        .orElse(null);
  }

  private static boolean joins(
      EdmNavigationProperty each, String column, EdmEntityType target, String referenced) {
    boolean ofKey =
        target.getKeyPredicateNames().contains(referenced)
            || referenced.equals(target.getName() + "id");
    List<EdmReferentialConstraint> constraints = each.getReferentialConstraints();
    if (constraints.isEmpty()) {
      boolean named =
          each.getName().equals(column)
              || each.getName().equals(column + "_" + each.getType().getName());
      return named && ofKey;
    }
    EdmReferentialConstraint only = constraints.get(0);
    boolean dependent =
        only.getPropertyName().equals(column)
            || only.getPropertyName().equals(Place.lookup(column));
    return constraints.size() == 1
        && dependent
        && (ofKey || only.getReferencedPropertyName().equals(referenced));
  }

  /** The two links over a table that only joins others are one navigation property. */
  private static Relation manyToMany(Edm edm, EdmEntityType from, Fetch.Link over) {
    Fetch.Table between = over.table();
    boolean only =
        between.links().size() == 1
            && between.columns().isEmpty()
            && !between.all()
            && between.filters().isEmpty()
            && between.orders().isEmpty();
    if (!only) {
      throw over.at().notImplemented("A link over '" + between.name() + "' but to one other table");
    }
    Fetch.Link link = between.links().get(0);
    EdmEntityType target = type(edm, from, link.table().name());
    if (target == null) {
      throw link.at().unknown("names the table '" + link.table().name() + "', which is not there");
    }
    List<EdmNavigationProperty> found =
        navigations(from)
            .filter(each -> each.isCollection() && meets(each.getType(), target))
            .filter(each -> each.getPartner() != null && each.getPartner().isCollection())
            .toList();
    List<EdmNavigationProperty> named =
        found.stream().filter(each -> isNamedAfter(each, between.name())).toList();
    List<EdmNavigationProperty> all = named.isEmpty() ? found : named;
    List<EdmNavigationProperty> candidates =
        all.size() > 1 && from.equals(target)
            ? all.stream().filter(each -> isReferenced(each) == isAssociated(over)).toList()
            : all;
    if (candidates.size() != 1) {
      throw over.at().notImplemented("A link over '" + between.name() + "', which is not known");
    }
    return relation(candidates.get(0), target, link);
  }

  /** Of the two that join a table to itself, the one from the second of the two columns. */
  private static boolean isReferenced(EdmNavigationProperty property) {
    return property.getName().endsWith("_referenced");
  }

  private static boolean isAssociated(Fetch.Link over) {
    return over.from().startsWith("associated");
  }

  private static boolean isNamedAfter(EdmNavigationProperty property, String table) {
    return property.getName().regionMatches(true, 0, table, 0, table.length());
  }

  private static Stream<EdmNavigationProperty> navigations(EdmEntityType type) {
    return type.getNavigationPropertyNames().stream().map(type::getNavigationProperty);
  }

  private static boolean meets(EdmEntityType declared, EdmEntityType wanted) {
    return declared.compatibleTo((EdmType) wanted) || wanted.compatibleTo((EdmType) declared);
  }

  /** A type of the same schema by the name of its table. */
  private static @Nullable EdmEntityType type(Edm edm, EdmEntityType beside, String table) {
    return edm.getEntityType(new FullQualifiedName(beside.getNamespace(), table));
  }
}
