package dev.edmund.plan.expression;

import dev.edmund.model.storage.Storage;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.expr.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmElement;

/** Plans {@code join} and {@code outerjoin} (Data Aggregation, 3.5.1). */
final class JoinPlanner {
  /** The only property of what instances are grouped by for the transformations in a join. */
  private static final String INSTANCE = "";

  private final Storage storage;
  private final ApplyPlanner transformations;
  private final Joins joins;

  JoinPlanner(Storage storage, ApplyPlanner transformations) {
    this.storage = storage;
    this.transformations = transformations;
    this.joins = new Joins(storage);
  }

  Instances plan(Transformation.Join t, Supplier<Instances> input) {
    if (t.related() == null) {
      Instances in = input.get().open();
      return in.with(joined(t, in.instance(), each(t, in))).repeated();
    }
    Supplier<Instances> related = () -> grouped(t, input.get().open());
    Instances result = transformations.chain(t.related(), related).get();
    return t.outer() ? outer(t, input.get().open(), result) : inner(t, result);
  }

  private static Instances inner(Transformation.Join t, Instances result) {
    Operand instance = result.group().part(INSTANCE).orElseThrow(IllegalStateException::new);
    return result.outside().with(joined(t, instance, result.instance())).repeated();
  }

  /** All instances, with the related ones behind a join that may find none. */
  private static Instances outer(Transformation.Join t, Instances in, Instances related) {
    Made group = related.groups().get(related.groups().size() - 1);
    List<Term> inner = group.identity();
    List<Term> outer = in.instance().identity();
    Map<Term, Term> on = new LinkedHashMap<>();
    for (int i = 0; i < inner.size(); i++) {
      on.put(inner.get(i), outer.get(i));
    }
    RowsOf rows = RowsOf.joined(related.builder(), in.builder(), on);
    Made made = Made.of(related.instance());
    Made there = made.there() == null ? made.where(ApplyPlanner.integer(1)) : made;
    Operand value = made.parts().isEmpty() ? related.instance() : there;
    for (Query.Ordering key : related.builder().order()) {
      in.builder().orderBy(rows.term(key.term()), key.descending());
    }
    return in.with(joined(t, in.instance(), rows.operand(value))).repeated();
  }

  /** The related instances, grouped by what they are related to. */
  private Instances grouped(Transformation.Join t, Instances in) {
    Made group = new Made(null, null, Map.of(INSTANCE, Made.Part.dynamic(in.instance(), null)));
    in.builder().clearOrder();
    return in.with(each(t, in)).in(group);
  }

  private Operand each(Transformation.Join t, Instances in) {
    Operand members = t.path().accept(new ExpressionPlanner(storage, in.instance()));
    return joins.each(in.builder(), members.members(), t.outer() && t.related() == null);
  }

  private static Made joined(Transformation.Join t, Operand instance, Operand related) {
    Expr path = t.path();
    EdmElement declared = path instanceof Expr.Navigation navigation ? navigation.property() : null;
    Made.Part part = new Made.Part(related, path.type(), declared, null);
    return Made.of(instance).with(t.alias(), part);
  }
}
