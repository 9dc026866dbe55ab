package dev.edmund.model.storage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Where the values of a structural property are. */
public sealed interface PropertyStorage {

  /** The property's name; {@code value} for the members of a collection. */
  String name();

  <R> R accept(Visitor<R> visitor);

  /** This, when it is a value in one column. */
  default Optional<Scalar> asScalar() {
    return Optional.empty();
  }

  /** This, when it is a complex value. */
  default Optional<Complex> asComplex() {
    return Optional.empty();
  }

  /** This, when it is a collection. */
  default Optional<Values> asValues() {
    return Optional.empty();
  }

  /** This, when it is kept as JSON. */
  default Optional<Document> asDocument() {
    return Optional.empty();
  }

  /** This, when it is a stream. */
  default Optional<Stream> asStream() {
    return Optional.empty();
  }

  /** The parts of a complex value in columns; empty for every other kind. */
  default List<PropertyStorage> parts() {
    return List.of();
  }

  /**
   * A primitive or enumeration value in one column.
   *
   * @param offset the minutes from UTC that a point in time came with, null in it for {@code Z};
   *     itself null where no offset is kept
   */
  record Scalar(
      String name, EdmType type, EdmProperty property, Column column, @Nullable Column offset)
      implements PropertyStorage {
    @Override
    public Optional<Scalar> asScalar() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scalar(this);
    }
  }

  /**
   * A complex value in columns of its own.
   *
   * @param presence tells null from all parts null
   * @param links the navigation properties of the complex type that can be followed from the entity
   *     that has the value; none in members of a collection
   */
  record Complex(
      String name,
      EdmType type,
      EdmProperty property,
      Column presence,
      List<PropertyStorage> parts,
      Map<String, Link> links)
      implements PropertyStorage {
    public Complex {
      parts = List.copyOf(parts);
      links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
    }

    /** This with other parts and links. */
    Complex with(List<PropertyStorage> otherParts, Map<String, Link> otherLinks) {
      return new Complex(name, type, property, presence, otherParts, otherLinks);
    }

    @Override
    public Optional<Complex> asComplex() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.complex(this);
    }
  }

  /** A collection in a table of its own, one row a member. */
  record Values(
      String name,
      EdmProperty property,
      Table table,
      Column owner,
      Column ordinal,
      PropertyStorage member)
      implements PropertyStorage {
    @Override
    public Optional<Values> asValues() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.values(this);
    }
  }

  /**
   * A value that no fixed set of columns can hold, as JSON in one column: complex values that are
   * open, derived, recursive or large, untyped values, and collections inside of a collection's
   * members. {@link DocumentText} says how the JSON spells values.
   *
   * @param type the type of the value, or of the members where {@code collection}
   */
  record Document(
      String name, EdmType type, EdmProperty property, boolean collection, Column column)
      implements PropertyStorage {
    @Override
    public Optional<Document> asDocument() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.document(this);
    }
  }

  /**
   * A stream: what is known about it beside the entity, its bytes in a table of their own.
   *
   * @param property null for the stream that a media entity is
   * @param contentType the media type; null in it where there is no stream
   * @param length in bytes
   * @param etag changes with the bytes
   * @param chunks one row for each chunk of at most {@link #CHUNK_BYTES}
   * @param owner the column of {@code chunks} with the row id of the entity
   * @param ordinal the column of {@code chunks} that counts from 0
   */
  record Stream(
      String name,
      @Nullable EdmProperty property,
      Column contentType,
      Column length,
      Column etag,
      Table chunks,
      Column owner,
      Column ordinal,
      Column bytes)
      implements PropertyStorage {
    /** The size of all chunks but the last. */
    public static final int CHUNK_BYTES = 1 << 20;

    @Override
    public Optional<Stream> asStream() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stream(this);
    }
  }

  /** What can be done to a property's storage. */
  interface Visitor<R> {
    R scalar(Scalar p);

    R complex(Complex p);

    R values(Values p);

    R document(Document p);

    R stream(Stream p);
  }
}
