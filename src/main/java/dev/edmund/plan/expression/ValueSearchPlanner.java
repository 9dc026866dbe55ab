package dev.edmund.plan.expression;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Search;
import java.util.List;
import java.util.Locale;

/**
 * Gives {@code $search} its meaning for the values of a collection, which have no index: a term
 * matches where one of the texts contains it, whatever the case.
 */
public final class ValueSearchPlanner implements Search.Visitor<Condition> {
  private final List<Term> texts;

  private ValueSearchPlanner(List<Term> texts) {
    this.texts = texts;
  }

  public static Condition condition(Search search, List<Term> texts) {
    return search.accept(new ValueSearchPlanner(texts));
  }

  @Override
  public Condition term(Search.Term s) {
    Term part = new Term.Bind(s.text().toLowerCase(Locale.ROOT), ColumnType.TEXT);
    List<Condition> matches = texts.stream().map(text -> contains(text, part)).toList();
    return new Condition.Definite(matches.size() == 1 ? matches.get(0) : new Condition.Or(matches));
  }

  private static Condition contains(Term text, Term part) {
    Term lower = new Term.Apply(Operation.LOWER, List.of(text), ColumnType.TEXT);
    return new Condition.Match(Condition.Match.Kind.CONTAINS, lower, part);
  }

  @Override
  public Condition not(Search.Not s) {
    return new Condition.Not(s.operand().accept(this));
  }

  @Override
  public Condition and(Search.And s) {
    return new Condition.And(s.operands().stream().map(o -> o.accept(this)).toList());
  }

  @Override
  public Condition or(Search.Or s) {
    return new Condition.Or(s.operands().stream().map(o -> o.accept(this)).toList());
  }
}
