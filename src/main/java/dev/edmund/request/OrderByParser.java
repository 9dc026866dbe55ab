package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.OrderBy;
import java.util.ArrayList;
import java.util.List;

/** The items of {@code $orderby} (Part 2, 5.1.5) and of {@code orderby}. */
final class OrderByParser {
  private final ExpressionParser expressions;

  OrderByParser(ExpressionParser expressions) {
    this.expressions = expressions;
  }

  List<OrderBy> items(Cursor in, Scope scope) {
    List<OrderBy> items = new ArrayList<>();
    do {
      in.blanks();
      Typed value = Located.at(in.target(), () -> expressions.expression(in, scope));
      boolean entity = EdmTypes.isEntity(value.type()) && !value.collection();
      if (TypeRules.hasNoOrder(value) && !entity) {
        throw in.error(
            ErrorCode.TYPE_MISMATCH, value.typeName() + " has no order; the item that ends");
      }
      ExprHeight.check(value.expr(), in);
      items.add(new OrderBy(value.expr(), descending(in)));
      in.budget().listItems(items.size());
    } while (in.accept(','));
    return items;
  }

  private static boolean descending(Cursor in) {
    if (!in.blanks() || !in.atName()) {
      return false;
    }
    int start = in.position();
    String word = EdmTypes.lower(in.name());
    if (!word.equals("asc") && !word.equals("desc")) {
      throw in.errorAt(start, ErrorCode.SYNTAX, "asc, desc or a comma is expected");
    }
    in.blanks();
    return word.equals("desc");
  }
}
