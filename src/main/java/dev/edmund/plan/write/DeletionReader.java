package dev.edmund.plan.write;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.Neighbours;
import dev.edmund.plan.write.DeletionPlanner.Incoming;
import dev.edmund.plan.write.DeletionPlanner.IncomingAny;
import dev.edmund.plan.write.DeletionRules.Going;
import dev.edmund.plan.write.DeletionRules.Hanging;
import dev.edmund.plan.write.DeletionRules.Losing;
import dev.edmund.plan.write.DeletionRules.Needing;
import dev.edmund.plan.write.LinkEnds.Holder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmOnDelete;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Makes the rules for the removal of entities of one type from what the model says. */
final class DeletionReader {
  private static final String CASCADE = "Cascade";
  private static final String NONE = "None";
  private static final String SET_DEFAULT = "SetDefault";

  private final Storage storage;
  private final EntityStorage type;
  private final List<Going> going = new ArrayList<>();
  private final List<Needing> needing = new ArrayList<>();
  private final List<Losing> losing = new ArrayList<>();
  private final Set<Hanging> hanging = new LinkedHashSet<>();

  DeletionReader(Storage storage, EntityStorage type) {
    this.storage = storage;
    this.type = type;
  }

  /**
   * Reads them.
   *
   * @param links that lead to the type or a base type of it
   * @param anyLinks the same to any type
   */
  DeletionRules read(List<Incoming> links, List<IncomingAny> anyLinks) {
    List<Link> own = LinkEnds.all(type);
    Set<List<Column>> known = new HashSet<>();
    for (Incoming in : links) {
      incoming(in, own, known);
    }
    for (IncomingAny in : anyLinks) {
      incoming(in, own, known);
    }
    own.forEach(link -> own(link, known));
    type.anyLinks().values().forEach(this::own);
    type.properties().values().forEach(this::parts);
    if (type.media() != null) {
      parts(type.media());
    }
    return new DeletionRules(going, needing, losing, List.copyOf(hanging));
  }

  private void parts(PropertyStorage property) {
    property.asValues().ifPresent(values -> hanging.add(Hanging.of(values.owner())));
    property.asStream().ifPresent(stream -> hanging.add(Hanging.of(stream.owner())));
    property.parts().forEach(this::parts);
  }

  /** What the type's own navigation property leads to. */
  private void own(Link link, Set<List<Column>> known) {
    Holder holder = LinkEnds.holder(link, storage);
    String name = link.name();
    if (link.property().containsTarget()) {
      going.add(new Going(Neighbours.behind(storage, type, link), name));
    } else if (holder == Holder.TARGET) {
      List<Column> dependents = LinkEnds.dependents(link, holder);
      if (known.add(dependents)) {
        dependent(
            new Dependent(storage.require(link.target()), dependents, link, null, link.property()),
            Neighbours.behind(storage, type, link));
      }
    } else {
      if (link.bridge() != null) {
        hanging.add(Hanging.of(link.bridge().pairs().get(0).target()));
      }
      byAction(link, name);
    }
  }

  /**
   * A navigation property with a referential constraint says with {@code OnDelete} what becomes of
   * its own entity: that is how generators of metadata write it, and nobody wants a customer to go
   * with an order.
   */
  private void byAction(Link link, String name) {
    boolean dependent = !link.property().getReferentialConstraints().isEmpty();
    String action = dependent ? null : action(link.property());
    if (CASCADE.equals(action)) {
      going.add(new Going(Neighbours.behind(storage, type, link), name));
    } else if (NONE.equals(action)) {
      needing.add(new Needing(Neighbours.behind(storage, type, link), name));
    }
  }

  private void own(AnyLink link) {
    if (link.bridge() != null) {
      hanging.add(Hanging.of(link.bridge().pairs().get(0).target()));
    }
    String action = action(link.property());
    for (FullQualifiedName root : link.roots()) {
      if (CASCADE.equals(action)) {
        going.add(new Going(Neighbours.behind(storage, type, link, root), link.name()));
      } else if (NONE.equals(action)) {
        needing.add(new Needing(Neighbours.behind(storage, type, link, root), link.name()));
      }
    }
  }

  /** What leads to entities of the type. */
  private void incoming(Incoming in, List<Link> own, Set<List<Column>> known) {
    Link link = in.link();
    Holder holder = LinkEnds.holder(link, storage);
    if (holder == Holder.BRIDGE) {
      hanging.add(Hanging.of(link.pairs().get(0).source()));
    } else if (holder == Holder.SOURCE) {
      List<Column> dependents = LinkEnds.dependents(link, holder);
      known.add(dependents);
      dependent(
          new Dependent(in.source(), dependents, link, link.property(), back(dependents, own)),
          Neighbours.before(storage, in.source(), link));
    }
  }

  private void incoming(IncomingAny in, List<Link> own, Set<List<Column>> known) {
    AnyLink link = in.link();
    FullQualifiedName root = root().name();
    if (link.bridge() != null) {
      hanging.add(new Hanging(link.rowId(), link.rootType(), root.getFullQualifiedNameAsString()));
      return;
    }
    List<Column> dependents = List.of(link.rowId());
    known.add(dependents);
    EdmNavigationProperty back = back(dependents, own);
    String action = back == null ? null : action(back);
    Neighbours entities = Neighbours.before(storage, in.source(), link, root);
    if (CASCADE.equals(action)) {
      going.add(new Going(entities, link.name()));
    } else if (NONE.equals(action) || !link.property().isNullable()) {
      needing.add(new Needing(entities, link.name()));
    } else {
      List<Cell> cells = List.of(Cell.empty(link.rootType()), Cell.empty(link.rowId()));
      losing.add(new Losing(entities, link.name(), cells));
    }
  }

  private EntityStorage root() {
    EntityStorage root = type;
    while (root.base() != null) {
      root = storage.require(root.base());
    }
    return root;
  }

  /** The navigation property of the type that says the same from its end. */
  private @Nullable EdmNavigationProperty back(List<Column> dependents, List<Link> own) {
    return own.stream()
        .filter(link -> LinkEnds.holder(link, storage) == Holder.TARGET)
        .filter(link -> LinkEnds.dependents(link, Holder.TARGET).equals(dependents))
        .map(Link::property)
        .findFirst()
        .orElse(null);
  }

  /**
   * Entities that have columns with values of what they lead to.
   *
   * @param entity their type
   * @param link one of the two navigation properties
   * @param forth the navigation property of theirs; null where there is none
   * @param back the one that leads to them; null where there is none
   */
  private record Dependent(
      EntityStorage entity,
      List<Column> columns,
      Link link,
      @Nullable EdmNavigationProperty forth,
      @Nullable EdmNavigationProperty back) {
    String name() {
      return link.name();
    }

    @Nullable String action() {
      String said = back == null ? null : DeletionReader.action(back);
      boolean constrained = forth != null && !forth.getReferentialConstraints().isEmpty();
      return said == null && forth != null && constrained ? DeletionReader.action(forth) : said;
    }
  }

  private static @Nullable String action(EdmNavigationProperty property) {
    EdmOnDelete onDelete = property.getOnDelete();
    return onDelete == null ? null : onDelete.getAction();
  }

  private void dependent(Dependent dependent, Neighbours entities) {
    String action = dependent.action();
    if (CASCADE.equals(action)) {
      going.add(new Going(entities, dependent.name()));
    } else if (NONE.equals(action)) {
      needing.add(new Needing(entities, dependent.name()));
    } else if (action != null || isReference(dependent)) {
      List<Cell> cells =
          Losses.of(
              storage,
              dependent.entity(),
              dependent.columns(),
              dependent.link(),
              SET_DEFAULT.equals(action));
      boolean required = dependent.forth() != null && !dependent.forth().isNullable();
      if (cells.isEmpty() || (required && action == null)) {
        needing.add(new Needing(entities, dependent.name()));
      } else {
        losing.add(new Losing(entities, dependent.name(), cells));
      }
    }
  }

  /** Values that do not tell one entity from the others refer to none. */
  private boolean isReference(Dependent dependent) {
    Holder holder = LinkEnds.holder(dependent.link(), storage);
    Set<Column> principals = Set.copyOf(LinkEnds.principals(dependent.link(), holder));
    boolean rowId = principals.stream().anyMatch(column -> LinkEnds.isRowId(storage, type, column));
    return rowId
        || principals.equals(Set.copyOf(type.key()))
        || type.alternateKeys().stream()
            .anyMatch(
                key ->
                    principals.equals(
                        Set.copyOf(
                            key.parts().stream()
                                .map(EntityStorage.AlternateKey.Part::column)
                                .toList())));
  }
}
