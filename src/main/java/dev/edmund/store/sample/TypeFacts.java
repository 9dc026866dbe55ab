package dev.edmund.store.sample;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.sql.InsertSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;

/**
 * What there is to know of an entity type to make an entity.
 *
 * @param leaves the values in columns of their own, by column
 * @param constrained navigation properties told by values, which follow the target's
 * @param references single-valued ones that this side keeps
 * @param bridged many-valued ones that this side keeps
 */
record TypeFacts(
    EntityStorage storage,
    Map<Column, Leaf> leaves,
    List<Link> constrained,
    List<Link> references,
    List<Link> bridged,
    List<Link> contained) {

  /** A primitive or enumeration value, at the top or inside of complex values. */
  record Leaf(String path, EdmStructuredType owner, EdmProperty property) {}

  static TypeFacts of(EntityStorage storage) {
    Map<Column, Leaf> leaves = new LinkedHashMap<>();
    collect(storage.properties().values(), storage.type(), "", leaves);
    List<Link> constrained = new ArrayList<>();
    List<Link> references = new ArrayList<>();
    List<Link> bridged = new ArrayList<>();
    List<Link> contained = new ArrayList<>();
    for (Link link : storage.links().values()) {
      EdmNavigationProperty property = link.property();
      if (property.containsTarget()) {
        contained.add(link);
      } else if (!link.collection() && link.constrained()) {
        constrained.add(link);
      } else if (link.bridge() != null) {
        if (isFirstEnd(link.bridge())) {
          bridged.add(link);
        }
      } else if (isReference(link)) {
        references.add(link);
      }
    }
    return new TypeFacts(storage, leaves, constrained, references, bridged, contained);
  }

  private static void collect(
      Collection<PropertyStorage> properties,
      EdmStructuredType owner,
      String prefix,
      Map<Column, Leaf> leaves) {
    for (PropertyStorage property : properties) {
      String path = prefix + property.name();
      property
          .asScalar()
          .ifPresent(s -> leaves.put(s.column(), new Leaf(path, owner, s.property())));
      property
          .asComplex()
          .ifPresent(c -> collect(c.parts(), (EdmStructuredType) c.type(), path + "/", leaves));
    }
  }

  /** Of two partners that share a link table the one the table is named after fills it. */
  private static boolean isFirstEnd(Link.Bridge bridge) {
    return bridge.pairs().get(0).target().equals(InsertSql.columns(bridge.table()).get(0));
  }

  /** Whether the column that holds the target's row id is on this side. */
  private static boolean isReference(Link link) {
    Column held = link.pairs().get(0).source();
    return held.nullable() && !link.collection() && link.guards().isEmpty();
  }

  Leaf leaf(Column column) {
    return Objects.requireNonNull(leaves.get(column), () -> "no property has " + column);
  }

  /** Whether a value has to be there. */
  boolean isRequired(Column column) {
    Leaf leaf = leaves.get(column);
    return storage.key().contains(column) || (leaf != null && !leaf.property().isNullable());
  }
}
