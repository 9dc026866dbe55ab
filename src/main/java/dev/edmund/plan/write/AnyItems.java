package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Places;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/** Plans entities that stand under a navigation property to entities of any type. */
record AnyItems(Writing writing, EntityPlanner entities, ItemPlanner items) {

  /**
   * Relates one, which is added where it is not there.
   *
   * @param place of the navigation property
   * @return its slot; empty, and reported, where it cannot be
   */
  Optional<Slot> one(Entity entity, AnyLink link, At place, At at) {
    new Restricted(writing).nested(entity, place);
    if (!entity.isNew()) {
      NestedPlanner.requireVersion(writing, entity, at);
    }
    EntityTypes types = new EntityTypes(writing.model());
    Optional<EntityStorage> type =
        types.any(
            link.property().getType(),
            EntityPlanner.members(at, entity.violations()),
            entity.violations(),
            at);
    return type.flatMap(
        found -> home(entity, link, found, at).map(h -> plan(entity, link, found, h, at)));
  }

  private Slot plan(Entity entity, AnyLink link, EntityStorage type, Home home, At at) {
    Script out = entity.after();
    Restricted restricted = new Restricted(writing);
    Optional<ItemPlanner.Candidate> found =
        entity.isNew() ? Optional.empty() : candidate(entity, type, home, at);
    Slot slot =
        found
            .map(
                candidate ->
                    new Upsert(writing, entities)
                        .plan(
                            candidate,
                            at,
                            home,
                            entity.mode(),
                            entity.violations(),
                            (into, unlessThere, missing) -> {
                              restricted.insert(home, at, unlessThere);
                              entities.insert(
                                  at, type, home, List.of(), into, unlessThere, missing);
                            },
                            (into, changes) ->
                                restricted.update(home, entity.mode(), into, at, changes),
                            (into, changes) -> {},
                            out))
            .orElseGet(
                () -> {
                  restricted.insert(home, at, entity.violations());
                  return entities.insert(at, type, home, List.of(), null, entity.violations(), out);
                });
    out.add(new Step.TieAny(entity.slot(), link, slot));
    return slot;
  }

  private Optional<ItemPlanner.Candidate> candidate(
      Entity entity, EntityStorage type, Home home, At at) {
    Optional<String> id = ItemPlanner.id(at, entity.violations());
    return id.isPresent()
        ? items.located(id.get(), at, type, entity.violations())
        : items.keyed(type, home, List.of(set(home)), at);
  }

  private static Segment set(Home home) {
    if (home.position().target() instanceof EdmEntitySet set) {
      return new Segment.EntitySet(set);
    }
    throw new IllegalStateException("Entities of any type are in sets");
  }

  /** The set that the navigation property is bound to, or else the only one of the type. */
  private Optional<Home> home(Entity entity, AnyLink link, EntityStorage type, At at) {
    EdmEntityContainer container = writing.model().edm().getEntityContainer();
    EdmEntitySet bound = entity.home().position().set(link.property(), container);
    List<EdmEntitySet> sets =
        bound != null && holds(bound, type)
            ? List.of(bound)
            : container.getEntitySets().stream().filter(set -> isOf(set, type)).toList();
    if (sets.size() != 1) {
      entity
          .violations()
          .add(
              ErrorCode.INVALID_VALUE,
              at.path(),
              "no entity set is known that would hold it: give a reference");
      return Optional.empty();
    }
    EdmBindingTarget target = sets.get(0);
    String id = writing.model().storage().containers().getOrDefault(target.getName(), "");
    return Optional.of(
        new Home(Position.at(target), Places.of(List.of(), target, ""), id, null, null));
  }

  private static boolean holds(EdmEntitySet set, EntityStorage type) {
    return type.isOrDerives(set.getEntityType());
  }

  /** The set of a type, or of the nearest type that it is derived from. */
  private boolean isOf(EdmEntitySet set, EntityStorage type) {
    for (EdmEntityType t = type.type(); t != null; t = t.getBaseType()) {
      EdmEntityType nearest = t;
      boolean known =
          writing.model().edm().getEntityContainer().getEntitySets().stream()
              .anyMatch(other -> isSame(other, nearest));
      if (known) {
        return isSame(set, t);
      }
    }
    return false;
  }

  private static boolean isSame(EdmEntitySet set, EdmEntityType type) {
    return set.getEntityType().getFullQualifiedName().equals(type.getFullQualifiedName());
  }
}
