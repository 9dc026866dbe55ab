package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.Computations;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.expression.OrderPlanner;
import dev.edmund.plan.expression.ValueSearchPlanner;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.expr.OrderBy;
import dev.edmund.request.option.QueryOptions;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Plans which items of a collection of values are read, and in what order (Part 1, 11.2.6). */
final class ItemsPlanner {
  private final Model model;
  private final QueryOptions options;

  /**
   * Plans one collection.
   *
   * @param options what it is filtered, ordered and cut by
   */
  ItemsPlanner(Model model, QueryOptions options) {
    this.model = model;
    this.options = options;
  }

  /**
   * The member for the collection.
   *
   * @param type of the items
   * @param items goes over the items, with the columns that {@code element} needs
   * @param each what an item stands for
   * @param position the place of an item, which ends the order
   */
  Member.Values member(
      String name, EdmType type, QueryBuilder items, Operand each, Term position, Member element) {
    ExpressionPlanner expressions = expressions(items, each);
    restrict(type, items, each);
    NestedRead count = options.count() ? new NestedRead(items.count(), null, null, 0) : null;
    for (OrderBy key : options.orderBy()) {
      items.orderBy(OrderPlanner.term(expressions, key.expression()), key.descending());
    }
    items.orderBy(position, false);
    long skip = options.skip() == null ? 0 : options.skip();
    NestedRead read = new NestedRead(items.build(options.top(), skip), null, null, 0);
    return new Member.Values(name, type, read, count, element);
  }

  /**
   * Keeps the items that filter and search leave.
   *
   * @param type null where it is not declared
   */
  void restrict(@Nullable EdmType type, QueryBuilder items, Operand each) {
    if (options.filter() != null) {
      items.where(expressions(items, each).condition(options.filter()));
    }
    if (options.search() != null) {
      items.where(ValueSearchPlanner.condition(options.search(), searched(type, each)));
    }
  }

  private ExpressionPlanner expressions(QueryBuilder items, Operand each) {
    Operand seen = options.compute().isEmpty() ? each : computed(model, each, items, options);
    return new ExpressionPlanner(model.storage(), seen, items);
  }

  /** A complex value with what {@code $compute} adds to it. */
  static Made computed(Model model, Operand value, QueryBuilder builder, QueryOptions options) {
    ExpressionPlanner expressions = new ExpressionPlanner(model.storage(), value, builder);
    return Computations.with(value, options.compute(), expressions);
  }

  /** Texts are searched themselves, of complex values the properties that are searchable. */
  private List<Term> searched(@Nullable EdmType type, Operand each) {
    if (type == null) {
      throw ODataException.notImplemented("$search in values without a declared type", "$search");
    }
    List<Term> terms =
        type instanceof EdmStructuredType structured
            ? model.searchable(structured).stream()
                .map(name -> property(each, structured, name))
                .toList()
            : ColumnTypes.of(type) == ColumnType.TEXT ? List.of(each.term()) : List.of();
    if (terms.isEmpty()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "Nothing in " + type.getName() + " is searchable.", "$search");
    }
    return terms;
  }

  private static Term property(Operand each, EdmStructuredType owner, String name) {
    if (each instanceof Operand.Document document
        && owner.getProperty(name) instanceof EdmProperty property) {
      return Documents.property(property, document.place(), document.builder()).term();
    }
    Operand.Step step = each.step().orElseThrow(() -> notSearched(name));
    return Optional.ofNullable(step.parts().get(name))
        .map(part -> Properties.operand(part, step.access(), step.owner(), step.builder()))
        .orElseThrow(() -> notSearched(name))
        .term();
  }

  private static ODataException notSearched(String name) {
    return ODataException.notImplemented("$search in " + name, "$search");
  }
}
