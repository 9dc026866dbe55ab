package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.Addressed;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    boolean stays = !entity.isNew() && links.isToldByKey(entity, related.link());
    if (lookup && !stays && !related.link().property().containsTarget()) {
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
    Optional<String> id = id(at, entity.violations());
    if (id.isPresent()) {
      return located(id.get(), at, target, entity.violations());
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

  /** The id that an entity of a body names itself by. */
  static Optional<String> id(At at, Violations violations) {
    return EntityPlanner.members(at, violations)
        .annotation("", "id")
        .filter(given -> given.value().is(JsonValue.Kind.STRING))
        .map(given -> given.value().text());
  }

  /** The entity of a set that has the key of a body; empty where a part of the key is missing. */
  Optional<Candidate> keyed(EntityStorage type, Home home, List<Segment> set, At at) {
    ItemKey key = ItemKey.of(type, at.value());
    Segment.Key segment = key.segment();
    if (segment == null) {
      return Optional.empty();
    }
    List<Segment> path = new ArrayList<>(set);
    path.add(segment);
    return Optional.of(
        new Candidate(Addressed.with(writing.model(), type, home.container(), key.values()), path));
  }

  private Optional<Candidate> keyed(Related related, ItemKey key, EntityStorage target) {
    Home home = related.home();
    List<Segment> collection = home == null ? null : home.path();
    Segment.Key segment = key.segment();
    Link link = related.link();
    Set<Column> told = told(link);
    if (home != null
        && segment != null
        && !link.property().containsTarget()
        && Collections.disjoint(told, target.key())) {
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
    Map<Column, Object> own = new LinkedHashMap<>(key.values());
    own.keySet().removeAll(told);
    if (collection != null && isTold(own.keySet(), told, target)) {
      Addressed found = Addressed.among(writing.model(), collection, own);
      List<Segment> path = new ArrayList<>(collection);
      if (segment != null) {
        path.add(segment);
      }
      return Optional.of(new Candidate(found, segment == null ? null : path));
    }
    return Optional.empty();
  }

  /** The columns of a target that the entity around tells. */
  private Set<Column> told(Link link) {
    Set<Column> told = new HashSet<>();
    if (!links.isLookup(link) && link.bridge() == null) {
      link.pairs().forEach(pair -> told.add(pair.target()));
    }
    return told;
  }

  /** Whether the key is given but for what the entity around tells. */
  private static boolean isTold(Set<Column> own, Set<Column> told, EntityStorage target) {
    Set<Column> all = new HashSet<>(own);
    all.addAll(told);
    return !own.isEmpty() && all.containsAll(target.key());
  }

  private Slot upsert(Related related, Candidate found, At at, Script out) {
    Entity entity = related.entity();
    Home home = Objects.requireNonNullElseGet(related.home(), entity::home);
    boolean tied = !links.isLookup(related.link()) && !related.link().property().containsTarget();
    return new Upsert(writing, entities)
        .plan(
            found,
            at,
            home,
            entity.mode(),
            entity.violations(),
            (slot, violations, missing) -> insert(related, at, slot, violations, missing),
            (slot, changes) -> {
              if (id(at, entity.violations()).isPresent()) {
                requireKey(ItemKey.of(found.addressed().type(), at.value()), slot, at, changes);
              }
              if (related.home() != null) {
                new Restricted(writing).update(home, entity.mode(), slot, at, changes);
              }
            },
            (slot, changes) -> {
              if (tied) {
                changes.add(new Step.Tie(entity.slot(), related.link(), slot));
              }
            },
            out);
  }

  /** An id and a key have to tell the same entity (Part 1, 11.4.3.1). */
  private static void requireKey(ItemKey key, Slot slot, At at, Script out) {
    Refusal refusal =
        new Refusal(
            ErrorCode.INVALID_VALUE, "The id and the key tell different entities.", at.path());
    key.values()
        .forEach(
            (column, value) ->
                out.add(
                    new Step.Require(
                        slot,
                        Map.of(column.name(), column),
                        values ->
                            values.apply(column.name()).filter(v -> isSame(v, value)).isPresent(),
                        refusal)));
  }

  private static boolean isSame(Object a, Object b) {
    return (a instanceof BigDecimal first && b instanceof BigDecimal second)
        ? first.compareTo(second) == 0
        : a.equals(b);
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
    new Restricted(writing).insert(home, at, violations);
    boolean onTarget =
        !link.property().containsTarget() && !links.isLookup(link) && link.bridge() == null;
    List<Cell> extra = onTarget ? links.onTarget(entity, link) : List.of();
    if (!entity.isNew() && !link.collection() && !links.isLookup(link)) {
      Refusal required =
          Required.replacement(writing.model().storage(), entity.type(), link).orElse(null);
      out.add(new Step.Untie(entity.slot(), link, null, List.of(), required));
    }
    Slot made = entities.insert(at, target, home, extra, slot, violations, out);
    if (link.bridge() != null) {
      out.add(new Step.Tie(entity.slot(), link, made));
    }
    return made;
  }

  /**
   * The entity that a reference leads to; empty, and reported, where it is none.
   *
   * @param wanted the type that it has to have; null for any
   */
  Optional<Candidate> located(
      String id, At at, @Nullable EntityStorage wanted, Violations violations) {
    try {
      List<Segment> path = writing.request().ids().apply(id);
      Addressed found =
          wanted == null ? Addressed.of(writing.model(), path) : narrowed(path, wanted);
      if (found.single() && found.property().isEmpty() && !found.isInside()) {
        return Optional.of(new Candidate(found, path));
      }
      violations.add(at, "'" + id + "' leads to no single entity");
    } catch (ODataException e) {
      if (e.code() == ErrorCode.NOT_IMPLEMENTED) {
        throw e;
      }
      violations.add(at, Violations.withoutPeriod(e.text()));
    } catch (IllegalArgumentException e) {
      violations.add(at, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** The entity at the end of a path, as a type that it has to have. */
  private Addressed narrowed(List<Segment> path, EntityStorage wanted) {
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
