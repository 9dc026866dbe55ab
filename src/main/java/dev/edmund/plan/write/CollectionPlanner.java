package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.Addressed;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans the PATCH of a collection by a delta payload (Part 1, 11.4.12; JSON Format 4.01, 15). */
final class CollectionPlanner {
  private static final String REMOVED = "removed";
  private static final String CONTEXT = "context";

  private final Writing writing;
  private final EntityTypes types;
  private final EntityPlanner entities;
  private final ItemPlanner items;
  private final LinkCells links;
  private final Violations violations = new Violations();
  private final Script out = new Script();

  CollectionPlanner(Writing writing) {
    this.writing = writing;
    this.types = new EntityTypes(writing.model());
    this.entities = new EntityPlanner(writing);
    this.links = new LinkCells(writing, types);
    this.items = new ItemPlanner(writing, types, entities, links);
  }

  /** Adds, changes and removes entities of a collection, and links between entities. */
  WritePlan change(Addressed addressed, JsonValue body) {
    At at = new At("", "", body);
    JsonValue value = body.is(JsonValue.Kind.OBJECT) ? body.members().get("value") : null;
    if (value == null || !value.is(JsonValue.Kind.ARRAY)) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "The body has to be a delta payload: an object with an array named value.",
          "value");
    }
    Placement place = Placement.of(writing, writing.request().path(), violations, out);
    writing
        .rules()
        .at(place.home().places())
        .deltaUpdate()
        .ifPresent(
            refused -> {
              throw ODataException.of(List.of(refused));
            });
    for (At item : NestedPlanner.items(violations, true, at.member("value", value))) {
      item(addressed.type(), place, item);
    }
    violations.raise();
    Related related = place.related();
    if (related != null) {
      out.addAll(related.entity().after());
    }
    return new WritePlan(out.build(), null);
  }

  private void item(EntityStorage type, Placement place, At at) {
    Members members = EntityPlanner.members(at, violations);
    String context = members.annotation("", CONTEXT).map(given -> given.value().text()).orElse("");
    if (context.endsWith("/$link") || context.endsWith("/$deletedLink")) {
      link(members, context.endsWith("/$link"), at);
    } else if (context.endsWith("/$deletedEntity")) {
      remove(type, place.home(), member(members, "id", at), at);
    } else if (place.related() != null) {
      new DeltaPlanner(writing, entities, items, links).one(place.related(), at);
    } else if (members.annotation("", REMOVED).isPresent()) {
      remove(type, place.home(), candidate(type, place.home(), members, at), at);
    } else {
      upsert(type, place.home(), members, at);
    }
  }

  /** The entity that an item stands for; null where it does not say which. */
  private ItemPlanner.@Nullable Candidate candidate(
      EntityStorage type, Home home, Members members, At at) {
    return members.annotation("", "id").isPresent()
        ? id(ItemPlanner.id(at, violations), at)
        : items.keyed(type, home, writing.request().path(), at).orElse(null);
  }

  /** The entity that a member of a link or of a deleted entity names. */
  private ItemPlanner.@Nullable Candidate member(Members members, String name, At at) {
    return id(Optional.ofNullable(members.values().get(name)).map(JsonValue::text), at);
  }

  private ItemPlanner.@Nullable Candidate id(Optional<String> given, At at) {
    return given.flatMap(id -> items.located(id, at, null, violations)).orElse(null);
  }

  private void remove(EntityStorage type, Home home, ItemPlanner.@Nullable Candidate found, At at) {
    if (found == null) {
      violations.add(at, "needs an id or a key to be removed");
      return;
    }
    EntityStorage seen = found.addressed().type();
    if (!seen.root().name().equals(type.root().name())) {
      violations.add(at, "is no " + type.name());
    }
    Slot slot = writing.slot(seen);
    out.later(writing.wanted(slot, found.addressed(), null, Precondition.NONE, true)::step);
    Script removal = new Script();
    new Restricted(writing).delete(home, slot, at, removal);
    removal.add(new Step.Delete(slot));
    out.add(new Step.Choose(slot, removal.build(), List.of()));
  }

  private void upsert(EntityStorage type, Home home, Members members, At at) {
    ItemPlanner.Candidate found = candidate(type, home, members, at);
    Restricted restricted = new Restricted(writing);
    if (found == null) {
      restricted.insert(home, at, violations);
      entities.insert(at, type, home, List.of(), null, violations, out);
      return;
    }
    new Upsert(writing, entities)
        .plan(
            found,
            at,
            home,
            Mode.UPDATE,
            violations,
            (slot, unlessThere, missing) -> {
              restricted.insert(home, at, unlessThere);
              entities.insert(at, type, home, List.of(), slot, unlessThere, missing);
            },
            (slot, changes) -> restricted.update(home, Mode.UPDATE, slot, at, changes),
            (slot, changes) -> {},
            out);
  }

  private void link(Members members, boolean added, At at) {
    ItemPlanner.Candidate source = member(members, "source", at);
    ItemPlanner.Candidate target = member(members, "target", at);
    JsonValue name = members.values().get("relationship");
    if (source == null || target == null || name == null) {
      violations.add(at, "needs source, relationship and target");
      return;
    }
    Link link = source.addressed().type().links().get(name.text());
    if (link == null || link.property().containsTarget()) {
      violations.add(at, "'" + name.text() + "' cannot be linked by");
      return;
    }
    Slot from = slot(source, at);
    Slot to = slot(target, at);
    out.add(
        added
            ? new Step.Tie(from, link, to)
            : links.untie(from, source.addressed().type(), link, to));
  }

  private Slot slot(ItemPlanner.Candidate found, At at) {
    Slot slot = writing.slot(found.addressed().type());
    Refusal missing =
        new Refusal(
            ErrorCode.INVALID_VALUE, "There is no entity at one end of the link.", at.path());
    out.later(writing.wanted(slot, found.addressed(), missing, Precondition.NONE, true)::step);
    return slot;
  }
}
