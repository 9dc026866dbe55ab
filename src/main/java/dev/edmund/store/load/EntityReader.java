package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.PropertyStorage.Stream;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.Members.Annotation;
import dev.edmund.request.payload.Place;
import dev.edmund.request.payload.StreamSource;
import dev.edmund.request.payload.TypeCheck;
import dev.edmund.store.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/** Turns JSON objects into the rows of entities, contained ones included. */
final class EntityReader {
  private final Loading loading;
  private final EntityLinks links;

  EntityReader(Loading loading, Binder binder, Related related) {
    this.loading = loading;
    this.links = new EntityLinks(this, loading.target(), binder, related);
  }

  /** Where rows are sent to. */
  Batches batches() {
    return loading.batches();
  }

  /** Gives a row the parts of its key that the server makes. */
  void giveKey(TypeLayout layout, Row row) {
    loading.keys().ifPresent(keys -> keys.give(layout.storage(), row));
  }

  /** What the database has already. */
  Stored stored() {
    return loading.stored();
  }

  /** Whether there is an entity already where only one can be. */
  boolean isThere(EntityStorage type, Where where, At at) {
    return loading.stored().find(type, where, at).isPresent();
  }

  /** An entity while it is read. */
  record Entity(At at, Members members, TypeLayout layout, Row row, long rowId, Where where) {

    At member(String name, JsonValue value) {
      return at.member(name, value);
    }

    LinkSource links() {
      return new LinkSource(layout.storage(), rowId, where);
    }

    DataException unknown(At member) {
      return member.problem(layout.storage().name() + " has no such property");
    }
  }

  /**
   * Writes the rows of one entity and of all that it contains.
   *
   * @return the row id
   * @throws DataException when it does not fit the model
   */
  long read(At at, EntityStorage declared, Where where) {
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      throw at.problem("expected an object");
    }
    Members members = Members.of(at);
    EntityStorage type = type(declared, members, at);
    Optional<Stored.Found> found = loading.stored().find(declared, where, at);
    if (found.isPresent() && !found.get().replaced()) {
      return change(found.get(), at, type, members, where);
    }
    Target.requireConcrete(type, at.place());
    TypeLayout layout = loading.target().layout(type);
    long rowId =
        found.isPresent() ? found.get().rowId() : loading.target().newRowId(type, at.place());
    Row row = layout.newRow(rowId, where.container(), where.owner());
    found.ifPresent(f -> replace(f, row, layout));
    write(new Entity(at, members, layout, row, rowId, where));
    return rowId;
  }

  /** The key stays unless another one is given, and the version goes on. */
  private void replace(Stored.Found found, Row row, TypeLayout layout) {
    loading.stored().remove(found);
    layout.storage().key().forEach(column -> row.set(column, found.row().get(column)));
    new NextVersion(layout.storage(), loading.target().dialect()).advance(found.row(), row);
  }

  private void write(Entity entity) {
    Row row = entity.row;
    TypeLayout layout = entity.layout;
    Members members = entity.members;
    At at = entity.at;
    Target target = loading.target();
    for (Default value : target.defaults(layout)) {
      if (!members.values().containsKey(value.property())) {
        row.set(value.slot(), value.value());
      }
    }
    List<Runnable> contained = members(entity);
    giveKey(layout, row);
    layout.finish(row, at.place(), at.prefix());
    layout.whole().requireCollections(members, at);
    layout.whole().require(null, row, entity.rowId, at, target.late());
    target.write(loading.batches(), row);
    contained.forEach(Runnable::run);
  }

  /** Changes what is given, and leaves the rest (Part 1, 11.4.3). */
  private long change(Stored.Found found, At at, EntityStorage type, Members members, Where where) {
    TypeLayout layout = found.layout();
    EntityStorage own = layout.storage();
    if (members.annotation("", Members.TYPE).isPresent() && !type.name().equals(own.name())) {
      throw at.place()
          .problem("@odata.type", "the entity is " + own.name() + ", which does not change");
    }
    Row row = found.row().copy();
    Entity entity = new Entity(at, members, layout, row, found.rowId(), where);
    List<Runnable> contained = members(entity);
    new NextVersion(own, loading.target().dialect()).give(found.row(), row);
    layout.finish(row, at.place(), at.prefix());
    layout.whole().require(found.row(), row, found.rowId(), at, loading.target().late());
    loading.stored().change(found, row, at);
    contained.forEach(Runnable::run);
    return found.rowId();
  }

  /** The type that an object says it has, else the declared one. */
  EntityStorage type(EntityStorage declared, Members members, At at) {
    Optional<Annotation> given = members.annotation("", Members.TYPE);
    if (given.isEmpty()) {
      return declared;
    }
    JsonValue value = given.get().value();
    try {
      return loading.target().derived(declared, value.text());
    } catch (IllegalArgumentException e) {
      throw new Place(at.file(), value.line())
          .problem(given.get().name(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Puts all members into the row.
   *
   * @return what is to be done when the row is written
   */
  List<Runnable> members(Entity entity) {
    List<Runnable> contained = new ArrayList<>();
    List<String> dynamic = new ArrayList<>();
    EntityStorage type = entity.layout.storage();
    entity
        .members
        .values()
        .forEach((name, value) -> member(entity, name, value, contained, dynamic));
    for (Stream stream : entity.layout.streams()) {
      StreamSource source = StreamSource.of(stream.name(), entity.members, entity.at);
      loading.streams().read(stream, source, entity.row, entity.rowId);
    }
    Column column = type.dynamic();
    if (column != null && !dynamic.isEmpty()) {
      Optional<String> text = loading.documents().dynamic(dynamic, entity.members, entity.at);
      Object before = entity.row.get(column);
      entity.row.set(
          column, before == null ? text.orElse(null) : merged(before.toString(), dynamic, text));
    }
    entity
        .members
        .annotations()
        .forEach(
            (name, terms) -> terms.forEach((term, given) -> annotation(entity, name, term, given)));
    return contained;
  }

  private static @Nullable String merged(
      String before, List<String> given, Optional<String> changes) {
    return DynamicProperties.merged(before, given, changes.orElse("{}"));
  }

  private void member(
      Entity entity, String name, JsonValue value, List<Runnable> contained, List<String> dynamic) {
    At at = entity.member(name, value);
    EntityStorage type = entity.layout.storage();
    PropertyStorage property = type.properties().get(name);
    if (property != null) {
      property.accept(
          new PropertyReader(loading, links, entity.links(), at, entity.row, entity.rowId));
      TypeLayout.Lookup lookup = entity.layout.lookup(name);
      if (lookup != null && value.is(JsonValue.Kind.NULL)) {
        entity.row.set(lookup.discriminator(), null);
      }
      return;
    }
    EdmNavigationProperty navigation = type.type().getNavigationProperty(name);
    if (navigation != null) {
      if (navigation.containsTarget()) {
        Link link = links.link(entity, name, at);
        contained.add(() -> links.contained(entity, link, at));
      } else {
        links.related(entity, name, at);
      }
    } else if (name.equals(StreamSource.MEDIA) && type.media() != null) {
      if (value.is(JsonValue.Kind.NULL)) {
        type.media().accept(new Clearing(entity.row, entity.rowId, loading.stored()));
      }
    } else {
      if (type.dynamic() == null) {
        throw entity.unknown(at);
      }
      dynamic.add(name);
    }
  }

  private void annotation(Entity entity, String name, String term, Annotation given) {
    At at = entity.member(given.name(), given.value());
    EntityStorage type = entity.layout.storage();
    PropertyStorage property = type.properties().get(name);
    TypeLayout.Lookup lookup = entity.layout.lookup(name);
    if (lookup != null && given.name().endsWith(CsvHeader.NAVIGATION)) {
      navigation(entity, lookup, at);
    } else if (term.equals(Members.BIND)) {
      links.bind(entity, name, at);
    } else if (term.equals(Members.TYPE)) {
      type(entity, name, property, at);
    } else if (StreamSource.isTerm(term) && isStream(type, name, property)) {
      return; // Read together with the stream.
    } else if (!Members.isIgnored(term) && !isCount(entity, name, term)) {
      throw at.problem("is not understood");
    }
  }

  private static boolean isStream(
      EntityStorage type, String name, @Nullable PropertyStorage property) {
    return name.isEmpty()
        ? type.media() != null
        : property != null && property.asStream().isPresent();
  }

  /** The count of an expanded collection; the collection itself tells as much. */
  private static boolean isCount(Entity entity, String name, String term) {
    Map<String, JsonValue> values = entity.members.values();
    return term.equals("count")
        && values.containsKey(name)
        && (entity.layout.storage().links().containsKey(name)
            || entity.layout.storage().anyLinks().containsKey(name));
  }

  private void type(Entity entity, String name, @Nullable PropertyStorage property, At at) {
    boolean own = name.isEmpty();
    if (property != null) {
      property.accept(new TypeCheck(loading.documents(), at));
    } else if (!own
        && !at.value().is(JsonValue.Kind.CELL)
        && !entity.members.values().containsKey(name)) {
      throw at.problem("there is no '" + name + "' beside it");
    }
  }

  private static void navigation(Entity entity, TypeLayout.Lookup lookup, At at) {
    if (!at.value().is(JsonValue.Kind.NULL)) {
      try {
        lookup.requireNavigation(at.value().text());
      } catch (IllegalArgumentException e) {
        throw at.problem(String.valueOf(e.getMessage()));
      }
      entity.row.set(lookup.discriminator(), at.value().text());
    }
  }
}
