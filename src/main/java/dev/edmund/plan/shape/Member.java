package dev.edmund.plan.shape;

import dev.edmund.model.storage.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** A member of a JSON object and the columns that its value comes from. */
public sealed interface Member {

  /** The member's name. */
  String name();

  <R> R accept(Visitor<R> visitor);

  /**
   * A primitive or enumeration value.
   *
   * @param property the property of the model; null for one that was made for the answer
   * @param labels what to show people for a value, by its text; empty where that is not wanted
   * @param lookup what a lookup column refers to; null for other properties
   * @param offset the column with the minutes from UTC of a point in time, or -1
   * @param currency the column with the code of the currency of an amount, or -1
   */
  record Value(
      String name,
      int column,
      EdmType type,
      ColumnType columnType,
      @Nullable EdmProperty property,
      Map<String, String> labels,
      @Nullable Lookup lookup,
      int offset,
      int currency)
      implements Member {
    public Value {
      labels = Map.copyOf(labels);
    }

    /** A value that is no amount of money, or is not told as one. */
    public Value(
        String name,
        int column,
        EdmType type,
        ColumnType columnType,
        @Nullable EdmProperty property,
        Map<String, String> labels,
        @Nullable Lookup lookup,
        int offset) {
      this(name, column, type, columnType, property, labels, lookup, offset, -1);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /**
   * What the column of a referential constraint refers to.
   *
   * @param discriminator the column with the name of the navigation property in use, or -1
   * @param targets the navigation properties that use the column
   * @param name the column with the primary name of what is referred to, or -1
   * @param type the column with its qualified type, null in it where that is the declared one; or
   *     -1
   */
  record Lookup(int discriminator, List<EdmNavigationProperty> targets, int name, int type) {
    public Lookup {
      targets = List.copyOf(targets);
    }
  }

  /** A complex value; null where {@code presence} is null. */
  record Complex(String name, EdmComplexType type, int presence, List<Member> parts)
      implements Member {
    public Complex {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.complex(this);
    }
  }

  /**
   * A collection of primitive, enumeration or complex values, read for each row.
   *
   * @param count reads how many there are; null where that is not wanted
   */
  record Values(
      String name, EdmType memberType, NestedRead read, @Nullable NestedRead count, Member element)
      implements Member {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.values(this);
    }
  }

  /**
   * A value that is kept as JSON.
   *
   * @param type the type of the value, or of the members where {@code collection}
   * @param model has the types that instances can have
   */
  record Document(String name, int column, EdmType type, boolean collection, Parts parts, Edm model)
      implements Member {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.document(this);
    }
  }

  /**
   * The dynamic properties of an open type, members beside the declared ones.
   *
   * @param column has them all, as a JSON object
   * @param declared the names that the model has since come to declare
   */
  record Dynamic(String name, int column, Parts parts, Set<String> declared, Edm model)
      implements Member {
    public Dynamic {
      declared = Set.copyOf(declared);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dynamic(this);
    }
  }

  /**
   * A value without a declared type.
   *
   * @param declared whether the model has the property, so that it is null where it has no value
   * @param tag the column with the name of the type it came with; null where JSON shows it
   * @param kind the column with the kind of value that JSON has there; null where there is none
   * @param value the column with the value taken apart
   */
  record Undeclared(
      String name, boolean declared, int tag, int kind, int value, Parts parts, Edm model)
      implements Member {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.undeclared(this);
    }
  }

  /**
   * What is known about a stream; its bytes are mostly read at a URL of their own.
   *
   * @param name nothing for the stream that a media entity is
   * @param contentType the column with the media type, null in it where there is no stream
   * @param content reads the bytes, chunk by chunk; null where they are not wanted
   */
  record Stream(String name, int contentType, int etag, @Nullable NestedRead content)
      implements Member {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stream(this);
    }
  }

  /**
   * A related entity that is joined into the row; null where {@code presence} is null.
   *
   * @param path the navigation property from the entity, through complex values
   */
  record Related(String name, String path, int presence, EntityShape shape) implements Member {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.related(this);
    }
  }

  /**
   * Related entities that are read for each row; at most one where {@code single}.
   *
   * @param path the navigation property from the entity, through complex values
   */
  record Expanded(
      String name,
      String path,
      boolean single,
      @Nullable NestedRead read,
      @Nullable NestedRead count,
      @Nullable EntityShape shape)
      implements Member {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.expanded(this);
    }
  }

  /**
   * Related entities of types that have no table in common. A row tells the type at whose storage
   * root the entity is, and a read of that type's own gets it.
   *
   * @param members reads such rows for each row; null where the row itself is the one, for a single
   *     entity
   * @param rootType the column with the qualified name of the type at the root
   * @param branches what to read by that name
   */
  record OfAnyType(
      String name, @Nullable NestedRead members, int rootType, Map<String, Branch> branches)
      implements Member {
    public OfAnyType {
      branches = Map.copyOf(branches);
    }

    /** The read of an entity at one storage root. */
    public record Branch(NestedRead read, EntityShape shape) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofAnyType(this);
    }
  }

  /** A member that an object may be without: it is written where {@code there} is not null. */
  record Sometimes(int there, Member member) implements Member {
    @Override
    public String name() {
      return member.name();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sometimes(this);
    }
  }

  /** What can be done to a member. */
  interface Visitor<R> {
    R value(Value m);

    R complex(Complex m);

    R values(Values m);

    R document(Document m);

    R dynamic(Dynamic m);

    R undeclared(Undeclared m);

    R stream(Stream m);

    R related(Related m);

    R expanded(Expanded m);

    R ofAnyType(OfAnyType m);

    R sometimes(Sometimes m);
  }
}
