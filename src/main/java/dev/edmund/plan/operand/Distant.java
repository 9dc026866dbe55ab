package dev.edmund.plan.operand;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An entity of another query than the one that is built: what is wanted of it is brought over value
 * by value.
 *
 * @param alias the entity there
 * @param builder the query that is built
 * @param bring what a value of the entity's query is in this one
 */
public record Distant(EntityAlias alias, QueryBuilder builder, UnaryOperator<Term> bring)
    implements Operand {

  /** The one entity of a subquery, null where it finds none. */
  public static Distant found(EntityAlias alias, QueryBuilder builder) {
    return new Distant(
        alias, builder, value -> new Term.Subquery(alias.builder().exists(value), value.type()));
  }

  /**
   * The entity that an expression is nested in.
   *
   * @param levels how many options further out
   */
  public static Operand outer(Operand it, int levels, QueryBuilder builder) {
    EntityAlias at = it.plain() instanceof Entity entity ? entity.alias() : null;
    UnaryOperator<Term> bring = UnaryOperator.identity();
    boolean near = true;
    for (int i = 0; i < levels && at != null; i++) {
      EntityAlias next = at.outer();
      if (next != null && next.builder() != at.builder()) {
        near = false;
        UnaryOperator<Term> rest = bring;
        bring = value -> rest.apply(new Term.Parent(next.builder().select(value), value.type()));
      }
      at = next;
    }
    if (at == null) {
      throw ODataException.notImplemented("An outer instance inside of these options", "$it");
    }
    return near ? new Entity(at) : new Distant(at, builder, bring);
  }

  @Override
  public Optional<QueryBuilder> query() {
    return Optional.of(builder);
  }

  @Override
  public Term presence() {
    return bring.apply(alias.rowId());
  }

  private Term column(Column column) {
    return bring.apply(alias.column(column));
  }

  @Override
  public Optional<Step> step() {
    EntityStorage entity = alias.entity();
    return Optional.of(new Step(this::column, null, entity.properties(), entity.links(), builder));
  }

  @Override
  public Operand dynamic(String name) {
    Column column = alias.entity().dynamic();
    if (column == null) {
      throw ODataException.notImplemented("Storage of the property " + name, name);
    }
    return Documents.dynamic(name, new JsonPlace.Inside(column(column), List.of()), builder);
  }

  /** What a navigation property leads to. */
  public Operand follow(Link link) {
    if (!link.collection()) {
      return new Distant(alias.related(link), builder, bring);
    }
    return new Drawn(
        () -> {
          EntityAlias members = EntityAlias.members(builder, alias.storage(), link, this::column);
          return new Ranged(members.builder(), new Entity(members));
        });
  }

  /** The same entity seen as another type of its hierarchy. */
  public Distant as(EntityStorage type) {
    return new Distant(alias.as(type), builder, bring);
  }
}
