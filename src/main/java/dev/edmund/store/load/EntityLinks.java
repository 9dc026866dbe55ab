package dev.edmund.store.load;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.Members.Annotation;
import dev.edmund.store.load.EntityReader.Entity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

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

  /** What stands under the name of a navigation property that contains nothing. */
  void related(Entity entity, String navigation, At at) {
    AnyLink any = entity.layout().storage().anyLinks().get(navigation);
    if (any == null) {
      Link link = link(entity, navigation, at);
      untie(entity.row(), link, at);
      related(entity.links(), link, at);
    } else {
      untie(entity.row(), any, at);
      items(any.collection(), at, item -> bindTo(entity, any, onlyReference(any, item), item));
    }
  }

  /** What stands in the annotation {@code bind} of a navigation property. */
  void bind(Entity entity, String navigation, At at) {
    AnyLink any = entity.layout().storage().anyLinks().get(navigation);
    if (any == null) {
      Link link = link(entity, navigation, at);
      untie(entity.row(), link, at);
      bind(entity.links(), link, at);
    } else {
      untie(entity.row(), any, at);
      references(any.collection(), at, reference -> bindTo(entity, any, reference, at));
    }
  }

  /** What is tied already and is to be null. */
  private void untie(Row row, Link link, At at) {
    if (!row.isStored() || link.collection() || !at.value().is(JsonValue.Kind.NULL)) {
      return;
    }
    if (link.bridge() != null || !(link.constrained() || isLookup(link))) {
      throw at.problem("is set to null from the other side");
    }
    boolean other =
        link.guards().stream()
            .anyMatch(g -> g.onSource() && !g.value().equals(row.get(g.column())));
    if (other) {
      return; // The lookup leads somewhere else.
    }
    link.pairs().forEach(pair -> row.set(pair.source(), null));
    link.guards().stream().filter(Link.Guard::onSource).forEach(g -> row.set(g.column(), null));
  }

  private boolean isLookup(Link link) {
    return link.pairs().get(0).target().equals(target.storage().require(link.target()).rowId());
  }

  private static void untie(Row row, AnyLink link, At at) {
    if (row.isStored() && !link.collection() && at.value().is(JsonValue.Kind.NULL)) {
      row.set(link.rootType(), null);
      row.set(link.rowId(), null);
    }
  }

  Link link(Entity entity, String navigation, At at) {
    EntityStorage type = entity.layout().storage();
    Link link = type.links().get(navigation);
    if (link == null) {
      throw notStored(type.name(), navigation, at);
    }
    return link;
  }

  static DataException notStored(FullQualifiedName type, String navigation, At at) {
    return at.problem(type + " has no navigation property '" + navigation + "' that is stored");
  }

  /** Ties an entity to those that the references lead to, when all rows are in. */
  void bind(LinkSource source, Link link, At at) {
    if (link.property().containsTarget()) {
      throw at.problem("contained entities stand inside their owner");
    }
    references(link.collection(), at, reference -> bindTo(source, link, reference, at));
  }

  private static void references(boolean collection, At at, Consumer<JsonValue> each) {
    if (at.value().is(JsonValue.Kind.NULL)) {
      return;
    }
    boolean many = at.value().is(JsonValue.Kind.ARRAY);
    if (many && !collection) {
      throw at.problem("expected one reference");
    }
    for (JsonValue reference : many ? at.value().items() : List.of(at.value())) {
      if (!reference.isText()) {
        throw new At(at.file(), at.path(), reference).problem("expected an entity reference");
      }
      each.accept(reference);
    }
  }

  private void bindTo(LinkSource source, Link link, JsonValue reference, At at) {
    At place = new At(at.file(), at.path(), reference);
    binder.add(new Binder.Bind(source.type(), source.rowId(), link, reference.text(), null, place));
  }

  private void bindTo(Entity entity, AnyLink link, JsonValue reference, At at) {
    At place = new At(at.file(), at.path(), reference);
    EntityStorage source = entity.layout().storage();
    binder.add(new AnyBinder.AnyBind(source, entity.rowId(), link, reference.text(), place));
  }

  /** Takes entities that stand here but belong to a set. */
  void related(LinkSource source, Link link, At at) {
    if (link.property().containsTarget()) {
      throw at.problem("entities cannot be contained in a complex value");
    }
    items(link.collection(), at, item -> one(source, link, item));
  }

  private void one(LinkSource source, Link link, At at) {
    Optional<JsonValue> reference = reference(at);
    if (reference.isPresent()) {
      bindTo(source, link, reference.get(), at);
    } else {
      related.add(new Related.Inline(source.type(), source.rowId(), link, source.where(), at));
    }
  }

  /** To which set a new entity would belong is not known where it can be of any type. */
  private static JsonValue onlyReference(AnyLink link, At at) {
    return reference(at)
        .orElseThrow(
            () ->
                at.problem(
                    "can be of any type: give references in '" + link.name() + "@odata.bind'"));
  }

  /** An object with nothing but its id is a reference (JSON Format 4.01, 14). */
  private static Optional<JsonValue> reference(At at) {
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      throw at.problem("expected an object");
    }
    Members members = Members.of(at);
    return members.values().isEmpty()
        ? members.annotation("", "id").map(Annotation::value)
        : Optional.empty();
  }

  private static void items(boolean collection, At at, Consumer<At> each) {
    if (collection) {
      requireArray(at);
      for (int i = 0; i < at.value().items().size(); i++) {
        each.accept(at.item(i));
      }
    } else if (!at.value().is(JsonValue.Kind.NULL)) {
      each.accept(at);
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
    Where where =
        entity.where().contained(container, entity.rowId(), link.name(), !link.collection());
    boolean removed = entity.row().isStored() && at.value().is(JsonValue.Kind.NULL);
    if (removed && !link.collection() && entities.isThere(type, where, at)) {
      throw at.problem("what an entity contains is not removed");
    }
    items(link.collection(), at, item -> entities.read(item, type, where));
  }
}
