package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.store.load.EntityReader.Entity;
import dev.edmund.store.load.Members.Annotation;
import java.util.List;
import java.util.Optional;

/** The navigation properties of an entity that is read: contained, related and bound entities. */
final class EntityLinks {
  private final EntityReader entities;
  private final Target target;
  private final Binder binder;
  private final Related related;

  EntityLinks(EntityReader entities, Target target, Binder binder, Related related) {
    this.entities = entities;
    this.target = target;
    this.binder = binder;
    this.related = related;
  }

  Link link(Entity entity, String navigation, At at) {
    EntityStorage type = entity.layout().storage();
    Link link = type.links().get(navigation);
    if (link == null) {
      throw at.problem(
          type.name() + " has no navigation property '" + navigation + "' that is stored");
    }
    return link;
  }

  /** Ties the entity to those that the references lead to, when all rows are in. */
  void bind(Entity entity, Link link, At at) {
    if (link.property().containsTarget()) {
      throw at.problem("contained entities stand inside their owner");
    }
    if (at.value().is(JsonValue.Kind.NULL)) {
      return;
    }
    boolean many = at.value().is(JsonValue.Kind.ARRAY);
    if (many && !link.collection()) {
      throw at.problem("expected one reference");
    }
    for (JsonValue reference : many ? at.value().items() : List.of(at.value())) {
      if (!reference.isText()) {
        throw new At(at.file(), at.path(), reference).problem("expected an entity reference");
      }
      bindTo(entity, link, reference, at);
    }
  }

  private void bindTo(Entity entity, Link link, JsonValue reference, At at) {
    binder.add(
        new Binder.Bind(
            entity.layout().storage(),
            entity.rowId(),
            link,
            reference.text(),
            null,
            new At(at.file(), at.path(), reference)));
  }

  /** Takes entities that stand here but belong to a set. */
  void related(Entity entity, Link link, At at) {
    if (link.collection()) {
      requireArray(at);
      for (int i = 0; i < at.value().items().size(); i++) {
        one(entity, link, at.item(i));
      }
    } else if (!at.value().is(JsonValue.Kind.NULL)) {
      one(entity, link, at);
    }
  }

  private void one(Entity entity, Link link, At at) {
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      throw at.problem("expected an object");
    }
    Members members = Members.of(at);
    Optional<Annotation> id = members.annotation("", "id");
    if (members.values().isEmpty() && id.isPresent()) {
      // An object with nothing but its id is a reference (JSON Format 4.01, 14).
      bindTo(entity, link, id.get().value(), at);
    } else {
      related.add(
          new Related.Inline(entity.layout().storage(), entity.rowId(), link, entity.where(), at));
    }
  }

  private static void requireArray(At at) {
    if (!at.value().is(JsonValue.Kind.ARRAY)) {
      throw at.problem("expected an array of objects");
    }
  }

  /** Reads contained entities, when the row that contains them is written. */
  void contained(Entity entity, Link link, At at) {
    EntityStorage type = target.storage().require(link.target());
    String container = link.guards().get(0).value();
    Where where = entity.where().contained(container, entity.rowId(), link.name());
    if (link.collection()) {
      requireArray(at);
      for (int i = 0; i < at.value().items().size(); i++) {
        entities.read(at.item(i), type, where);
      }
    } else if (!at.value().is(JsonValue.Kind.NULL)) {
      entities.read(at, type, where);
    }
  }
}
