package dev.edmund.plan;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.JsonPlace;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * One item of a collection of values, by its place (Part 2, 4.10).
 *
 * @param filters the items that the path counts fulfil all of these (Part 2, 4.12)
 * @param index from zero, or from the end with a minus
 */
record ItemPath(Storage storage, List<Expr> filters, long index) {
  ItemPath {
    filters = List.copyOf(filters);
  }

  /** Joins the item to its entity. */
  void attach(EntityAlias entity, PropertyStorage.Values values) {
    Term place = place(new Operand.ValueMembers(entity.builder(), entity.rowId(), values));
    entity.attach(
        values.table(),
        alias ->
            new Condition.And(
                List.of(
                    EntityAlias.equal(new Term.Field(alias, values.owner()), entity.rowId()),
                    EntityAlias.equal(new Term.Field(alias, values.ordinal()), place))));
  }

  /** What an item of a JSON array stands for, which is joined to the entity. */
  Operand item(Operand.ItemMembers items) {
    QueryBuilder builder = items.builder();
    Term place = place(items);
    String alias =
        builder.joinItems(
            items.array(),
            a -> EntityAlias.equal(new Term.Element(a, Term.Element.Facet.ORDINAL), place));
    JsonPlace item = new JsonPlace.Item(alias);
    EdmType type = items.type();
    return type == null
        ? new Operand.Dynamic(builder, item, items.tag())
        : Documents.of(type, false, item, builder);
  }

  /** The place from the front among all items. */
  private Term place(Operand.Members all) {
    if (filters.isEmpty() && index >= 0) {
      return new Term.Bind(index, ColumnType.INTEGER);
    }
    Operand.Ranged items = all.range();
    Term place = Objects.requireNonNull(items.place(), "Items of values have places");
    ExpressionPlanner expressions =
        new ExpressionPlanner(storage, items.variable(), items.builder());
    filters.forEach(filter -> items.builder().where(expressions.condition(filter)));
    items.builder().select(place);
    items.builder().orderBy(place, index < 0);
    return new Term.Subquery(
        items.builder().build(1L, index < 0 ? -index - 1 : index), ColumnType.INTEGER);
  }

  /** Where a value is of which only the type is told (Part 1, 10.18). */
  static Position untold(@Nullable PropertyStorage property, @Nullable InsideJson inside) {
    EdmProperty declared =
        inside != null
            ? inside.property()
            : Objects.requireNonNull(property).accept(new Declared()).orElse(null);
    String type =
        declared == null ? "Edm.Untyped" : declared.getType().getFullQualifiedName().toString();
    boolean many =
        inside != null
            ? inside.value() instanceof Operand.ItemMembers
            : property != null && property.asValues().isPresent();
    return new Position(null, null, "", many ? "Collection(" + type + ")" : type, "", true);
  }

  /** The property that a value is of. */
  private static final class Declared implements PropertyStorage.Visitor<Optional<EdmProperty>> {
    @Override
    public Optional<EdmProperty> scalar(PropertyStorage.Scalar p) {
      return Optional.ofNullable(p.property());
    }

    @Override
    public Optional<EdmProperty> complex(PropertyStorage.Complex p) {
      return Optional.ofNullable(p.property());
    }

    @Override
    public Optional<EdmProperty> values(PropertyStorage.Values p) {
      return Optional.ofNullable(p.property());
    }

    @Override
    public Optional<EdmProperty> document(PropertyStorage.Document p) {
      return Optional.ofNullable(p.property());
    }

    @Override
    public Optional<EdmProperty> stream(PropertyStorage.Stream p) {
      return Optional.ofNullable(p.property());
    }
  }
}
