package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.rules.Handling;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans what stands under the navigation properties of an entity (Part 1, 11.4.2.2, 11.4.3.1). */
final class NestedPlanner {
  private static final String ID = "id";

  private final Writing writing;
  private final EntityPlanner entities;
  private final LinkCells links;
  private final ItemPlanner items;

  NestedPlanner(Writing writing, EntityTypes types, EntityPlanner entities) {
    this.writing = writing;
    this.entities = entities;
    this.links = new LinkCells(writing, types);
    this.items = new ItemPlanner(writing, types, entities, links);
  }

  /** What stands under the name of a navigation property. */
  void member(Entity entity, String name, At at) {
    if (keeps(entity, name, at)) {
      return;
    }
    AnyLink any = entity.type().anyLinks().get(name);
    if (any != null) {
      any(entity, any, at);
    } else {
      link(entity, name, at).ifPresent(link -> related(Related.of(entity, link, writing), at));
    }
  }

  /** What stands in the annotation {@code bind} of a navigation property. */
  void bind(Entity entity, String name, At at) {
    if (keeps(entity, name, at)) {
      return;
    }
    AnyLink any = entity.type().anyLinks().get(name);
    if (any != null) {
      bindAny(entity, any, at);
    } else {
      link(entity, name, at).ifPresent(link -> bind(entity, link, at));
    }
  }

  /** Whether the server keeps what a navigation property leads to, whatever a body says. */
  private boolean keeps(Entity entity, String name, At at) {
    boolean kept =
        writing
            .rules()
            .of(entity.type().type())
            .navigation(name)
            .filter(rule -> rule.handling() == Handling.IGNORED)
            .isPresent();
    if (kept && writing.request().strict()) {
      entity.violations().add(at, Writing.KEPT);
    }
    return kept;
  }

  /** What stands in the annotation {@code delta} of a navigation property. */
  void delta(Entity entity, String name, At at) {
    link(entity, name, at).ifPresent(link -> delta(Related.of(entity, link, writing), at));
  }

  private void delta(Related related, At at) {
    Entity entity = related.entity();
    if (entity.mode() != Mode.UPDATE) {
      entity.violations().add(at, "changes a collection: only PATCH does that");
    } else if (!related.link().collection()) {
      entity.violations().add(at, "leads to one entity: give it without @delta");
    } else {
      requireVersion(entity, at);
      new Restricted(writing).link(entity, at);
      new Restricted(writing).nested(entity, at);
      new DeltaPlanner(writing, entities, items, links).nested(related, at);
    }
  }

  /** Part 1, 11.4.3.1: related entities stand in updates since 4.01. */
  private void requireVersion(Entity entity, At at) {
    requireVersion(writing, entity, at);
  }

  static void requireVersion(Writing writing, Entity entity, At at) {
    if (!writing.request().version401()) {
      entity.violations().add(at, "an update of OData 4.0 has no related entities in it");
    }
  }

  /** A navigation property, or an annotation of one, of a complex value. */
  void inside(
      Entity entity,
      PropertyStorage.Complex complex,
      String path,
      String name,
      String term,
      At at) {
    Link link = complex.links().get(name);
    if (link == null) {
      entity.violations().add(at, "is a navigation property that is not stored");
    } else if (term.equals(Members.BIND)) {
      bind(entity, link, at);
    } else if (term.isEmpty()) {
      related(Related.inside(entity, inside(entity, path), link, writing), at);
    } else if (term.equals(DeltaPlanner.DELTA)) {
      delta(Related.inside(entity, inside(entity, path), link, writing), at);
    } else {
      entity.violations().add(at, "is not understood");
    }
  }

  private static String inside(Entity entity, String path) {
    String own = entity.at().path();
    return own.isEmpty() ? "/" + path : path.substring(own.length());
  }

  private Optional<Link> link(Entity entity, String name, At at) {
    Link link = entity.type().links().get(name);
    if (link == null) {
      boolean known = entity.type().type().getNavigationProperty(name) != null;
      entity
          .violations()
          .add(
              ErrorCode.UNKNOWN_NAME,
              at.path(),
              known
                  ? "is a navigation property that is not stored"
                  : entity.type().name() + " has no such navigation property");
    }
    return Optional.ofNullable(link);
  }

  private void bind(Entity entity, Link link, At at) {
    if (link.property().containsTarget()) {
      entity.violations().add(at, "contained entities stand inside of their owner");
      return;
    }
    new Restricted(writing).link(entity, at);
    if (at.value().is(JsonValue.Kind.NULL) && !link.collection()) {
      links.untie(entity, link, at);
      return;
    }
    EntityStorage wanted = writing.model().storage().require(link.target());
    for (At reference : references(entity, link.collection(), at)) {
      String id = reference.value().text();
      Script out = links.isLookup(link) ? entity.before() : entity.after();
      Slot target = entities.reference(id, reference, wanted, entity.violations(), out);
      links.tie(entity, link, target, reference);
    }
  }

  private void bindAny(Entity entity, AnyLink link, At at) {
    if (at.value().is(JsonValue.Kind.NULL) && !link.collection()) {
      entity.after().add(new Step.UntieAny(entity.slot(), link, null, List.of()));
      return;
    }
    for (At reference : references(entity, link.collection(), at)) {
      tieAny(entity, link, reference.value().text(), reference);
    }
  }

  private Optional<Slot> tieAny(Entity entity, AnyLink link, String id, At at) {
    Optional<Slot> target = entities.anyReference(id, at, entity.violations(), entity.after());
    target.ifPresent(slot -> entity.after().add(new Step.TieAny(entity.slot(), link, slot)));
    return target;
  }

  /** The references of an annotation: one, or an array of them. */
  private static List<At> references(Entity entity, boolean collection, At at) {
    List<At> found = new ArrayList<>();
    if (at.value().is(JsonValue.Kind.ARRAY) && collection) {
      for (int i = 0; i < at.value().items().size(); i++) {
        found.add(at.item(i));
      }
    } else {
      found.add(at);
    }
    for (At one : found) {
      if (!one.value().is(JsonValue.Kind.STRING)) {
        entity.violations().add(one, "expected an entity reference");
        return List.of();
      }
    }
    return found;
  }

  private void any(Entity entity, AnyLink link, At at) {
    if (at.value().is(JsonValue.Kind.NULL) && !link.collection()) {
      entity.after().add(new Step.UntieAny(entity.slot(), link, null, List.of()));
      return;
    }
    List<Slot> kept = new ArrayList<>();
    for (At item : items(entity.violations(), link.collection(), at)) {
      Optional<String> id = reference(item, entity.violations());
      Optional<Slot> target =
          id.isPresent()
              ? tieAny(entity, link, id.get(), item)
              : new AnyItems(writing, entities, items).one(entity, link, at, item);
      target.ifPresent(kept::add);
    }
    if (link.collection() && !entity.isNew()) {
      entity.after().add(new Step.UntieAny(entity.slot(), link, null, kept));
    }
  }

  private void related(Related related, At at) {
    Entity entity = related.entity();
    new Restricted(writing).link(entity, at);
    if (related.link().collection()) {
      List<Slot> kept = new ArrayList<>();
      for (At item : items(entity.violations(), true, at)) {
        kept.add(one(related, at, item));
      }
      if (!entity.isNew() && at.value().is(JsonValue.Kind.ARRAY)) {
        links.untieOthers(entity, related.link(), kept);
      }
    } else if (at.value().is(JsonValue.Kind.NULL)) {
      links.untie(entity, related.link(), at);
    } else {
      one(related, at, at);
    }
  }

  private Slot one(Related related, At place, At at) {
    Entity entity = related.entity();
    if (EntityPlanner.members(at, entity.violations()).annotation("", "removed").isPresent()) {
      entity.violations().add(at, "is removed by leaving it out, or in @delta");
    }
    Optional<String> id = reference(at, entity.violations());
    if (id.isEmpty()) {
      new Restricted(writing).nested(entity, place);
      if (!entity.isNew()) {
        requireVersion(entity, at);
      }
      return items.one(related, at);
    }
    Link link = related.link();
    if (link.property().containsTarget()) {
      entity.violations().add(at, "contained entities stand inside of their owner");
    }
    EntityStorage wanted = writing.model().storage().require(link.target());
    Script out = links.isLookup(link) ? entity.before() : entity.after();
    Slot target = entities.reference(id.get(), at, wanted, entity.violations(), out);
    links.tie(entity, link, target, at);
    return target;
  }

  /** The entities that stand under a navigation property. */
  static List<At> items(Violations violations, boolean collection, At at) {
    List<At> items = new ArrayList<>();
    if (!collection) {
      items.add(at);
    } else if (at.value().is(JsonValue.Kind.ARRAY)) {
      for (int i = 0; i < at.value().items().size(); i++) {
        items.add(at.item(i));
      }
    } else {
      violations.add(at, "expected an array");
    }
    return items;
  }

  /** An object with nothing but its id is a reference (JSON Format 4.01, 14). */
  static Optional<String> reference(At at, Violations violations) {
    Members members = EntityPlanner.members(at, violations);
    Optional<Members.Annotation> id = members.annotation("", ID);
    if (id.isPresent() && !id.get().value().is(JsonValue.Kind.STRING)) {
      violations.add(at.member(id.get().name(), id.get().value()), "expected an entity reference");
      return Optional.empty();
    }
    return members.values().isEmpty() ? id.map(given -> given.value().text()) : Optional.empty();
  }

  /** Checks what the navigation properties of a new entity have to lead to. */
  void requireAll(Entity entity) {
    links.requireAll(entity);
  }

  /** Has values that tell a target lead to one that is there. */
  void requireTargets(Entity entity) {
    links.requireTargets(entity);
  }

  /** The entity that a reference leads to; empty, and reported, where it is none. */
  Optional<Addressed> located(
      String id, At at, @Nullable EntityStorage wanted, Violations violations) {
    return items.located(id, at, wanted, violations).map(ItemPlanner.Candidate::addressed);
  }

  /** The path of a collection inside of an entity that is there; null where it is new. */
  static @Nullable List<Segment> path(@Nullable List<Segment> owner, List<Segment> more) {
    if (owner == null) {
      return null;
    }
    List<Segment> path = new ArrayList<>(owner);
    path.addAll(more);
    return path;
  }
}
