package dev.edmund.plan.function;

import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;

/** {@code in} (Part 2, 5.1.1.1.12). */
public final class Membership {
  private final Operand left;
  private final Expr.In expression;

  public Membership(Operand left, Expr.In expression) {
    this.left = left;
    this.expression = expression;
  }

  public Condition of(Operand right) {
    if (right.items().isPresent()) {
      List<Operand> items = right.items().get();
      return Structures.isStructure(left) ? structures(items) : values(items);
    }
    if (right.isNullLiteral()) {
      return new Condition.Constant(false);
    }
    EdmType leftType = expression.left().type();
    EdmType rightType = expression.right().type();
    Operand.Ranged range = right.members().range();
    Operand each = range.variable();
    range
        .builder()
        .where(
            Structures.isStructure(left) || Structures.isStructure(each)
                ? Structures.equal(left, leftType, each, rightType)
                : Comparisons.equal(
                    left.comparable(each, rightType), each.comparable(left, leftType)));
    return new Condition.Exists(range.builder().count());
  }

  private Condition structures(List<Operand> items) {
    EdmType type = expression.left().type();
    return any(items.stream().map(item -> Structures.equal(left, type, item, null)).toList());
  }

  /** Items of one type, and what is compared with them. */
  private record Group(Operand left, List<Operand> items) {}

  /** An undeclared value is compared with each item by that item's type. */
  private Condition values(List<Operand> items) {
    if (!(left instanceof Operand.Dynamic) || !(expression.right() instanceof Expr.Items typed)) {
      return Comparisons.in(left, items);
    }
    Map<String, Group> byType = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Operand item = items.get(i);
      EdmType type = typed.items().get(i).type();
      Operand fitting = type == null ? left : left.comparable(item, type);
      byType
          .computeIfAbsent(
              type == null ? "" : type.getName(), n -> new Group(fitting, new ArrayList<>()))
          .items()
          .add(item);
    }
    return any(byType.values().stream().map(g -> Comparisons.in(g.left(), g.items())).toList());
  }

  private static Condition any(List<Condition> alternatives) {
    return switch (alternatives.size()) {
      case 0 -> new Condition.Constant(false);
      case 1 -> alternatives.get(0);
      default -> new Condition.Or(alternatives);
    };
  }
}
