package dev.edmund.format.transfer;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.ChainSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * What has to be expanded for an entity to be whole: streams, contained entities, and references
 * that no property tells. Of a relationship with two sides it is one that has the references.
 */
final class Contents {
  /** How often a type may contain itself. */
  private static final int MOST_LEVELS = 8;

  private final Storage storage;
  private final List<FullQualifiedName> sets;
  private final List<List<Link>> ends = new ArrayList<>();

  /**
   * @param sets the types of the entity sets, in the order of the container
   */
  Contents(Storage storage, List<FullQualifiedName> sets) {
    this.storage = storage;
    this.sets = List.copyOf(sets);
  }

  /** The options that read entities of a type, or of one derived from it, as a whole. */
  QueryOptions options(EntityStorage type) {
    return options(type, List.of());
  }

  /** Chains of containment that {@link #options} does not follow to the end. */
  List<List<ChainSql.Level>> ends() {
    return ends.stream().map(chain -> chain.stream().map(this::level).toList()).toList();
  }

  private ChainSql.Level level(Link link) {
    EntityStorage target = storage.require(link.target());
    Link.Guard guard = link.guards().get(0);
    return new ChainSql.Level(
        Objects.requireNonNull(target.root().rowId()),
        guard.column(),
        guard.value(),
        Objects.requireNonNull(target.owner()));
  }

  private QueryOptions options(EntityStorage declared, List<Link> chain) {
    Map<String, ExpandItem> items = new LinkedHashMap<>();
    for (EntityStorage type : withDerived(declared)) {
      if (type.media() != null) {
        items.putIfAbsent("", stream(List.of()));
      }
      properties(type.properties().values(), List.of(), "", type, items);
      links(type.links().values(), List.of(), "", type, chain, items);
      for (AnyLink link : type.anyLinks().values()) {
        items.putIfAbsent(link.name(), references(List.of(), link.property()));
      }
    }
    QueryOptions none = QueryOptions.NONE;
    return new QueryOptions(
        null,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.copyOf(items.values()),
        null,
        null,
        false,
        null,
        none.rest());
  }

  private List<EntityStorage> withDerived(EntityStorage declared) {
    List<EntityStorage> types = new ArrayList<>(List.of(declared));
    declared.derived().forEach(name -> types.add(storage.require(name)));
    return types;
  }

  /** Streams, also those inside of complex values, and the references in these. */
  private void properties(
      Collection<PropertyStorage> properties,
      List<Segment> path,
      String prefix,
      EntityStorage type,
      Map<String, ExpandItem> items) {
    for (PropertyStorage property : properties) {
      String name = prefix + property.name();
      property
          .asStream()
          .filter(stream -> stream.property() != null)
          .ifPresent(
              stream ->
                  items.putIfAbsent(
                      name,
                      stream(
                          with(
                              path,
                              new Segment.Property(Objects.requireNonNull(stream.property()))))));
      property
          .asComplex()
          .ifPresent(
              complex -> {
                List<Segment> inside = with(path, new Segment.Property(complex.property()));
                properties(complex.parts(), inside, name + "/", type, items);
                links(complex.links().values(), inside, name + "/", type, List.of(), items);
              });
    }
  }

  private static List<Segment> with(List<Segment> path, Segment last) {
    List<Segment> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  private void links(
      Collection<Link> links,
      List<Segment> path,
      String prefix,
      EntityStorage type,
      List<Link> chain,
      Map<String, ExpandItem> items) {
    for (Link link : links) {
      // Types beside each other may have navigation properties of the same name.
      EntityStorage declaring = declaring(type, link);
      boolean inside = !path.isEmpty();
      String name = inside ? prefix + link.name() : declaring.name() + "/" + link.name();
      if (items.containsKey(name)) {
        continue;
      }
      if (link.property().containsTarget()) {
        contained(link, chain, name, items);
      } else if (isOwn(link, type)) {
        List<Segment> from = inside ? path : List.of(new Segment.TypeCast(declaring.type()));
        items.put(name, references(from, link.property()));
      }
    }
  }

  /** The type that declares a navigation property of another one. */
  private EntityStorage declaring(EntityStorage type, Link link) {
    EntityStorage declaring = type;
    while (declaring.base() != null
        && link.equals(storage.require(declaring.base()).links().get(link.name()))) {
      declaring = storage.require(declaring.base());
    }
    return declaring;
  }

  private void contained(Link link, List<Link> chain, String name, Map<String, ExpandItem> items) {
    List<Link> longer = new ArrayList<>(chain);
    longer.add(link);
    long before = chain.stream().filter(l -> l.target().equals(link.target())).count();
    if (before >= MOST_LEVELS) {
      ends.add(longer);
      return;
    }
    QueryOptions options = options(storage.require(link.target()), longer);
    List<Segment> path = List.of(new Segment.Navigation(link.property()));
    items.put(name, new ExpandItem(path, ExpandItem.Kind.ENTITIES, options, ""));
  }

  private static ExpandItem stream(List<Segment> path) {
    return new ExpandItem(path, ExpandItem.Kind.STREAM, QueryOptions.NONE, "");
  }

  private static ExpandItem references(List<Segment> path, EdmNavigationProperty property) {
    return new ExpandItem(
        with(path, new Segment.Navigation(property)),
        ExpandItem.Kind.REFERENCES,
        QueryOptions.NONE,
        "");
  }

  /** Whether this side has to tell where a link leads. */
  private boolean isOwn(Link link, EntityStorage type) {
    EntityStorage target = storage.require(link.target());
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      boolean shared = target.links().values().stream().anyMatch(l -> isOther(l, link, bridge));
      int later = Integer.compare(order(type), order(target));
      boolean first = bridge.pairs().get(0).target().equals(bridge.table().primaryKey().get(0));
      return !shared || later > 0 || (later == 0 && first);
    }
    boolean lookup = link.constrained() || link.pairs().get(0).target().equals(target.rowId());
    if (lookup) {
      return !link.pairs().stream().allMatch(pair -> isProperty(pair.source(), type));
    }
    return link.pairs().stream()
        .noneMatch(pair -> isProperty(pair.target(), target) || leads(pair.target(), target));
  }

  private static boolean isOther(Link link, Link than, Link.Bridge bridge) {
    return link.bridge() != null
        && link.bridge().table().equals(bridge.table())
        && !link.bridge().pairs().equals(than.bridge() == null ? null : than.bridge().pairs());
  }

  /** Where the first set is that can hold a type: what is imported later can refer to it. */
  private int order(EntityStorage type) {
    for (int i = 0; i < sets.size(); i++) {
      EntityStorage of = storage.entities().get(sets.get(i));
      if (of != null && (of.name().equals(type.name()) || of.derived().contains(type.name()))) {
        return i;
      }
    }
    return sets.size();
  }

  private static boolean isProperty(Column column, EntityStorage type) {
    return scalars(type.properties().values()).contains(column);
  }

  private static List<Column> scalars(Collection<PropertyStorage> properties) {
    List<Column> columns = new ArrayList<>();
    for (PropertyStorage property : properties) {
      property.asScalar().ifPresent(scalar -> columns.add(scalar.column()));
      columns.addAll(scalars(property.parts()));
    }
    return columns;
  }

  /** Whether a navigation property of the type itself follows the column. */
  private static boolean leads(Column column, EntityStorage type) {
    return type.links().values().stream()
        .filter(link -> link.bridge() == null && !link.property().containsTarget())
        .anyMatch(link -> link.pairs().stream().anyMatch(p -> p.source().equals(column)));
  }
}
