package dev.edmund.store.load;

import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.StreamSource;
import dev.edmund.request.payload.TypeCheck;
import dev.edmund.request.payload.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.jspecify.annotations.Nullable;

/**
 * Puts the JSON value of one structural property into a row, or into rows of its own; answers
 * whether it was more than null.
 */
final class PropertyReader implements PropertyStorage.Visitor<Boolean> {
  private final Loading loading;
  private final EntityLinks links;
  private final LinkSource source;
  private final At at;
  private final Row row;
  private final long rowId;

  /**
   * @param source the entity that has the property, and where the property is in it
   * @param rowId the row id that the rows of collections hang on
   */
  PropertyReader(
      Loading loading, EntityLinks links, LinkSource source, At at, Row row, long rowId) {
    this.loading = loading;
    this.links = links;
    this.source = source;
    this.at = at;
    this.row = row;
    this.rowId = rowId;
  }

  private boolean isNull() {
    return at.value().is(JsonValue.Kind.NULL);
  }

  private void requireNullable(boolean nullable) {
    if (!nullable) {
      throw at.problem("must not be null");
    }
  }

  @Override
  public Boolean scalar(PropertyStorage.Scalar p) {
    if (isNull()) {
      requireNullable(p.property().isNullable());
      p.accept(new Clearing(row, rowId, loading.stored()));
      return false;
    }
    ScalarReader reader = loading.target().reader(p);
    try {
      String text = reader.text(at.value());
      row.set(p.column(), reader.read(text));
      if (p.offset() != null) {
        row.set(p.offset(), ScalarReader.offset(text));
      }
    } catch (IllegalArgumentException e) {
      throw at.problem(String.valueOf(e.getMessage()));
    }
    return true;
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    if (isNull()) {
      requireNullable(p.property().isNullable());
      p.accept(new Clearing(row, rowId, loading.stored()));
      return false;
    }
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      throw at.problem("expected an object");
    }
    boolean fresh = row.get(p.presence()) == null;
    row.set(p.presence(), loading.target().present());
    Map<String, PropertyStorage> parts = new LinkedHashMap<>();
    p.parts().forEach(part -> parts.put(part.name(), part));
    Members members = Members.of(at);
    if (fresh) {
      WholeRules.requireCollections(loading.target().rules(), p.parts(), members, at);
    }
    LinkSource inside = source.inside(p.name());
    members
        .values()
        .forEach(
            (name, value) -> {
              At member = at.member(name, value);
              PropertyStorage part = parts.get(name);
              if (part == null) {
                related(p, inside, name, member);
              } else {
                part.accept(new PropertyReader(loading, links, inside, member, row, rowId));
              }
            });
    parts.forEach((name, part) -> part.asStream().ifPresent(s -> stream(s, members)));
    annotations(p, parts, members, inside);
    return true;
  }

  private void related(PropertyStorage.Complex p, LinkSource inside, String name, At member) {
    EdmComplexType type = (EdmComplexType) p.type();
    if (type.getNavigationProperty(name) == null) {
      throw member.problem(type.getFullQualifiedName() + " has no such property");
    }
    links.related(inside, link(p, name, member), member);
  }

  /** Members of collections have no row that a link could begin at. */
  private static Link link(PropertyStorage.Complex p, String name, At at) {
    Link link = p.links().get(name);
    if (link == null) {
      throw EntityLinks.notStored(p.type().getFullQualifiedName(), name, at);
    }
    return link;
  }

  private void stream(PropertyStorage.Stream p, Members members) {
    loading.streams().read(p, StreamSource.of(p.name(), members, at), row, rowId);
  }

  private void annotations(
      PropertyStorage.Complex p,
      Map<String, PropertyStorage> parts,
      Members members,
      LinkSource inside) {
    members
        .annotations()
        .forEach(
            (name, terms) ->
                terms.forEach(
                    (term, annotation) -> {
                      PropertyStorage part = parts.get(name);
                      boolean stream = part != null && part.asStream().isPresent();
                      At found = at.member(annotation.name(), annotation.value());
                      if (term.equals(Members.TYPE)) {
                        requireType(p, part, name, found);
                      } else if (term.equals(Members.BIND)) {
                        links.bind(inside, link(p, name, found), found);
                      } else if (!Members.isIgnored(term)
                          && !(stream && StreamSource.isTerm(term))
                          && !isCount(p, name, term)) {
                        throw found.problem("is not understood");
                      }
                    }));
  }

  /** The count of an expanded collection; the collection itself tells as much. */
  private static boolean isCount(PropertyStorage.Complex p, String name, String term) {
    return term.equals("count") && p.links().containsKey(name);
  }

  /** No type derives from one whose values are in columns. */
  private void requireType(
      PropertyStorage.Complex p, @Nullable PropertyStorage part, String name, At annotation) {
    if (name.isEmpty()) {
      loading
          .documents()
          .requireType(ValueType.of(p.type(), /* collection= */ false, p.property()), annotation);
    } else if (part == null) {
      throw annotation.problem("is not understood");
    } else {
      part.accept(new TypeCheck(loading.documents(), annotation));
    }
  }

  @Override
  public Boolean values(PropertyStorage.Values p) {
    if (!at.value().is(JsonValue.Kind.ARRAY)) {
      throw at.problem("expected an array");
    }
    p.accept(new Clearing(row, rowId, loading.stored()));
    requireItems(p, at.value().items().size());
    Row.Shape shape = new Row.Shape(List.of(p.table()));
    RequiredRules required = RequiredRules.ofMember(p.member(), loading.target().dialect());
    for (int i = 0; i < at.value().items().size(); i++) {
      At item = at.item(i);
      Row child = new Row(shape);
      child.set(p.owner(), rowId);
      child.set(p.ordinal(), (long) i);
      p.member().accept(new PropertyReader(loading, links, source, item, child, rowId));
      required.apply(child, item.place(), item.prefix());
      loading.batches().add(p.table(), child.cells(0));
    }
    return true;
  }

  private void requireItems(PropertyStorage.Values p, int count) {
    for (String reason : loading.target().rules().of(p.property()).violations((long) count)) {
      throw at.problem(reason);
    }
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    if (isNull()) {
      if (p.collection()) {
        throw at.problem("expected an array");
      }
      requireNullable(p.property().isNullable());
      p.accept(new Clearing(row, rowId, loading.stored()));
      return false;
    }
    row.set(p.column(), loading.documents().read(p, at));
    return true;
  }

  /** The bytes are stored together with what the annotations beside them say. */
  @Override
  public Boolean stream(PropertyStorage.Stream p) {
    if (isNull()) {
      p.accept(new Clearing(row, rowId, loading.stored()));
    }
    return !isNull();
  }
}
