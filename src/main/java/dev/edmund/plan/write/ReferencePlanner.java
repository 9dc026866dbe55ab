package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/** Plans changes of the references of a navigation property (Part 1, 11.4.6). */
final class ReferencePlanner {
  private final Writing writing;
  private final WriteRequest request;
  private final List<Step> steps = new ArrayList<>();
  private final Place place;
  private final Relation relation;

  /** What the navigation property leads from, and what it leads to. */
  private final EntityStorage sources;

  private final EntityStorage targets;

  /**
   * What stands before {@code $ref}.
   *
   * @param source the path of the entity that has the navigation property
   * @param cast the type that the targets are narrowed to; null without
   * @param keyed whether one member of a collection is addressed
   */
  private record Place(
      List<Segment> source,
      EdmNavigationProperty property,
      @Nullable EdmEntityType cast,
      boolean keyed) {
    boolean collection() {
      return property.isCollection() && !keyed;
    }
  }

  private ReferencePlanner(Writing writing) {
    this.writing = writing;
    this.request = writing.request();
    this.place = place(request.path());
    if (place.property.containsTarget()) {
      throw bad(
          place.property.getName()
              + " contains its entities: they are created and removed, not related.");
    }
    Addressed source = Addressed.of(writing.model(), place.source);
    this.relation = relation(source);
    this.sources = source.type();
    this.targets = writing.model().storage().of(place.property.getType()).orElse(source.type());
  }

  /** The plan of a request whose path ends in {@code $ref}. */
  static WritePlan plan(Writing writing) {
    ReferencePlanner planner = new ReferencePlanner(writing);
    planner.plan();
    return new WritePlan(planner.steps, null);
  }

  private static Place place(List<Segment> path) {
    int at = path.size() - 2;
    EdmEntityType cast = null;
    boolean keyed = false;
    while (at >= 0
        && (path.get(at) instanceof Segment.Key || path.get(at) instanceof Segment.TypeCast)) {
      keyed |= path.get(at) instanceof Segment.Key;
      if (path.get(at) instanceof Segment.TypeCast c && c.type() instanceof EdmEntityType type) {
        cast = cast == null ? type : cast;
      }
      at--;
    }
    if (at < 1 || !(path.get(at) instanceof Segment.Navigation navigation)) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "Only the references of navigation properties can be changed.",
          "$ref");
    }
    return new Place(path.subList(0, at), navigation.property(), cast, keyed);
  }

  private Relation relation(Addressed source) {
    String name = place.property.getName();
    if (!source.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + name + ".", name);
    }
    AnyLink any = source.property().isEmpty() ? source.type().anyLinks().get(name) : null;
    if (any != null && !source.isInside()) {
      return new Relation.Any(any);
    }
    Map<String, Link> links =
        source
            .property()
            .map(p -> p.asComplex().map(PropertyStorage.Complex::links).orElse(Map.of()))
            .orElse(source.type().links());
    Link link = source.isInside() ? null : links.get(name);
    if (link == null) {
      throw ODataException.notImplemented("Storage of the navigation property " + name, name);
    }
    return new Relation.To(link, writing.model().storage(), place.cast);
  }

  private void plan() {
    switch (request.method()) {
      case POST -> {
        require(place.collection());
        refuseId();
        Slot source = source();
        tie(source, References.one(request.body()));
      }
      case PUT -> {
        require(!place.keyed);
        refuseId();
        if (place.collection()) {
          replace();
        } else {
          Slot source = source();
          tie(source, References.one(request.body()));
        }
      }
      case PATCH -> require(false);
      case DELETE -> delete();
    }
  }

  private void require(boolean allowed) {
    if (!allowed) {
      String what =
          place.keyed
              ? "One reference of a collection is removed by DELETE"
              : place.collection()
                  ? "The references of a collection are added by POST, replaced by PUT and removed"
                      + " by DELETE"
                  : "A single reference is replaced by PUT and removed by DELETE";
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED, what + ", not by " + request.method() + ".", "$ref");
    }
  }

  private void refuseId() {
    if (request.options().id() != null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "$id names the reference that a DELETE removes from a collection; here it has no"
              + " meaning.",
          "$id");
    }
  }

  private static ODataException bad(String message) {
    return new ODataException(ErrorCode.BAD_REQUEST, message, "$ref");
  }

  /** The entity that has the navigation property: its version grows, whatever holds the columns. */
  private Slot source() {
    Addressed source = Addressed.of(writing.model(), place.source);
    requireChangeable();
    Slot slot = writing.slot(source.type());
    Wanted wanted =
        new Wanted(
            slot,
            source,
            RemovalPlanner.MISSING,
            Conditions.of(request, source.type()),
            /* changed= */ true);
    relation.ofSource(source.type()).forEach(wanted::bring);
    if (relation.isHeldByTarget()) {
      Followers.sources(follow(targets, slot, source.type())).forEach(wanted::bring);
    }
    steps.add(wanted.step());
    steps.add(new Step.Update(slot, new Renewal(writing).cells(source.type())));
    return slot;
  }

  /** What the model says about the entity, and about leading elsewhere from it (Capabilities). */
  private void requireChangeable() {
    PropertyPath path = PropertyPath.of(place.source);
    Restrictions restrictions =
        new Demands(writing).ofPart(path.entity(), Addressed.of(writing.model(), path.entity()));
    String inside =
        Stream.concat(path.names().stream(), Stream.of(place.property.getName()))
            .collect(Collectors.joining("/"));
    RemovalPlanner.raise(restrictions.updateNavigation(inside));
    if (request.method() == WriteRequest.Method.DELETE) {
      RemovalPlanner.raise(restrictions.deleteLink(inside));
    }
  }

  private void tie(Slot source, String id) {
    relation.requireChangeable(source.type());
    Slot target = target(id);
    requireHome(target);
    relate(source, target);
  }

  private void relate(Slot source, Slot target) {
    steps.add(relation.tie(source, target));
    if (relation.isHeldByTarget()) {
      change(target, follow(target.type(), source, source.type()));
    } else {
      follow(source, follow(source.type(), target, target.type()));
    }
  }

  private void part(Slot source, @Nullable Slot target) {
    if (!relation.isHeldByTarget()) {
      follow(source, new Followers(writing).nothing(source.type(), relation.dependents()));
    } else if (target != null) {
      change(target, new Followers(writing).nothing(target.type(), relation.dependents()));
    }
  }

  /** What an entity takes over from another one that it is led to. */
  private List<Cell> follow(EntityStorage dependent, Slot principal, EntityStorage sought) {
    return new Followers(writing).of(dependent, relation.dependents(), principal, sought);
  }

  private void follow(Slot dependent, List<Cell> cells) {
    if (!cells.isEmpty()) {
      steps.add(new Step.Update(dependent, cells));
    }
  }

  /** An entity that has the columns changes with them. */
  private void change(Slot target, List<Cell> following) {
    List<Cell> cells = new ArrayList<>(new Renewal(writing).cells(target.type()));
    cells.addAll(following);
    steps.add(new Step.Update(target, cells));
  }

  private void requireHome(Slot target) {
    PropertyPath path = PropertyPath.of(place.source);
    Position position = Demands.position(Addressed.of(writing.model(), path.entity()));
    String complex = path.names().stream().map(name -> "/" + name).collect(Collectors.joining());
    relation
        .home(writing.model(), position, complex)
        .ifPresent(home -> steps.add(home.require(target, place.property.getName())));
  }

  private void replace() {
    List<String> ids = References.many(request.body());
    Slot source = source();
    relation.requireChangeable(source.type());
    List<Slot> kept = new ArrayList<>();
    ids.forEach(id -> kept.add(target(id)));
    steps.add(relation.untieOthers(source, kept));
    kept.forEach(target -> relate(source, target));
  }

  private void delete() {
    String id = request.options().id();
    boolean all = id == null && !place.keyed;
    if (!place.collection()) {
      refuseId();
    }
    Slot source = source();
    if (all) {
      relation.requireChangeable(source.type());
      if (!place.property.isCollection()) {
        relation.requireOptional(source.type());
      }
      steps.add(relation.untieOthers(source, List.of()));
      part(source, null);
      return;
    }
    relation.requireChangeable(source.type());
    relation.requireOptional(source.type());
    Slot target = id == null ? member() : target(References.withoutDots(id));
    steps.add(relation.untie(source, target));
    part(source, target);
  }

  /** The member of the collection that the path leads to. */
  private Slot member() {
    List<Segment> path = request.path().subList(0, request.path().size() - 1);
    return found(
        Addressed.of(writing.model(), path),
        new Refusal(
            ErrorCode.NOT_FOUND,
            "There is no such reference in " + place.property.getName() + ".",
            place.property.getName()));
  }

  /** The entity that an id names. */
  private Slot target(String id) {
    List<Segment> path = References.path(request.ids(), id);
    Addressed addressed = Addressed.of(writing.model(), path);
    EntityStorage seen = relation.fit(addressed.type(), id);
    if (!seen.name().equals(addressed.type().name())) {
      List<Segment> narrowed = new ArrayList<>(path);
      narrowed.add(new Segment.TypeCast(seen.type()));
      addressed = Addressed.of(writing.model(), narrowed);
    }
    return found(
        addressed,
        new Refusal(
            ErrorCode.INVALID_VALUE,
            "There is no " + seen.type().getName() + " '" + id + "'.",
            place.property.getName()));
  }

  private Slot found(Addressed addressed, Refusal missing) {
    Slot slot = writing.slot(addressed.type());
    Wanted wanted =
        new Wanted(slot, addressed, missing, Precondition.NONE, relation.isHeldByTarget());
    relation.ofTarget(addressed.type()).forEach(wanted::bring);
    if (!relation.isHeldByTarget()) {
      Followers.sources(follow(sources, slot, addressed.type())).forEach(wanted::bring);
    }
    steps.add(wanted.step());
    return slot;
  }
}
