package dev.edmund.plan.write;

import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.List;
import java.util.Optional;

/** Plans the changes of a collection of entities (Part 1, 11.4.3.1; JSON Format 4.01, 15). */
final class DeltaPlanner {
  /** The annotation with the changes of a navigation property. */
  static final String DELTA = "delta";

  private static final String REMOVED = "removed";

  private final Writing writing;
  private final EntityPlanner entities;
  private final ItemPlanner items;
  private final LinkCells links;

  DeltaPlanner(Writing writing, EntityPlanner entities, ItemPlanner items, LinkCells links) {
    this.writing = writing;
    this.entities = entities;
    this.items = items;
    this.links = links;
  }

  /** Changes which entities an entity is related to, and these entities. */
  void nested(Related related, At at) {
    Violations violations = related.entity().violations();
    NestedPlanner.items(violations, true, at).forEach(item -> one(related, item));
  }

  /** Takes one change. */
  void one(Related related, At item) {
    Members members = EntityPlanner.members(item, related.entity().violations());
    Optional<Members.Annotation> removed = members.annotation("", REMOVED);
    Optional<String> reference = NestedPlanner.reference(item, related.entity().violations());
    if (removed.isPresent()) {
      remove(related, item, isDeleted(removed.get().value()));
    } else if (reference.isPresent()) {
      add(related, reference.get(), item);
    } else {
      items.one(related, item);
    }
  }

  private void add(Related related, String id, At item) {
    Entity entity = related.entity();
    Slot target =
        entities.reference(
            id,
            item,
            writing.model().storage().require(related.link().target()),
            entity.violations(),
            entity.after());
    links.tie(entity, related.link(), target, item);
  }

  private void remove(Related related, At item, boolean deleted) {
    Entity entity = related.entity();
    Link link = related.link();
    Optional<ItemPlanner.Candidate> candidate = items.find(related, item);
    if (candidate.isEmpty()) {
      entity.violations().add(item, "needs an id or a key to be removed");
      return;
    }
    Slot slot = writing.slot(candidate.get().addressed().type());
    Wanted wanted =
        writing.wanted(slot, candidate.get().addressed(), null, Precondition.NONE, true);
    Step removal =
        deleted || link.property().containsTarget()
            ? new Step.Delete(slot)
            : links.untie(entity.slot(), entity.type(), link, slot);
    Script found = new Script();
    Home home = related.home();
    if (removal instanceof Step.Delete && home != null) {
      new Restricted(writing).delete(home, slot, item, found);
    }
    found.add(removal);
    entity.after().later(wanted::step);
    entity.after().later(() -> new Step.Choose(slot, found.build(), List.of()));
  }

  /** Without a reason the entity is only related no longer. */
  static boolean isDeleted(JsonValue removed) {
    JsonValue reason = removed.members().get("reason");
    return reason != null && reason.text().equals("deleted");
  }
}
