package dev.edmund.plan;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.JsonPlace;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** One item of a collection of values, by its place (Part 2, 4.10). */
final class ItemPath {
  private ItemPath() {}

  /** Joins the item to its entity. */
  static void attach(EntityAlias entity, PropertyStorage.Values values, long index) {
    QueryBuilder all = entity.builder().inner(values.table());
    all.where(EntityAlias.equal(new Term.Field(all.alias(), values.owner()), entity.rowId()));
    Term place = place(index, all);
    entity.attach(
        values.table(),
        alias ->
            new Condition.And(
                List.of(
                    EntityAlias.equal(new Term.Field(alias, values.owner()), entity.rowId()),
                    EntityAlias.equal(new Term.Field(alias, values.ordinal()), place))));
  }

  /** What an item of a JSON array stands for, which is joined to the entity. */
  static Operand item(Operand.ItemMembers items, long index) {
    QueryBuilder builder = items.builder();
    Term place = place(index, builder.inner(items.array()));
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

  /** The place from the front; a negative one counts from the end. */
  private static Term place(long index, QueryBuilder all) {
    Term given = new Term.Bind(index, ColumnType.INTEGER);
    return index >= 0
        ? given
        : new Term.Apply(
            Operation.ADD,
            List.of(new Term.Subquery(all.count(), ColumnType.INTEGER), given),
            ColumnType.INTEGER);
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
