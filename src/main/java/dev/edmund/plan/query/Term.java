package dev.edmund.plan.query;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a query. */
public sealed interface Term {

  ColumnType type();

  <R> R accept(Visitor<R> visitor);

  /** A column of a source. */
  record Field(String alias, Column column) implements Term {
    @Override
    public ColumnType type() {
      return column.type();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.field(this);
    }
  }

  /**
   * Columns as the members of a JSON object, where the dialect can write one.
   *
   * @param version what the ETag before them is made of, see {@link
   *     dev.edmund.plan.shape.EntityShape.Variant}; null where there is none
   */
  record Members(@Nullable Field version, List<String> names, List<Term> values) implements Term {
    public Members {
      names = List.copyOf(names);
      values = List.copyOf(values);
    }

    @Override
    public ColumnType type() {
      return ColumnType.JSON;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.members(this);
    }
  }

  /**
   * The one column of the rows of a query, in their order and with commas in between; null where
   * there are none.
   *
   * @param query may have {@link Parent} terms
   * @param around the columns that these are about, of the query that this term stands in
   */
  record Items(Query query, List<Term> around) implements Term {
    public Items {
      around = List.copyOf(around);
    }

    @Override
    public ColumnType type() {
      return ColumnType.JSON;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.items(this);
    }
  }

  /** What a row of {@link Query.Elements} tells about its item. */
  record Element(String alias, Facet facet) implements Term {
    /** What is asked for. */
    public enum Facet {
      /** The item as the database takes a JSON value apart: a text without quotes, 1 for true. */
      VALUE,
      /** The item where it is an object, else null. */
      OBJECT,
      /** The item where it is an array, else null. */
      ARRAY,
      /** The kind of the item, as {@link Operation#JSON_TYPE} names it. */
      TYPE,
      /** The place in the array, from zero. */
      ORDINAL
    }

    @Override
    public ColumnType type() {
      return switch (facet) {
        case VALUE, OBJECT, ARRAY -> ColumnType.JSON;
        case TYPE -> ColumnType.TEXT;
        case ORDINAL -> ColumnType.INTEGER;
      };
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.element(this);
    }
  }

  /** A column of a {@link Query.Derived} source, by its position there. */
  record Output(String alias, int position, ColumnType type, boolean nullable) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.output(this);
    }
  }

  /**
   * One value of many rows: of a group, or of all where the query has no groups. Nulls are left
   * out; without any value it is null, a number of values zero.
   */
  record Aggregate(Aggregator aggregator, Term argument, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  /** What makes one value of many. */
  enum Aggregator {
    SUM,
    MIN,
    MAX,
    COUNT,
    COUNT_DISTINCT
  }

  /**
   * What a row has among those with the same partition.
   *
   * @param argument what is summed up; null for the row's number
   * @param order what comes before the row; empty for all rows, ordered or not
   */
  record Window(
      @Nullable Term argument, List<Term> partition, List<Query.Ordering> order, ColumnType type)
      implements Term {
    public Window {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.window(this);
    }
  }

  /** A term where a condition holds, else another one, or null. */
  record When(Condition condition, Term term, @Nullable Term otherwise) implements Term {
    public When(Condition condition, Term term) {
      this(condition, term, null);
    }

    @Override
    public ColumnType type() {
      return term.type();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.when(this);
    }
  }

  /**
   * A value that comes with each execution, by its position among these.
   *
   * @param type of the column that it is compared with
   */
  record Parameter(int position, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parameter(this);
    }
  }

  /** A value of the request, as {@link dev.edmund.model.storage.Values} makes it. */
  record Bind(Object value, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bind(this);
    }
  }

  /** A value as the database returned it earlier, to go on behind a row. */
  record Stored(Object value, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stored(this);
    }
  }

  /** A column of the row that a nested query is run for, by its position there. */
  record Parent(int position, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parent(this);
    }
  }

  record Null(ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nullValue(this);
    }
  }

  /** A function of the database; null where an argument is null. */
  record Apply(Operation operation, List<Term> arguments, ColumnType type) implements Term {
    public Apply {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apply(this);
    }
  }

  /** The number of rows of the query it stands in. */
  record CountRows() implements Term {
    @Override
    public ColumnType type() {
      return ColumnType.INTEGER;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.countRows(this);
    }
  }

  /** The one value of a query with one column and at most one row. */
  record Subquery(Query query, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.subquery(this);
    }
  }

  /** The one value that SQL of the model has. */
  record Given(Fragment sql, ColumnType type) implements Term {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.given(this);
    }
  }

  /** How many of the conditions hold. */
  record HowMany(List<Condition> conditions) implements Term {
    public HowMany {
      conditions = List.copyOf(conditions);
    }

    @Override
    public ColumnType type() {
      return ColumnType.INTEGER;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.howMany(this);
    }
  }

  /** A condition as a value. */
  record Truth(Condition condition) implements Term {
    @Override
    public ColumnType type() {
      return ColumnType.BOOLEAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.truth(this);
    }
  }

  /** What can be done to a term. */
  interface Visitor<R> {
    R field(Field t);

    R members(Members t);

    R items(Items t);

    R element(Element t);

    R output(Output t);

    R aggregate(Aggregate t);

    R window(Window t);

    R when(When t);

    R parameter(Parameter t);

    R bind(Bind t);

    R stored(Stored t);

    R parent(Parent t);

    R nullValue(Null t);

    R apply(Apply t);

    R countRows(CountRows t);

    R subquery(Subquery t);

    R given(Given t);

    R howMany(HowMany t);

    R truth(Truth t);
  }
}
