package dev.edmund.processor.write;

import dev.edmund.request.path.Segment;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.api.http.HttpMethod;

/** What a resource path leads to, as far as methods go (Part 1, 11.4). */
public enum ResourceKind {
  /** The service document, metadata, counts, functions, joins: what is made for the answer. */
  MADE(HttpMethod.GET),
  /** An action, a batch, {@code $query}. */
  POSTED(HttpMethod.POST),
  /** A set, or a navigation property that leads to many. */
  COLLECTION(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT),
  /** The same of media entities, which are created by their streams. */
  MEDIA_COLLECTION(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT),
  /** Some members of a collection. */
  FILTERED(HttpMethod.GET),
  /** Each member of a collection (4.01, 11.4.13). */
  EACH(HttpMethod.PATCH, HttpMethod.DELETE),
  ENTITY(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE),
  SINGLETON(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE),
  /** A primitive or complex property, or an item of a collection of them. */
  PROPERTY(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE),
  /** A collection of primitive or complex values. */
  VALUES(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE),
  /** A stream, or the stream of a media entity. */
  STREAM(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
  /** The bare value of a property. */
  BARE(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
  /** The reference to what a navigation property leads to. */
  REFERENCE(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
  /** The references to all that a navigation property leads to. */
  REFERENCES(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE),
  /** The reference to one of these. */
  MEMBER_REFERENCE(HttpMethod.GET, HttpMethod.DELETE);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<HttpMethod> methods;

  ResourceKind(HttpMethod... methods) {
    this.methods = List.of(methods);
  }

  /** What a path leads to. */
  public static ResourceKind of(List<Segment> path) {
    ResourceKind kind = MADE;
    boolean made = false;
    boolean keyed = false;
    for (Segment segment : path) {
      kind = segment.accept(new Next(kind, keyed));
      keyed = segment instanceof Segment.Key;
      made |= segment instanceof Segment.Operation;
    }
    return made && kind != POSTED ? MADE : kind;
  }

  /** The methods that the resource answers to, but for HEAD and OPTIONS. */
  public List<HttpMethod> methods() {
    return methods;
  }

  /** Whether a body that is sent with a method is taken as it is. */
  boolean isRaw(HttpMethod method) {
    return this == STREAM
        || this == BARE
        || (this == MEDIA_COLLECTION && method == HttpMethod.POST);
  }

  /** Whether a property is addressed, and not the entity that it is of. */
  public boolean isOfProperty() {
    return this == PROPERTY || this == VALUES || this == BARE || this == STREAM;
  }

  /** Whether an entity is addressed, or a collection that one can be added to. */
  public boolean isOfEntities() {
    return this == ENTITY || this == SINGLETON || this == COLLECTION;
  }

  private static ResourceKind entities(EdmEntityType type) {
    return type.hasStream() ? MEDIA_COLLECTION : COLLECTION;
  }

  /** What a segment makes of what is before it. */
  private record Next(ResourceKind before, boolean keyed) implements Segment.Visitor<ResourceKind> {
    @Override
    public ResourceKind metadata(Segment.Metadata s) {
      return MADE;
    }

    @Override
    public ResourceKind batch(Segment.Batch s) {
      return POSTED;
    }

    @Override
    public ResourceKind entityById(Segment.EntityById s) {
      return ENTITY;
    }

    @Override
    public ResourceKind all(Segment.All s) {
      return MADE;
    }

    @Override
    public ResourceKind crossJoin(Segment.CrossJoin s) {
      return MADE;
    }

    @Override
    public ResourceKind entitySet(Segment.EntitySet s) {
      return entities(s.set().getEntityType());
    }

    @Override
    public ResourceKind singleton(Segment.Singleton s) {
      return SINGLETON;
    }

    @Override
    public ResourceKind key(Segment.Key s) {
      return ENTITY;
    }

    @Override
    public ResourceKind property(Segment.Property s) {
      EdmProperty property = s.property();
      if (property.isCollection()) {
        return VALUES;
      }
      boolean stream =
          property.getType().getKind() == EdmTypeKind.PRIMITIVE
              && property.getType().getName().equals("Stream");
      return stream ? STREAM : PROPERTY;
    }

    @Override
    public ResourceKind dynamic(Segment.Dynamic s) {
      return PROPERTY;
    }

    @Override
    public ResourceKind navigation(Segment.Navigation s) {
      return s.property().isCollection() ? entities(s.property().getType()) : ENTITY;
    }

    @Override
    public ResourceKind typeCast(Segment.TypeCast s) {
      EdmStructuredType type = s.type();
      boolean many = before == COLLECTION || before == MEDIA_COLLECTION;
      return many && type instanceof EdmEntityType entity ? entities(entity) : before;
    }

    @Override
    public ResourceKind operation(Segment.Operation s) {
      return s.operation().getKind() == EdmTypeKind.ACTION ? POSTED : MADE;
    }

    @Override
    public ResourceKind annotation(Segment.Annotation s) {
      return MADE;
    }

    @Override
    public ResourceKind value(Segment.Value s) {
      return before == ENTITY || before == SINGLETON ? STREAM : BARE;
    }

    @Override
    public ResourceKind count(Segment.Count s) {
      return MADE;
    }

    @Override
    public ResourceKind ref(Segment.Ref s) {
      boolean many = before == COLLECTION || before == MEDIA_COLLECTION;
      if (many) {
        return REFERENCES;
      }
      return keyed ? MEMBER_REFERENCE : before == FILTERED ? FILTERED : REFERENCE;
    }

    @Override
    public ResourceKind filter(Segment.Filter s) {
      return FILTERED;
    }

    @Override
    public ResourceKind each(Segment.Each s) {
      return EACH;
    }

    @Override
    public ResourceKind query(Segment.Query s) {
      return POSTED;
    }

    @Override
    public ResourceKind ordinal(Segment.Ordinal s) {
      return PROPERTY;
    }
  }
}
