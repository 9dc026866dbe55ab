package dev.edmund.plan.query;

import dev.edmund.model.storage.Table;
import java.util.List;

/**
 * Something that is true, false or unknown for a row. A comparison with null is unknown here and
 * false in OData: that makes no difference at the top of WHERE, and {@link Definite} makes it none
 * elsewhere.
 */
public sealed interface Condition {

  <R> R accept(Visitor<R> visitor);

  record And(List<Condition> operands) implements Condition {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  record Or(List<Condition> operands) implements Condition {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  record Not(Condition operand) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** True where the operand is true, else false. */
  record Definite(Condition operand) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.definite(this);
    }
  }

  /** {@code = < <= > >=}, unknown with null. */
  record Compare(Comparator comparator, Term left, Term right) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /** Rows of values, compared value by value from the left: what differs first decides. */
  record CompareRows(Comparator comparator, List<Term> left, List<Term> right)
      implements Condition {
    public CompareRows {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compareRows(this);
    }
  }

  /** Equal, where null equals null; never unknown. */
  record Same(Term left, Term right) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.same(this);
    }
  }

  record IsNull(Term term) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isNull(this);
    }
  }

  /** Equal to one of the terms, none of which is null. */
  record In(Term term, List<Term> items) implements Condition {
    public In {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /** Among the rows of a query that looks at no other, which has as many columns. */
  record Among(List<Term> terms, Query query) implements Condition {
    public Among {
      terms = List.copyOf(terms);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.among(this);
    }
  }

  record Exists(Query query) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.exists(this);
    }
  }

  /** A boolean value. */
  record Holds(Term term) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.holds(this);
    }
  }

  /** A text test, by code points; unknown with null. */
  record Match(Kind kind, Term text, Term part) implements Condition {
    /** Where the part has to be. */
    public enum Kind {
      CONTAINS,
      STARTS_WITH,
      ENDS_WITH
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.match(this);
    }
  }

  /**
   * The row has words, one behind the other in one column of an index.
   *
   * @param indexes each of a table that has rows of the same row ids
   * @param text what the words are taken from
   * @param whole whether the last one has to be a word there, or may be the beginning of one
   */
  record HasWords(Term rowId, List<Words> indexes, String text, boolean whole)
      implements Condition {
    public HasWords {
      indexes = List.copyOf(indexes);
    }

    /** An index of the words in columns of a table. */
    public record Words(Table table, Table.Index index) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hasWords(this);
    }
  }

  /** All bits of {@code flags} are set in {@code value}. */
  record HasFlags(Term value, Term flags) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hasFlags(this);
    }
  }

  /**
   * A change that was not seen when the mark was made.
   *
   * @param position the place of a change in its log
   * @param mark as the database makes it
   */
  record Since(Term position, String mark) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.since(this);
    }
  }

  record Constant(boolean value) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** How two terms are compared. */
  enum Comparator {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** What can be done to a condition. */
  interface Visitor<R> {
    R and(And c);

    R or(Or c);

    R not(Not c);

    R definite(Definite c);

    R compare(Compare c);

    R compareRows(CompareRows c);

    R same(Same c);

    R isNull(IsNull c);

    R in(In c);

    R among(Among c);

    R exists(Exists c);

    R holds(Holds c);

    R match(Match c);

    R hasWords(HasWords c);

    R hasFlags(HasFlags c);

    R since(Since c);

    R constant(Constant c);
  }
}
