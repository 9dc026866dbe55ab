package dev.edmund.conventions.dataverse.query;

import dev.edmund.model.Model;
import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions that ask where in its hierarchy a record is. */
final class HierarchyFunctions {
  private HierarchyFunctions() {}

  static Map<String, Rewrite> all() {
    return Map.of(
        "Above", (call, in) -> related(call, in.model(), true, false),
        "AboveOrEqual", (call, in) -> related(call, in.model(), true, true),
        "Under", (call, in) -> related(call, in.model(), false, false),
        "UnderOrEqual", (call, in) -> related(call, in.model(), false, true),
        "NotUnder", (call, in) -> Exprs.not(related(call, in.model(), false, false)));
  }

  private static Expr related(FunctionCall call, Model model, boolean above, boolean self) {
    call.require(Set.of(Exprs.NAME, Exprs.VALUE));
    Expr node = Exprs.single(call);
    Expr other = call.constant(node, call.text(Exprs.VALUE), Exprs.VALUE);
    List<RecursiveHierarchy> hierarchies =
        node instanceof Expr.Property property
            ? Records.identified(property).stream()
                .flatMap(type -> Records.hierarchy(model, type).stream())
                .toList()
            : List.of();
    if (hierarchies.isEmpty()) {
      throw call.invalid(Exprs.NAME, "identifies a record that has one above it");
    }
    return Exprs.or(
        hierarchies.stream()
            .map(
                hierarchy ->
                    above
                        ? Records.above(hierarchy, node, other, self)
                        : Records.below(hierarchy, node, other, self))
            .toList());
  }
}
