package dev.edmund.plan.query;

import java.util.List;

/**
 * Makes a condition fit to be negated: comparisons with null, which are false in OData (Part 2,
 * 5.1.1.1), become false instead of unknown; {@code has} and functions of null stay unknown.
 */
public final class Negation implements Condition.Visitor<Condition> {
  private static final Negation DEFINITE = new Negation();

  private Negation() {}

  /** Not {@code condition}, with OData's meaning of null. */
  public static Condition not(Condition condition) {
    return new Condition.Not(definite(condition));
  }

  /** {@code condition} with comparisons that are never unknown. */
  public static Condition definite(Condition condition) {
    return condition.accept(DEFINITE);
  }

  private List<Condition> all(List<Condition> operands) {
    return operands.stream().map(c -> c.accept(this)).toList();
  }

  @Override
  public Condition and(Condition.And c) {
    return new Condition.And(all(c.operands()));
  }

  @Override
  public Condition or(Condition.Or c) {
    return new Condition.Or(all(c.operands()));
  }

  @Override
  public Condition not(Condition.Not c) {
    return c;
  }

  @Override
  public Condition definite(Condition.Definite c) {
    return c;
  }

  @Override
  public Condition compare(Condition.Compare c) {
    return new Condition.Definite(c);
  }

  @Override
  public Condition compareRows(Condition.CompareRows c) {
    return new Condition.Definite(c);
  }

  @Override
  public Condition same(Condition.Same c) {
    return c;
  }

  @Override
  public Condition isNull(Condition.IsNull c) {
    return c;
  }

  @Override
  public Condition in(Condition.In c) {
    return new Condition.Definite(c);
  }

  @Override
  public Condition among(Condition.Among c) {
    return new Condition.Definite(c);
  }

  @Override
  public Condition exists(Condition.Exists c) {
    return c;
  }

  @Override
  public Condition holds(Condition.Holds c) {
    return c;
  }

  @Override
  public Condition match(Condition.Match c) {
    return c;
  }

  @Override
  public Condition hasWords(Condition.HasWords c) {
    return new Condition.Definite(c);
  }

  @Override
  public Condition hasFlags(Condition.HasFlags c) {
    return c;
  }

  @Override
  public Condition since(Condition.Since c) {
    return c;
  }

  @Override
  public Condition constant(Condition.Constant c) {
    return c;
  }
}
