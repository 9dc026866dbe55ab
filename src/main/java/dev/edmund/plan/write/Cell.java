package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.request.payload.DocumentPatch;
import java.util.List;
import java.util.Optional;

/** What a column of a row gets. */
public record Cell(Column column, Source value) {

  /** A value that there may be. */
  static Source given(Optional<Object> value) {
    return value.<Source>map(Given::new).orElseGet(Nothing::new);
  }

  /** Where the value comes from. */
  public sealed interface Source {
    <R> R accept(Visitor<R> visitor);
  }

  /** A value of the request, as {@link dev.edmund.model.storage.Values} makes it. */
  public record Given(Object value) implements Source {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.given(this);
    }
  }

  /** No value. */
  public record Nothing() implements Source {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nothing(this);
    }
  }

  /** The value that a column of another row has; the step that fills the slot brings it. */
  public record Of(Slot slot, Column column) implements Source {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.of(this);
    }
  }

  /** The first of these values that is not null. */
  public record First(List<Of> values) implements Source {
    public First {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.first(this);
    }
  }

  /** One more than the highest value in the column so far: a number that the server makes. */
  public record Next() implements Source {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.next(this);
    }
  }

  /** The document that the column has, with changes. */
  public record Patched(DocumentPatch.Change change) implements Source {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.patched(this);
    }
  }

  /**
   * What a part of a complex value gets where the value is new; where it is there, the part stays.
   *
   * @param presence the column that tells whether it is there
   */
  public record Fresh(Column presence, Source value) implements Source {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fresh(this);
    }
  }

  /** What can be done to a source. */
  public interface Visitor<R> {
    R given(Given s);

    R nothing(Nothing s);

    R of(Of s);

    R first(First s);

    R next(Next s);

    R patched(Patched s);

    R fresh(Fresh s);
  }

  /** A cell with a value of the request. */
  public static Cell of(Column column, Object value) {
    return new Cell(column, new Given(value));
  }

  /** A cell without a value. */
  public static Cell empty(Column column) {
    return new Cell(column, new Nothing());
  }
}
