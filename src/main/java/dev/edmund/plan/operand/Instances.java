package dev.edmund.plan.operand;

import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The instances between two transformations: the rows of a query under construction.
 *
 * @param instance what a row stands for
 * @param groups what the rows are grouped by, for each {@code groupby} around, outermost first
 * @param distinct whether the row id of the instance tells all rows apart
 */
public record Instances(
    QueryBuilder builder, Operand instance, List<Made> groups, boolean distinct) {
  public Instances {
    groups = List.copyOf(groups);
  }

  public static Instances of(EntityAlias entity) {
    return new Instances(entity.builder(), new Operand.Entity(entity), List.of(), true);
  }

  public Instances with(Operand other) {
    return new Instances(builder, other, groups, distinct);
  }

  public Instances with(List<Made> otherGroups) {
    return new Instances(builder, instance, otherGroups, distinct);
  }

  /** The same in groups inside of those that there are. */
  public Instances in(Made group) {
    List<Made> all = new ArrayList<>(groups);
    all.add(group);
    return with(all);
  }

  /** The innermost group. */
  public Made group() {
    return groups.get(groups.size() - 1);
  }

  /** The same outside of the innermost group. */
  public Instances outside() {
    return with(groups.subList(0, groups.size() - 1));
  }

  /** Has the query return a row for each group. */
  public void groupRows() {
    partition().forEach(builder::groupBy);
  }

  /** Where some rows may stand for the same instance. */
  public Instances repeated() {
    return new Instances(builder, instance, groups, false);
  }

  /** All terms that the rows are grouped by. */
  public List<Term> partition() {
    Set<Term> terms = new LinkedHashSet<>();
    groups.forEach(group -> terms.addAll(group.identity()));
    return List.copyOf(terms);
  }

  /** What tells the instances apart, behind what they are ordered by so far. */
  public List<Query.Ordering> total() {
    List<Query.Ordering> order = new ArrayList<>(builder.order());
    Set<Term> terms = new LinkedHashSet<>(instance.identity());
    order.forEach(key -> terms.remove(key.term()));
    terms.forEach(term -> order.add(new Query.Ordering(term, false)));
    return order;
  }

  /** Orders the instances by what tells them apart, behind what they are ordered by. */
  public void settleOrder() {
    List<Query.Ordering> order = total();
    builder.clearOrder();
    order.forEach(key -> builder.orderBy(key.term(), key.descending()));
  }

  /** The same instances where conditions can be added: not behind {@code top} and {@code skip}. */
  public Instances open() {
    return builder.isCut() ? wrapped() : this;
  }

  /** The same instances where the query has no columns yet, as a part of a union must be. */
  public Instances unselected() {
    return builder.columnCount() == 0 ? this : wrapped();
  }

  /** The same instances as rows of a query around this one. */
  public Instances wrapped() {
    RowsOf rows = new RowsOf(List.of(builder));
    for (Query.Ordering key : builder.order()) {
      rows.builder().orderBy(rows.term(key.term()), key.descending());
    }
    return rows.instances(List.of(this), distinct);
  }
}
