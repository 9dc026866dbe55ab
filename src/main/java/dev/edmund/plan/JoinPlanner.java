package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Storage;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
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
    if (t.outer()) {
      throw ODataException.notImplemented("outerjoin with transformations", "$apply");
    }
    Supplier<Instances> related = () -> grouped(t, input.get().open());
    Instances result = transformations.chain(t.related(), related).get();
    int last = result.groups().size() - 1;
    Operand instance =
        result.groups().get(last).part(INSTANCE).orElseThrow(IllegalStateException::new);
    return result
        .with(result.groups().subList(0, last))
        .with(joined(t, instance, result.instance()))
        .repeated();
  }

  /** The related instances, grouped by what they are related to. */
  private Instances grouped(Transformation.Join t, Instances in) {
    List<Made> groups = new ArrayList<>(in.groups());
    groups.add(new Made(null, null, Map.of(INSTANCE, Made.Part.dynamic(in.instance(), null))));
    in.builder().clearOrder();
    return in.with(each(t, in)).with(groups);
  }

  private Operand each(Transformation.Join t, Instances in) {
    Operand members = t.path().accept(new ExpressionPlanner(storage, in.instance()));
    return joins.each(in.builder(), members.members(), t.outer());
  }

  private static Made joined(Transformation.Join t, Operand instance, Operand related) {
    Expr path = t.path();
    EdmElement declared = path instanceof Expr.Navigation navigation ? navigation.property() : null;
    Made.Part part = new Made.Part(related, path.type(), declared, null);
    return Made.of(instance).with(t.alias(), part);
  }
}
