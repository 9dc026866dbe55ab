package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Search;
import java.util.List;
import java.util.Locale;

/**
 * Gives {@code $search} its meaning (Part 2, 5.1.7): a word or phrase matches an entity when one of
 * the searchable properties of its type contains it, whatever the case.
 */
final class SearchPlanner implements Search.Visitor<Condition> {
  private final List<Term> searched;

  private SearchPlanner(List<Term> searched) {
    this.searched = searched;
  }

  static Condition condition(Search search, EntityAlias of, List<String> properties) {
    List<Term> terms =
        properties.stream()
            .map(name -> of.entity().properties().get(name))
            .filter(p -> p != null)
            .flatMap(p -> p.asScalar().stream())
            .map(p -> of.column(p.column()))
            .toList();
    if (terms.isEmpty()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "No property of " + of.entity().name() + " is searchable.",
          "$search");
    }
    return search.accept(new SearchPlanner(terms));
  }

  /** Whether one of some texts matches. */
  static Condition condition(Search search, List<Term> texts) {
    return search.accept(new SearchPlanner(texts));
  }

  @Override
  public Condition term(Search.Term s) {
    Term part = new Term.Bind(s.text().toLowerCase(Locale.ROOT), ColumnType.TEXT);
    List<Condition> matches =
        searched.stream()
            .<Condition>map(
                text ->
                    new Condition.Match(
                        Condition.Match.Kind.CONTAINS,
                        new Term.Apply(Operation.LOWER, List.of(text), ColumnType.TEXT),
                        part))
            .toList();
    return new Condition.Definite(matches.size() == 1 ? matches.get(0) : new Condition.Or(matches));
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
