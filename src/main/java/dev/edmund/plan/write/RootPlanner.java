package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Handling;
import dev.edmund.plan.rules.Places;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.plan.rules.TypeRules;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a request for an entity: it is added, changed, or either (Part 1, 11.4.2 to 11.4.4). */
final class RootPlanner {
  static final Refusal NOT_FOUND =
      new Refusal(ErrorCode.NOT_FOUND, "There is no such entity.", null);

  private final Writing writing;
  private final EntityPlanner entities;
  private final Violations violations = new Violations();

  RootPlanner(Writing writing) {
    this.writing = writing;
    this.entities = new EntityPlanner(writing);
  }

  /** Adds an entity to a collection. */
  WritePlan create(Addressed addressed, JsonValue body) {
    At at = new At("", "", body);
    Script out = new Script();
    Placement place = Placement.of(writing, writing.request().path(), violations, out);
    raise(writing.rules().at(place.home().places()).insert());
    Slot slot = insert(place, addressed.type(), at, out);
    violations.raise();
    return new WritePlan(out.build(), slot);
  }

  private Slot insert(Placement place, EntityStorage declared, At at, Script out) {
    Related related = place.related();
    if (related == null) {
      return entities.insert(at, declared, place.home(), List.of(), null, violations, out);
    }
    EntityTypes types = new EntityTypes(writing.model());
    LinkCells links = new LinkCells(writing, types);
    ItemPlanner items = new ItemPlanner(writing, types, entities, links);
    Slot made = items.insert(related, at, null, violations, out);
    if (links.isLookup(related.link()) && !related.link().property().containsTarget()) {
      out.add(new Step.Tie(related.entity().slot(), related.link(), made));
    }
    return made;
  }

  /** Changes an entity, or adds it where its URL says which it would be. */
  WritePlan change(Addressed declared, JsonValue body, Mode mode) {
    At at = new At("", "", body);
    Addressed addressed = seen(declared, at);
    EntityStorage type = addressed.type();
    Position position =
        addressed.position().orElseThrow(() -> new IllegalStateException("No position"));
    List<Segment> path = writing.request().path();
    Places places = Places.of(path, position.target(), position.bindingPath());
    Restrictions restrictions = writing.rules().at(places);
    raise(mode == Mode.UPDATE ? restrictions.patch() : restrictions.put());
    new Demands(writing).requireTag(position, restrictions);
    Slot slot = writing.slot(type);
    Script before = new Script();
    Optional<Script> missing =
        writing.request().ifMatch() == null && restrictions.upsertable()
            ? upsert(addressed, at, slot, before)
            : Optional.empty();
    Script changes = new Script();
    Home home = new Home(position, places, "", null, path);
    entities.update(at, type, slot, home, mode, violations, changes);
    violations.raise();
    Precondition condition = Conditions.of(writing.request(), type);
    Refusal refusal = missing.isPresent() ? null : refusal();
    Wanted wanted = writing.wanted(slot, addressed, refusal, condition, true);
    Script out = new Script();
    out.addAll(before);
    out.later(wanted::step);
    if (missing.isPresent()) {
      out.later(() -> new Step.Choose(slot, changes.build(), missing.get().build()));
    } else {
      out.addAll(changes);
    }
    return new WritePlan(out.build(), slot);
  }

  /** The entity as the type that the body says it has. */
  private Addressed seen(Addressed addressed, At at) {
    EntityTypes types = new EntityTypes(writing.model());
    EntityStorage named =
        types.of(addressed.type(), EntityPlanner.members(at, violations), violations, at);
    violations.raise();
    if (named.name().equals(addressed.type().name())) {
      return addressed;
    }
    List<Segment> path = new ArrayList<>(writing.request().path());
    path.add(new Segment.TypeCast(named.type()));
    return Addressed.of(writing.model(), path);
  }

  private static void raise(Optional<ODataException.Detail> refused) {
    refused.ifPresent(
        detail -> {
          throw ODataException.of(List.of(detail));
        });
  }

  /** With {@code If-Match} there has to be an entity (Part 1, 8.2.4). */
  private Refusal refusal() {
    return writing.request().ifMatch() == null
        ? NOT_FOUND
        : new Refusal(
            ErrorCode.PRECONDITION_FAILED,
            "There is no such entity, and If-Match asks for one.",
            null);
  }

  /** Keys that only the server makes are no names of new entities (Part 1, 11.4.4). */
  private boolean isKeyMade(EntityStorage type) {
    TypeRules rules = writing.rules().of(type.type());
    return type.type().hasStream()
        || type.type().getKeyPredicateNames().stream()
            .flatMap(name -> rules.property(name).stream())
            .anyMatch(rule -> rule.onInsert() == Handling.IGNORED);
  }

  /** Whether there is one place for the entity at the end of a path without a key. */
  private boolean isOwned(Segment last) {
    return last instanceof Segment.Navigation navigation
        ? navigation.property().containsTarget()
        : last instanceof Segment.Singleton singleton && Model.isNullable(singleton.singleton());
  }

  /** What adds the entity that is not there; empty where its URL does not tell enough. */
  private Optional<Script> upsert(Addressed addressed, At at, Slot slot, Script before) {
    List<Segment> path = writing.request().path();
    int end = path.size();
    while (path.get(end - 1) instanceof Segment.TypeCast) {
      end--;
    }
    List<Cell> key = List.of();
    if (path.get(end - 1) instanceof Segment.Key last) {
      if (isKeyMade(addressed.type())) {
        return Optional.empty();
      }
      key = new UrlKey(writing).cells(addressed.type(), last);
      end--;
    } else if (!isOwned(path.get(end - 1))) {
      return Optional.empty();
    }
    if (key.isEmpty() && end < path.size() && path.get(end) instanceof Segment.Key) {
      return Optional.empty();
    }
    Violations unlessThere = new Violations();
    Script out = new Script();
    Placement place = Placement.of(writing, path.subList(0, end), violations, before);
    Related related = place.related();
    if (related == null || related.link().property().containsTarget()) {
      entities.insert(at, addressed.type(), place.home(), key, slot, unlessThere, out);
    } else {
      unlessThere.add(at, "only contained entities and those of sets are added by their URL");
    }
    return unlessThere.first().isPresent() ? Optional.empty() : Optional.of(out);
  }
}
