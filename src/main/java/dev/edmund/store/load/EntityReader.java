package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.store.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;

/** Turns JSON objects into the rows of entities, contained ones included. */
final class EntityReader {
  private static final Set<String> TYPE = Set.of("@odata.type", "@type");

  /** Control information that says nothing about what is stored (JSON Format, 4.6). */
  private static final Set<String> IGNORED =
      Set.of("@odata.etag", "@etag", "@odata.context", "@context", "@odata.id", "@id");

  private static final Set<String> BIND = Set.of("odata.bind", "bind");

  private final Target target;
  private final Binder binder;
  private final Batches batches;

  EntityReader(Target target, Binder binder, Batches batches) {
    this.target = target;
    this.binder = binder;
    this.batches = batches;
  }

  /** An entity while it is read; {@code path} is where it stands in its file's top object. */
  private record Entity(
      String file, String path, JsonValue json, TypeLayout layout, Row row, long rowId) {

    Place place(JsonValue value) {
      return new Place(file, value.line());
    }
  }

  /**
   * Writes the rows of one entity and of all that it contains.
   *
   * @param container in which set, singleton or containment it is
   * @param owner the row id of the entity that contains it
   * @throws DataException when it does not fit the model
   */
  void read(
      String file,
      JsonValue json,
      EntityStorage declared,
      String container,
      long owner,
      String path) {
    Place place = new Place(file, json.line());
    if (!json.is(JsonValue.Kind.OBJECT)) {
      throw path.isEmpty()
          ? place.problem("expected an object")
          : place.problem(path, "expected an object");
    }
    EntityStorage type = type(json, declared, file);
    Target.requireConcrete(type, place);
    TypeLayout layout = target.layout(type);
    long rowId = target.newRowId(type, place);
    Row row = layout.newRow(rowId, container, owner);
    String prefix = path.isEmpty() ? "" : path + "/";
    Entity entity = new Entity(file, prefix, json, layout, row, rowId);
    for (PropertyStorage property : type.properties().values()) {
      if (!json.members().containsKey(property.name())) {
        property
            .asScalar()
            .flatMap(s -> Default.of(s, layout, target))
            .ifPresent(d -> row.set(d.slot(), d.value()));
      }
    }
    List<Runnable> contained = new ArrayList<>();
    json.members().forEach((name, value) -> member(entity, name, value, contained));
    layout.finish(row, place, prefix);
    target.write(batches, row);
    contained.forEach(Runnable::run);
  }

  private EntityStorage type(JsonValue json, EntityStorage declared, String file) {
    for (String name : TYPE) {
      JsonValue given = json.members().get(name);
      if (given != null) {
        try {
          return target.derived(declared, given.text());
        } catch (IllegalArgumentException e) {
          throw new Place(file, given.line()).problem(name, String.valueOf(e.getMessage()));
        }
      }
    }
    return declared;
  }

  private void member(Entity entity, String name, JsonValue value, List<Runnable> contained) {
    if (TYPE.contains(name) || IGNORED.contains(name)) {
      return;
    }
    int at = name.indexOf('@');
    if (at >= 0) {
      annotation(entity, name, at, value);
      return;
    }
    PropertyStorage property = entity.layout.storage().properties().get(name);
    if (property != null) {
      property.accept(
          new PropertyReader(
              target, batches, entity.file, entity.path + name, entity.row, entity.rowId, value));
      return;
    }
    EdmNavigationProperty navigation = entity.layout.storage().type().getNavigationProperty(name);
    if (navigation == null) {
      throw entity
          .place(value)
          .problem(entity.path + name, entity.layout.storage().name() + " has no such property");
    }
    Link link = link(entity, name, name, value);
    if (!navigation.containsTarget()) {
      throw entity
          .place(value)
          .problem(
              entity.path + name, "is not contained: give references in '" + name + "@odata.bind'");
    }
    contained.add(() -> contained(entity, link, value));
  }

  private void annotation(Entity entity, String name, int at, JsonValue value) {
    String property = name.substring(0, at);
    String term = name.substring(at + 1);
    TypeLayout.Lookup lookup = entity.layout.lookup(property);
    if (lookup != null && name.endsWith(CsvHeader.NAVIGATION)) {
      if (!value.is(JsonValue.Kind.NULL)) {
        try {
          lookup.requireNavigation(value.text());
        } catch (IllegalArgumentException e) {
          throw entity.place(value).problem(entity.path + name, String.valueOf(e.getMessage()));
        }
        entity.row.set(lookup.discriminator(), value.text());
      }
    } else if (BIND.contains(term)) {
      bind(entity, name, link(entity, property, name, value), value);
    } else {
      throw entity
          .place(value)
          .problem(entity.path + name, "is not understood: only odata.bind can stand there");
    }
  }

  private Link link(Entity entity, String navigation, String member, JsonValue value) {
    Link link = entity.layout.storage().links().get(navigation);
    if (link == null) {
      throw entity
          .place(value)
          .problem(
              entity.path + member,
              entity.layout.storage().name()
                  + " has no navigation property '"
                  + navigation
                  + "' that is stored");
    }
    return link;
  }

  private void bind(Entity entity, String name, Link link, JsonValue value) {
    String path = entity.path + name;
    if (link.property().containsTarget()) {
      throw entity.place(value).problem(path, "contained entities stand inside their owner");
    }
    if (value.is(JsonValue.Kind.NULL)) {
      return;
    }
    boolean many = value.is(JsonValue.Kind.ARRAY);
    if (many && !link.collection()) {
      throw entity.place(value).problem(path, "expected one reference");
    }
    for (JsonValue reference : many ? value.items() : List.of(value)) {
      if (!reference.is(JsonValue.Kind.STRING)) {
        throw entity.place(reference).problem(path, "expected an entity reference");
      }
      binder.add(
          new Binder.Bind(
              entity.layout.storage(),
              entity.rowId,
              link,
              reference.text(),
              entity.place(reference),
              path));
    }
  }

  private void contained(Entity entity, Link link, JsonValue value) {
    String path = entity.path + link.name();
    EntityStorage type = target.storage().require(link.target());
    String container = link.guards().get(0).value();
    if (!link.collection()) {
      if (!value.is(JsonValue.Kind.NULL)) {
        read(entity.file, value, type, container, entity.rowId, path);
      }
      return;
    }
    if (!value.is(JsonValue.Kind.ARRAY)) {
      throw entity.place(value).problem(path, "expected an array of objects");
    }
    for (int i = 0; i < value.items().size(); i++) {
      read(entity.file, value.items().get(i), type, container, entity.rowId, path + "[" + i + "]");
    }
  }
}
