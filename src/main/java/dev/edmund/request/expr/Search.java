package dev.edmund.request.expr;

import java.util.List;

/** A {@code $search} expression (Part 2, 5.1.7). */
public sealed interface Search {

  <R> R accept(Visitor<R> visitor);

  /** A word or a quoted phrase. */
  record Term(String text, boolean phrase) implements Search {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.term(this);
    }
  }

  record Not(Search operand) implements Search {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  record And(List<Search> operands) implements Search {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  record Or(List<Search> operands) implements Search {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /** What can be done to a search expression. */
  interface Visitor<R> {
    R term(Term s);

    R not(Not s);

    R and(And s);

    R or(Or s);
  }
}
