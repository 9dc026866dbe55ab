package dev.edmund.plan.entity;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Guards;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * What somebody may see, as conditions on the tables that entities are read from. All that is known
 * of the viewer is bound, never written into a statement.
 */
record Sight(Storage storage, QueryBuilder builder) {

  /**
   * Whether a row may be seen that is an entity of a type; empty where everybody may see it.
   *
   * @param table what the row is of, in the hierarchy of the type
   * @param alias of the row
   */
  Optional<Condition> of(EntityStorage type, Table table, String alias) {
    Guards guards = storage.guards();
    if (guards.viewer() == null) {
      return Optional.empty();
    }
    Optional<Guards.Owned> owned = guards.restricting(type);
    if (owned.isPresent()) {
      return Optional.of(owned(type, owned.get(), table, alias));
    }
    List<Condition> all = new ArrayList<>();
    for (FullQualifiedName name : type.derived()) {
      EntityStorage derived = storage.require(name);
      guards.restricting(derived).ifPresent(o -> all.add(unlessHidden(derived, o, table, alias)));
    }
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.size() == 1 ? all.get(0) : new Condition.And(all));
  }

  private Condition owned(EntityStorage type, Guards.Owned owned, Table table, String alias) {
    boolean here =
        columns(type, owned).stream().allMatch(column -> column.table().equals(table.name()));
    if (here) {
      return allows(type, owned, column -> new Term.Field(alias, column), Guards.Rights.READ);
    }
    EntityAlias other = other(type, table, alias);
    other.builder().where(allows(type, owned, other, Guards.Rights.READ));
    return new Condition.Exists(other.builder().exists(other.rowId()));
  }

  private static List<Column> columns(EntityStorage type, Guards.Owned owned) {
    List<Column> columns = new ArrayList<>(List.of(owned.owner(), type.key().get(0)));
    Column unit = owned.unit();
    if (unit != null) {
      columns.add(unit);
    }
    return columns;
  }

  /** The same entity once more, which is not looked at again. */
  private EntityAlias other(EntityStorage type, Table table, String alias) {
    EntityAlias other = EntityAlias.all(builder, storage.guarded(Guards.NONE), type);
    Term rowId = new Term.Field(alias, QueryBuilder.rowId(table));
    other.builder().where(EntityAlias.equal(other.rowId(), rowId));
    return other;
  }

  /** Whether a row is no entity of a derived type that is hidden. */
  private Condition unlessHidden(
      EntityStorage derived, Guards.Owned owned, Table table, String alias) {
    EntityAlias other = other(derived, table, alias);
    Condition seen = allows(derived, owned, other, Guards.Rights.READ);
    other.builder().where(new Condition.Not(new Condition.Definite(seen)));
    return new Condition.Not(new Condition.Exists(other.builder().exists(other.rowId())));
  }

  /**
   * Whether the viewer has all of these rights to an entity: those who own it have, and others by
   * what was shared.
   */
  Condition allows(EntityStorage type, Guards.Owned owned, Access entity, long rights) {
    Guards.Viewer viewer = Objects.requireNonNull(storage.guards().viewer(), "Somebody looks");
    List<Condition> any = new ArrayList<>();
    any.add(among(entity.column(owned.owner()), owned.owner().type(), viewer.principals()));
    Column unit = owned.unit();
    Object own = viewer.unit();
    if (unit != null && own != null) {
      any.add(EntityAlias.equal(entity.column(unit), new Term.Bind(own, unit.type())));
    }
    Guards.Shares shares = storage.guards().shares();
    if (shares != null
        && type.key().size() == 1
        && type.key().get(0).type() == shares.object().type()) {
      Term key = entity.column(type.key().get(0));
      List<Condition> all = new ArrayList<>();
      for (long right = 1; right <= rights; right <<= 1) {
        if ((rights & right) != 0) {
          all.add(shared(shares, key, right, viewer));
        }
      }
      any.add(all.size() == 1 ? all.get(0) : new Condition.And(all));
    }
    return any.size() == 1 ? any.get(0) : new Condition.Or(any);
  }

  private Condition shared(Guards.Shares shares, Term key, long right, Guards.Viewer viewer) {
    EntityAlias share = EntityAlias.all(builder, storage.guarded(Guards.NONE), shares.type());
    QueryBuilder rows = share.builder();
    rows.where(EntityAlias.equal(share.column(shares.object()), key));
    rows.where(
        among(share.column(shares.principal()), shares.principal().type(), viewer.principals()));
    Term bit = new Term.Bind(right, ColumnType.INTEGER);
    rows.where(new Condition.HasFlags(share.column(shares.rights()), bit));
    return new Condition.Exists(rows.exists(share.rowId()));
  }

  private static Condition among(Term id, ColumnType type, List<Object> ids) {
    return new Condition.In(
        id, ids.stream().<Term>map(value -> new Term.Bind(value, type)).toList());
  }
}
