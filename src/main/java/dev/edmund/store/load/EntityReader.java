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
    Target target = loading.target();
    Members members = Members.of(at);
    EntityStorage type = type(declared, members, at);
    Target.requireConcrete(type, at.place());
    TypeLayout layout = target.layout(type);
    long rowId = target.newRowId(type, at.place());
    Row row = layout.newRow(rowId, where.container(), where.owner());
    for (Default value : target.defaults(layout)) {
      if (!members.values().containsKey(value.property())) {
        row.set(value.slot(), value.value());
      }
    }
    Entity entity = new Entity(at, members, layout, row, rowId, where);
    List<Runnable> contained = members(entity);
    layout.finish(row, at.place(), at.prefix());
    target.write(loading.batches(), row);
    contained.forEach(Runnable::run);
    return rowId;
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
      loading
          .documents()
          .dynamic(dynamic, entity.members, entity.at)
          .ifPresent(text -> entity.row.set(column, text));
    }
    entity
        .members
        .annotations()
        .forEach(
            (name, terms) -> terms.forEach((term, given) -> annotation(entity, name, term, given)));
    return contained;
  }

  private void member(
      Entity entity, String name, JsonValue value, List<Runnable> contained, List<String> dynamic) {
    At at = entity.member(name, value);
    EntityStorage type = entity.layout.storage();
    PropertyStorage property = type.properties().get(name);
    if (property != null) {
      property.accept(
          new PropertyReader(loading, links, entity.links(), at, entity.row, entity.rowId));
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
    } else if (!(name.equals(StreamSource.MEDIA) && type.media() != null)) {
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
