package dev.edmund.model.storage;

import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;

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

  /** The parts of a complex value; empty for every other kind. */
  default List<PropertyStorage> parts() {
    return List.of();
  }

  /** A primitive or enumeration value in one column. */
  record Scalar(String name, EdmType type, EdmProperty property, Column column)
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

  /** A complex value in columns of its own; {@code presence} tells null from all parts null. */
  record Complex(
      String name, EdmType type, EdmProperty property, Column presence, List<PropertyStorage> parts)
      implements PropertyStorage {
    public Complex {
      parts = List.copyOf(parts);
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

  /** A value that has no storage yet; {@code reason} names what is missing. */
  record Unsupported(String name, EdmProperty property, String reason) implements PropertyStorage {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unsupported(this);
    }
  }

  /** What can be done to a property's storage. */
  interface Visitor<R> {
    R scalar(Scalar p);

    R complex(Complex p);

    R values(Values p);

    R unsupported(Unsupported p);
  }
}
