package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.expr.OrderBy;
import dev.edmund.request.option.QueryOptions;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Plans a value inside of JSON that is a resource of its own. */
final class InsidePlanner {
  private final Model model;
  private final QueryOptions options;

  InsidePlanner(Model model, QueryOptions options) {
    this.model = model;
    this.options = options;
  }

  /** The member that the value becomes; its columns go into the query of the entity. */
  Member member(InsideJson inside, QueryBuilder builder) {
    Operand value = inside.value();
    return value instanceof Operand.ItemMembers items
        ? collection(inside, items, builder)
        : single(inside, value, builder);
  }

  private Member single(InsideJson inside, Operand value, QueryBuilder builder) {
    if (value instanceof Operand.Document document) {
      return new Member.Document(
          inside.name(),
          builder.select(document.place().object()),
          document.type(),
          false,
          Selection.of(options.select()).asParts(),
          model.edm());
    }
    if (value instanceof Operand.Dynamic dynamic) {
      return new Member.Undeclared(
          inside.name(),
          inside.property() != null,
          builder.select(dynamic.tag()),
          builder.select(dynamic.place().kind()),
          builder.select(dynamic.place().value()),
          Selection.of(options.select()).asParts(),
          model.edm());
    }
    EdmProperty property = Objects.requireNonNull(inside.property(), "A scalar is declared");
    Term term = value.term();
    return new Member.Value(
        inside.name(),
        builder.select(term),
        property.getType(),
        term.type(),
        property,
        Map.of(),
        null,
        value.offset() == null ? -1 : builder.select(value.offset()));
  }

  private Member collection(InsideJson inside, Operand.ItemMembers items, QueryBuilder builder) {
    EdmProperty property = Objects.requireNonNull(inside.property(), "A collection is declared");
    int array = builder.select(items.array());
    QueryBuilder nested = QueryBuilder.over(new Term.Parent(array, ColumnType.JSON));
    Operand each = items.each(nested);
    ExpressionPlanner expressions = new ExpressionPlanner(model.storage(), each, nested);
    if (options.filter() != null) {
      nested.where(expressions.condition(options.filter()));
    }
    for (OrderBy key : options.orderBy()) {
      nested.orderBy(expressions.term(key.expression()), key.descending());
    }
    nested.orderBy(new Term.Element(nested.alias(), Term.Element.Facet.ORDINAL), false);
    Member element = single(new InsideJson("value", each, property), each, nested);
    long skip = options.skip() == null ? 0 : options.skip();
    NestedRead read = new NestedRead(nested.build(options.top(), skip), null, null, 0);
    return new Member.Values(inside.name(), property.getType(), read, element);
  }
}
