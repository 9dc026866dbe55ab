package dev.edmund.sql;

import java.util.List;

/**
 * A statement: text with a question mark for each bind, in order.
 *
 * @param places where among the columns of the text each column of the query is; less than zero for
 *     one that is null and left out; empty where they are the same
 */
public record Statement(String text, List<Bind> binds, List<Integer> places) {
  public Statement {
    binds = List.copyOf(binds);
    places = List.copyOf(places);
  }

  /** A statement with all columns of its query. */
  public Statement(String text, List<Bind> binds) {
    this(text, binds, List.of());
  }

  /** Where a column of the query is; less than zero where it is null. */
  public int place(int column) {
    return places.isEmpty() ? column : places.get(column);
  }

  /**
   * The statement with a value for each of its parameters.
   *
   * @param values as the driver takes them
   */
  public Statement given(List<Object> values) {
    if (values.isEmpty()) {
      return this;
    }
    Visitor<Bind> given =
        new Visitor<>() {
          @Override
          public Bind value(Value b) {
            return b;
          }

          @Override
          public Bind parameter(Parameter b) {
            return new Value(values.get(b.position()));
          }

          @Override
          public Bind parentColumn(ParentColumn b) {
            return b;
          }
        };
    return new Statement(text, binds.stream().map(bind -> bind.accept(given)).toList(), places);
  }

  /** Where the value of a question mark comes from. */
  public sealed interface Bind {
    <R> R accept(Visitor<R> visitor);
  }

  /** A value the driver takes: Long, Double, String, byte[]. */
  public record Value(Object value) implements Bind {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /** A value that comes with each execution. */
  public record Parameter(int position) implements Bind {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parameter(this);
    }
  }

  /** A column of the row that a nested statement is run for. */
  public record ParentColumn(int position) implements Bind {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parentColumn(this);
    }
  }

  /** What can be done to a bind. */
  public interface Visitor<R> {
    R value(Value b);

    R parameter(Parameter b);

    R parentColumn(ParentColumn b);
  }
}
