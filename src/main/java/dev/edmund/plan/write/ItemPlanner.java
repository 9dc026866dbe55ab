package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.Addressed;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.jspecify.annotations.Nullable;

/** Plans one entity that stands inside of another one: new, or found and changed. */
final class ItemPlanner {
  private final Writing writing;
  private final EntityTypes types;
  private final EntityPlanner entities;
  private final LinkCells links;

  ItemPlanner(Writing writing, EntityTypes types, EntityPlanner entities, LinkCells links) {
    this.writing = writing;
    this.types = types;
    this.entities = entities;
    this.links = links;
  }

  /** Relates the entity, which is added where it is not there. */
  Slot one(Related related, At at) {
    Entity entity = related.entity();
    boolean lookup = links.isLookup(related.link());
    Script out = lookup ? entity.before() : entity.after();
    Slot slot =
        find(related, at)
            .map(found -> upsert(related, found, at, out))
            .orElseGet(() -> insert(related, at, null, entity.violations(), out));
    if (lookup && !related.link().property().containsTarget()) {
      links.tie(entity, related.link(), slot, at);
    }
    return slot;
  }

  /**
   * An entity that may be there.
   *
   * @param path leads to it; null where that is not known
   */
  record Candidate(Addressed addressed, @Nullable List<Segment> path) {}

  /** Where an entity of the body would be found; empty where it can only be new. */
  Optional<Candidate> find(Related related, At at) {
    Entity entity = related.entity();
    if (entity.isNew()) {
      return Optional.empty();
    }
    EntityStorage target = types.target(related.link());
    Optional<String> id =
        EntityPlanner.members(at, entity.violations())
            .annotation("", "id")
            .map(given -> given.value().text());
    if (id.isPresent()) {
      List<Segment> path = writing.request().ids().apply(id.get());
      return Optional.of(new Candidate(narrowed(path, target), path));
    }
    ItemKey key = ItemKey.of(target, at.value());
    Home home = related.home();
    List<Segment> collection = home == null ? null : home.path();
    if (!related.link().collection() && key.segment() == null && collection != null) {
      Addressed current = Addressed.of(writing.model(), collection);
      return Optional.of(new Candidate(current, collection));
    }
    return keyed(related, key, target);
  }

  private Optional<Candidate> keyed(Related related, ItemKey key, EntityStorage target) {
    Home home = related.home();
    List<Segment> collection = home == null ? null : home.path();
    Segment.Key segment = key.segment();
    Link link = related.link();
    if (home != null && segment != null && !link.property().containsTarget()) {
      Addressed found = Addressed.with(writing.model(), target, home.container(), key.values());
      boolean inSet = home.position().target() instanceof EdmEntitySet;
      return Optional.of(
          new Candidate(
              found,
              inSet
                  ? List.of(
                      new Segment.EntitySet(
                          (EdmEntitySet) Objects.requireNonNull(home.position().target())),
                      segment)
                  : null));
    }
    if (collection != null && isTold(key, link, target)) {
      Addressed found = Addressed.among(writing.model(), collection, key.values());
      List<Segment> path = new ArrayList<>(collection);
      if (segment != null) {
        path.add(segment);
      }
      return Optional.of(new Candidate(found, segment == null ? null : path));
    }
    return Optional.empty();
  }

  /** Whether the key is given but for what the entity around tells. */
  private boolean isTold(ItemKey key, Link link, EntityStorage target) {
    Set<Object> told = new HashSet<>(key.values().keySet());
    if (!links.isLookup(link) && link.bridge() == null) {
      link.pairs().forEach(pair -> told.add(pair.target()));
    }
    return !key.values().isEmpty() && told.containsAll(target.key());
  }

  private Slot upsert(Related related, Candidate found, At at, Script out) {
    Entity entity = related.entity();
    EntityStorage target = found.addressed().type();
    Slot slot = writing.slot(target);
    Violations unlessThere = new Violations();
    Script missing = new Script();
    insert(related, at, slot, unlessThere, missing);
    Refusal refusal = unlessThere.refusal();
    Members members = EntityPlanner.members(at, entity.violations());
    Precondition condition = condition(members, target);
    Wanted wanted = writing.wanted(slot, found.addressed(), refusal, condition, true);
    Script changes = new Script();
    Home home = Objects.requireNonNullElseGet(related.home(), () -> entity.home());
    List<Segment> path = found.path();
    entities.update(
        at,
        target,
        slot,
        path == null ? home.anew() : home.at(path),
        entity.mode(),
        entity.violations(),
        changes);
    if (!links.isLookup(related.link()) && !related.link().property().containsTarget()) {
      changes.add(new Step.Tie(entity.slot(), related.link(), slot));
    }
    out.later(wanted::step);
    out.later(
        () ->
            new Step.Choose(slot, changes.build(), refusal == null ? missing.build() : List.of()));
    return slot;
  }

  /** What an entity of a body says about the state of the one that it stands for. */
  static Precondition condition(Members members, EntityStorage type) {
    return members
        .annotation("", "etag")
        .map(given -> Conditions.of(given.value().text(), type))
        .orElse(Precondition.NONE);
  }

  /** Adds an entity and relates it, but for columns of the entity around that tell it. */
  Slot insert(Related related, At at, @Nullable Slot slot, Violations violations, Script out) {
    Entity entity = related.entity();
    Link link = related.link();
    EntityStorage target = types.target(link);
    Home home = related.home();
    if (home == null) {
      violations.add(
          ErrorCode.INVALID_VALUE,
          at.path(),
          "no entity set is known that would hold it: give a reference");
      return slot == null ? writing.slot(target) : slot;
    }
    boolean onTarget =
        !link.property().containsTarget() && !links.isLookup(link) && link.bridge() == null;
    List<Cell> extra = onTarget ? links.onTarget(entity, link) : List.of();
    Slot made = entities.insert(at, target, home, extra, slot, violations, out);
    if (link.bridge() != null) {
      out.add(new Step.Tie(entity.slot(), link, made));
    }
    return made;
  }

  /** The entity at the end of a path, as a type that it has to have. */
  Addressed narrowed(List<Segment> path, EntityStorage wanted) {
    Addressed found = Addressed.of(writing.model(), path);
    EntityStorage type = found.type();
    if (type.name().equals(wanted.name()) || wanted.derived().contains(type.name())) {
      return found;
    }
    if (type.derived().contains(wanted.name())) {
      List<Segment> cast = new ArrayList<>(path);
      cast.add(new Segment.TypeCast(wanted.type()));
      return Addressed.of(writing.model(), cast);
    }
    throw new IllegalArgumentException("leads to " + type.name() + ", not to " + wanted.name());
  }
}
