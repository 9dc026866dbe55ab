package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Gives navigation properties what joins them: the columns of a referential constraint, a hidden
 * reference column, the owner of contained rows, or a link table. A navigation property that ends
 * at a type without storage gets no link.
 */
final class LinkMapper {
  private final Map<FullQualifiedName, EntityDraft> drafts;
  private final Names tableNames;
  private final List<TableDraft> dependents;
  private final Map<Column, Column> discriminators = new HashMap<>();
  private final Map<String, Column> references = new HashMap<>();
  private final Map<String, LinkTable> linkTables = new HashMap<>();

  LinkMapper(
      Map<FullQualifiedName, EntityDraft> drafts, Names tableNames, List<TableDraft> dependents) {
    this.drafts = drafts;
    this.tableNames = tableNames;
    this.dependents = dependents;
  }

  private record LinkTable(Table table, Column source, Column target) {}

  /** Fills the links of every draft. */
  void mapAll() {
    for (EntityDraft draft : drafts.values()) {
      EdmEntityType type = draft.type();
      if (draft.base() != null) {
        draft.links().putAll(draft.base().links());
      }
      for (String name : type.getNavigationPropertyNames()) {
        EdmNavigationProperty property = type.getNavigationProperty(name);
        EntityDraft target = drafts.get(property.getType().getFullQualifiedName());
        if (target != null && !draft.links().containsKey(name)) {
          Link link = map(draft, property, target);
          if (link != null) {
            draft.links().put(name, link);
          }
        }
      }
    }
  }

  private @Nullable Link map(
      EntityDraft source, EdmNavigationProperty property, EntityDraft target) {
    if (property.containsTarget()) {
      return contained(source, property, target);
    }
    if (!property.getReferentialConstraints().isEmpty()) {
      return constrained(source, property, target);
    }
    EdmNavigationProperty partner = partner(source, property, target);
    if (partner != null) {
      EntityDraft declaring = declaring(target, partner.getName());
      if (!partner.getReferentialConstraints().isEmpty()) {
        Link forth = constrained(declaring, partner, source);
        return forth == null ? null : reversed(forth, property, target);
      }
      if (partner.containsTarget()) {
        return reversed(contained(declaring, partner, source), property, target);
      }
      if (property.isCollection() && partner.isCollection()) {
        return manyToMany(source, property, declaring, partner, target);
      }
      if (property.isCollection() || (!partner.isCollection() && yields(property, partner))) {
        return reversed(reference(declaring, partner, source), property, target);
      }
    }
    return property.isCollection()
        ? linkTable(source, property, target)
        : reference(source, property, target);
  }

  /** Of two single-valued partners the one with the greater name leaves the column to the other. */
  private static boolean yields(EdmNavigationProperty property, EdmNavigationProperty partner) {
    return property.getName().compareTo(partner.getName()) > 0;
  }

  private @Nullable EdmNavigationProperty partner(
      EntityDraft source, EdmNavigationProperty property, EntityDraft target) {
    EdmNavigationProperty declared = property.getPartner();
    if (declared != null) {
      return declared;
    }
    // A partner may be named on one side only (CSDL 4.01, 8.4).
    for (String name : target.type().getNavigationPropertyNames()) {
      EdmNavigationProperty candidate = target.type().getNavigationProperty(name);
      EdmNavigationProperty back = candidate.getPartner();
      if (back != null
          && back.getName().equals(property.getName())
          && candidate
              .getType()
              .getFullQualifiedName()
              .equals(source.type().getFullQualifiedName())) {
        return candidate;
      }
    }
    return null;
  }

  /** The draft of the type that declares a navigation property which {@code draft} has. */
  private static EntityDraft declaring(EntityDraft draft, String property) {
    EntityDraft declaring = draft;
    for (EntityDraft d = draft; d != null; d = d.base()) {
      if (d.type().getNavigationProperty(property) != null) {
        declaring = d;
      }
    }
    return declaring;
  }

  private static Link contained(
      EntityDraft source, EdmNavigationProperty property, EntityDraft target) {
    Column owner = target.owner();
    Column container = target.container();
    if (owner == null || container == null) {
      throw new IllegalStateException("Contained rows know their owner");
    }
    return new Link(
        property,
        target.type().getFullQualifiedName(),
        List.of(new Link.Pair(source.table().rowId(), owner)),
        List.of(
            new Link.Guard(
                false,
                container,
                Exposure.id(declaring(source, property.getName()).type(), property.getName()))),
        null,
        property.isCollection());
  }

  private @Nullable Link constrained(
      EntityDraft source, EdmNavigationProperty property, EntityDraft target) {
    List<Link.Pair> pairs = new ArrayList<>();
    List<Link.Guard> guards = new ArrayList<>();
    for (EdmReferentialConstraint constraint : property.getReferentialConstraints()) {
      Column dependent = source.column(constraint.getPropertyName());
      Column principal = target.column(constraint.getReferencedPropertyName());
      if (dependent == null || principal == null) {
        return null;
      }
      pairs.add(new Link.Pair(dependent, principal));
      index(target, List.of(principal));
      if (isShared(source, constraint.getPropertyName())) {
        Column discriminator =
            discriminators.computeIfAbsent(
                dependent,
                d -> tableOf(source, d).add(d.name() + "_navigation", ColumnType.TEXT, true));
        guards.add(new Link.Guard(true, discriminator, property.getName()));
      }
    }
    List<Column> indexed = new ArrayList<>();
    pairs.forEach(p -> indexed.add(p.source()));
    guards.forEach(g -> indexed.add(g.column()));
    index(source, indexed);
    return new Link(
        property,
        target.type().getFullQualifiedName(),
        pairs,
        guards,
        null,
        property.isCollection());
  }

  /** Whether several navigation properties use a dependent property: a polymorphic lookup. */
  private static boolean isShared(EntityDraft source, String dependent) {
    int users = 0;
    for (String name : source.type().getNavigationPropertyNames()) {
      for (EdmReferentialConstraint constraint :
          source.type().getNavigationProperty(name).getReferentialConstraints()) {
        if (constraint.getPropertyName().equals(dependent)) {
          users++;
        }
      }
    }
    return users > 1;
  }

  private Link reference(EntityDraft source, EdmNavigationProperty property, EntityDraft target) {
    Column column =
        references.computeIfAbsent(
            Exposure.id(source.type(), property.getName()),
            id -> source.table().add(property.getName() + "_rid", ColumnType.INTEGER, true));
    source.table().index(List.of(column), false);
    return new Link(
        property,
        target.type().getFullQualifiedName(),
        List.of(new Link.Pair(column, target.table().rowId())),
        List.of(),
        null,
        false);
  }

  private Link linkTable(EntityDraft source, EdmNavigationProperty property, EntityDraft target) {
    LinkTable table =
        linkTables.computeIfAbsent(
            Exposure.id(source.type(), property.getName()),
            id -> newLinkTable(source.table().name() + "_" + property.getName()));
    return bridged(property, source, target, table.table(), table.source(), table.target());
  }

  private Link manyToMany(
      EntityDraft source,
      EdmNavigationProperty property,
      EntityDraft declaring,
      EdmNavigationProperty partner,
      EntityDraft target) {
    String own = Exposure.id(source.type(), property.getName());
    String other = Exposure.id(declaring.type(), partner.getName());
    if (own.compareTo(other) <= 0) {
      return linkTable(source, property, target);
    }
    LinkTable table =
        linkTables.computeIfAbsent(
            other, id -> newLinkTable(declaring.table().name() + "_" + partner.getName()));
    // Seen from this side the table's ends change places.
    return bridged(
        property,
        source,
        target,
        table.table(),
        /* sourceEnd= */ table.target(),
        /* targetEnd= */ table.source());
  }

  private LinkTable newLinkTable(String wanted) {
    TableDraft draft = TableDraft.dependent(tableNames.unique(wanted));
    Column source = draft.add("_source", ColumnType.INTEGER, false);
    Column target = draft.add("_target", ColumnType.INTEGER, false);
    draft.primaryKey(List.of(source, target));
    draft.index(List.of(target, source), false);
    dependents.add(draft);
    return new LinkTable(draft.table(new Names()), source, target);
  }

  private static Link bridged(
      EdmNavigationProperty property,
      EntityDraft source,
      EntityDraft target,
      Table table,
      Column sourceEnd,
      Column targetEnd) {
    return new Link(
        property,
        target.type().getFullQualifiedName(),
        List.of(new Link.Pair(targetEnd, target.table().rowId())),
        List.of(),
        new Link.Bridge(table, List.of(new Link.Pair(source.table().rowId(), sourceEnd))),
        property.isCollection());
  }

  private static Link reversed(Link forth, EdmNavigationProperty property, EntityDraft target) {
    return new Link(
        property,
        target.type().getFullQualifiedName(),
        forth.pairs().stream().map(p -> new Link.Pair(p.target(), p.source())).toList(),
        forth.guards().stream()
            .map(g -> new Link.Guard(!g.onSource(), g.column(), g.value()))
            .toList(),
        null,
        property.isCollection());
  }

  private static TableDraft tableOf(EntityDraft draft, Column column) {
    for (EntityDraft d = draft; d != null; d = d.base()) {
      if (d.table().name().equals(column.table())) {
        return d.table();
      }
    }
    throw new IllegalStateException("No table of " + column);
  }

  private static void index(EntityDraft draft, List<Column> columns) {
    TableDraft table = tableOf(draft, columns.get(0));
    if (!columns.stream().allMatch(c -> c.table().equals(table.name()))) {
      return; // An index is over one table; these columns are spread over the hierarchy.
    }
    boolean isKey = draft.root().containerColumns().isEmpty() && columns.equals(draft.root().key());
    if (!isKey) {
      table.index(columns, false);
    }
  }
}
