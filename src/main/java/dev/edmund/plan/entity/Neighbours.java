package dev.edmund.plan.entity;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * The entities on one end of a navigation property, by the row ids of those on the other.
 *
 * @param entities what is found
 * @param query the row ids of all that are related to any
 * @param of the row id of what one is related to, in the query
 */
public record Neighbours(EntityStorage entities, Query query, Term of) {

  /** What a navigation property of a type leads to. */
  public static Neighbours behind(Storage storage, EntityStorage source, Link link) {
    EntityAlias from = EntityAlias.all(storage, source);
    EntityAlias to = from.step(link);
    return rows(to.entity(), from.builder(), to.rowId(), from.rowId());
  }

  /** The entities of a type whose navigation property leads to an entity. */
  public static Neighbours before(Storage storage, EntityStorage source, Link link) {
    EntityAlias from = EntityAlias.all(storage, source);
    EntityAlias to = from.step(link);
    return rows(source, from.builder(), from.rowId(), to.rowId());
  }

  /** What a navigation property to any type leads to among the entities of one storage root. */
  public static Neighbours behind(
      Storage storage, EntityStorage source, AnyLink link, FullQualifiedName root) {
    EntityAlias from = EntityAlias.all(storage, source);
    Term target = pointer(from, link, root);
    return rows(storage.require(root), from.builder(), target, from.rowId());
  }

  /** The entities of a type whose navigation property to any type leads to an entity. */
  public static Neighbours before(
      Storage storage, EntityStorage source, AnyLink link, FullQualifiedName root) {
    EntityAlias from = EntityAlias.all(storage, source);
    Term target = pointer(from, link, root);
    return rows(source, from.builder(), from.rowId(), target);
  }

  private static Term pointer(EntityAlias from, AnyLink link, FullQualifiedName root) {
    Access row = from;
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      Link.Pair pair = bridge.pairs().get(0);
      String alias =
          from.builder()
              .join(
                  false,
                  bridge.table(),
                  a ->
                      EntityAlias.equal(
                          new Term.Field(a, pair.target()), from.column(pair.source())));
      row = column -> new Term.Field(alias, column);
    }
    Column type = link.rootType();
    from.builder()
        .where(
            EntityAlias.equal(
                row.column(type),
                new Term.Bind(root.getFullQualifiedNameAsString(), ColumnType.TEXT)));
    return row.column(link.rowId());
  }

  private static Neighbours rows(
      EntityStorage entities, QueryBuilder builder, Term found, Term of) {
    builder.append(found);
    return new Neighbours(entities, builder.build(null, 0), of);
  }

  /** The row ids of what is related to any of these, some of them perhaps more than once. */
  public Query of(List<Long> rowIds) {
    List<Term> binds = new ArrayList<>();
    rowIds.forEach(id -> binds.add(new Term.Bind(id, ColumnType.INTEGER)));
    return query.and(new Condition.In(of, binds));
  }
}
