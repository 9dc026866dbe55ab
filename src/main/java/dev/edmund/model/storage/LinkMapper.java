package dev.edmund.model.storage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Gives navigation properties what joins them: the columns of a referential constraint, a hidden
 * reference column, the owner of contained rows, or a link table. One that nothing can join gets no
 * link.
 */
final class LinkMapper {
  private final Map<FullQualifiedName, EntityDraft> drafts;
  private final Navigations navigations;
  private final ForeignKeys foreignKeys;
  private final LinkTables linkTables;
  private final Map<String, Column> references = new HashMap<>();

  LinkMapper(Map<FullQualifiedName, EntityDraft> drafts, Tables tables, BoundSets sets) {
    this.drafts = drafts;
    this.navigations = new Navigations(drafts);
    this.foreignKeys = new ForeignKeys(navigations, sets);
    this.linkTables = new LinkTables(tables);
  }

  /** Fills the links of every draft. */
  void mapAll() {
    for (EntityDraft draft : drafts.values()) {
      EntityDraft base = draft.base();
      if (base != null) {
        draft.links().putAll(base.links());
        draft.anyLinks().putAll(base.anyLinks());
        draft.properties().putAll(base.properties()); // Their links are known now.
      }
      Map<String, Link> inside = new LinkedHashMap<>();
      for (Navigation navigation : navigations.of(draft)) {
        boolean direct = navigation.prefix().isEmpty();
        map(navigation)
            .ifPresent(link -> (direct ? draft.links() : inside).put(navigation.path(), link));
        if (direct) {
          any(navigation).ifPresent(link -> draft.anyLinks().put(navigation.path(), link));
        }
      }
      if (!inside.isEmpty()) {
        draft.properties().replaceAll((name, property) -> linked(property, name + "/", inside));
      }
    }
  }

  /** The complex values of an entity with the links inside of them. */
  private static PropertyStorage linked(
      PropertyStorage property, String prefix, Map<String, Link> inside) {
    Optional<PropertyStorage.Complex> complex = property.asComplex();
    if (complex.isEmpty()) {
      return property;
    }
    Map<String, Link> links = new LinkedHashMap<>(complex.get().links());
    inside.forEach(
        (path, link) -> {
          if (path.equals(prefix + link.name())) {
            links.put(link.name(), link);
          }
        });
    return complex
        .get()
        .with(
            property.parts().stream()
                .map(part -> linked(part, prefix + part.name() + "/", inside))
                .toList(),
            links);
  }

  private Optional<Link> map(Navigation navigation) {
    EntityDraft target = navigations.target(navigation);
    if (target == null) {
      return Optional.empty();
    }
    if (navigation.property().containsTarget()) {
      return contained(navigation, target);
    }
    Optional<Link> byValue = foreignKeys.link(navigation);
    if (byValue.isPresent()) {
      return byValue;
    }
    Navigation partner = navigations.partner(navigation);
    if (partner != null) {
      return partnered(navigation, partner, target);
    }
    return Optional.of(alone(navigation, target));
  }

  private Link alone(Navigation navigation, EntityDraft target) {
    return navigation.collection()
        ? linkTables.own(navigation, target)
        : reference(navigation, target);
  }

  private Optional<Link> partnered(Navigation navigation, Navigation partner, EntityDraft target) {
    EntityDraft back = navigations.target(partner);
    if (back == null) {
      return fromAny(navigation, partner, target);
    }
    Optional<Link> forth =
        partner.property().containsTarget() ? contained(partner, back) : foreignKeys.link(partner);
    if (forth.isPresent()) {
      return Optional.of(reversed(forth.get(), navigation, target));
    }
    if (navigation.collection() && partner.collection()) {
      return Optional.of(linkTables.shared(navigation, partner, target));
    }
    if (navigation.collection() || (!partner.collection() && yields(navigation, partner))) {
      return Optional.of(reversed(reference(partner, back), navigation, target));
    }
    return Optional.of(alone(navigation, target));
  }

  /**
   * Of two single-valued partners the one that has to lead somewhere has the column, so that its
   * rows tell; if that is both or none, the one with the greater name leaves it to the other.
   */
  private static boolean yields(Navigation navigation, Navigation partner) {
    boolean optional = navigation.property().isNullable();
    if (optional != partner.property().isNullable()) {
      return optional;
    }
    int order = navigation.property().getName().compareTo(partner.property().getName());
    return order > 0 || (order == 0 && navigation.id().compareTo(partner.id()) > 0);
  }

  private static Optional<Link> contained(Navigation navigation, EntityDraft target) {
    Column owner = target.owner();
    Column container = target.container();
    if (owner == null || container == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Link(
            navigation.property(),
            target.type().getFullQualifiedName(),
            List.of(new Link.Pair(navigation.source().table().rowId(), owner)),
            List.of(new Link.Guard(false, container, navigation.id())),
            null,
            navigation.collection(),
            false,
            null,
            false));
  }

  private Link reference(Navigation navigation, EntityDraft target) {
    EntityDraft source = navigation.source();
    Column column =
        references.computeIfAbsent(
            navigation.id(), id -> hidden(navigation, "rid", ColumnType.INTEGER));
    source.index(List.of(column));
    return new Link(
        navigation.property(),
        target.type().getFullQualifiedName(),
        List.of(new Link.Pair(column, target.table().rowId())),
        List.of(),
        null,
        false,
        false,
        null,
        false);
  }

  private static Column hidden(Navigation navigation, String what, ColumnType type) {
    return navigation
        .source()
        .table()
        .add(navigation.columnName() + "_" + what, navigation.path() + "@" + what, type, true);
  }

  private static Link reversed(Link forth, Navigation navigation, EntityDraft target) {
    return new Link(
        navigation.property(),
        target.type().getFullQualifiedName(),
        forth.pairs().stream().map(p -> new Link.Pair(p.target(), p.source())).toList(),
        forth.guards().stream().map(Link.Guard::reversed).toList(),
        null,
        navigation.collection(),
        false,
        forth.home() == null ? null : forth.home().reversed(),
        forth.byValues());
  }

  /** The link of a navigation property to a universal base; empty for any other. */
  private Optional<AnyLink> any(Navigation navigation) {
    EntityDraft source = navigation.source();
    EdmEntityType type = navigation.property().getType();
    if (navigations.target(navigation) != null || navigation.property().containsTarget()) {
      return Optional.empty();
    }
    AnyLink known = source.anyLinks().get(navigation.path());
    if (known != null) {
      return Optional.of(known);
    }
    List<FullQualifiedName> roots =
        drafts.values().stream()
            .filter(draft -> draft.base() == null)
            .map(draft -> draft.type())
            .filter(root -> TypeTree.isSameOrDerived(root, type.getFullQualifiedName()))
            .map(EdmEntityType::getFullQualifiedName)
            .toList();
    if (navigation.collection()) {
      return Optional.of(linkTables.any(navigation, roots));
    }
    Column rootType = hidden(navigation, "type", ColumnType.TEXT);
    Column rowId = hidden(navigation, "rid", ColumnType.INTEGER);
    source.index(List.of(rowId, rootType));
    AnyLink link = new AnyLink(navigation.property(), roots, rootType, rowId, null);
    source.anyLinks().put(navigation.path(), link);
    return Optional.of(link);
  }

  /** The partner of a single-valued navigation property to a universal base. */
  private Optional<Link> fromAny(Navigation navigation, Navigation partner, EntityDraft target) {
    Optional<AnyLink> forth = partner.collection() ? Optional.empty() : any(partner);
    EntityDraft source = navigation.source();
    return forth.map(
        any ->
            new Link(
                navigation.property(),
                target.type().getFullQualifiedName(),
                List.of(new Link.Pair(source.table().rowId(), any.rowId())),
                List.of(
                    new Link.Guard(
                        false,
                        any.rootType(),
                        source
                            .root()
                            .type()
                            .getFullQualifiedName()
                            .getFullQualifiedNameAsString())),
                null,
                navigation.collection(),
                false,
                null,
                false));
  }
}
