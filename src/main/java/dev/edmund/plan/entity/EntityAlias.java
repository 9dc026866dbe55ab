package dev.edmund.plan.entity;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An entity in a query under construction: one of its tables is there, the others of its hierarchy
 * are joined by row id when a column of theirs is wanted.
 */
public final class EntityAlias implements Access {
  private final QueryBuilder builder;
  private final Storage storage;
  private final EntityStorage entity;
  private final Joined joined;
  private @Nullable EntityAlias outer;
  private boolean narrowed;

  /** What is joined for one entity, shared by the views of it as other types. */
  private record Joined(
      Term rowId,
      boolean outer,
      EntityStorage certain,
      Map<String, String> aliases,
      Map<Link, EntityAlias> related) {}

  private EntityAlias(QueryBuilder builder, Storage storage, EntityStorage entity, Joined joined) {
    this.builder = builder;
    this.storage = storage;
    this.entity = entity;
    this.joined = joined;
  }

  private static EntityAlias at(
      QueryBuilder builder,
      Storage storage,
      EntityStorage entity,
      Table table,
      String alias,
      Term.Field rowId,
      boolean outer) {
    Map<String, String> aliases = new HashMap<>();
    aliases.put(table.name(), alias);
    if (!outer) {
      new Sight(storage, builder).of(entity, table, alias).ifPresent(builder::where);
    }
    return new EntityAlias(
        builder, storage, entity, new Joined(rowId, outer, entity, aliases, new HashMap<>()));
  }

  /**
   * An entity that is known by its row id alone; all of its tables are joined when they are wanted.
   *
   * @param outer whether the row id can be null
   */
  public static EntityAlias known(
      QueryBuilder builder, Storage storage, EntityStorage entity, Term rowId, boolean outer) {
    return new EntityAlias(
        builder,
        storage,
        entity,
        new Joined(rowId, outer, entity, new HashMap<>(), new HashMap<>()));
  }

  /** All entities of a type, as the subject of a new statement. */
  public static EntityAlias all(Storage storage, EntityStorage entity) {
    QueryBuilder builder = QueryBuilder.over(entity.table());
    String alias = builder.alias();
    Term.Field rowId = new Term.Field(alias, QueryBuilder.rowId(entity.table()));
    return at(builder, storage, entity, entity.table(), alias, rowId, false);
  }

  /** Those entities of a type, once for each, that rows have the row ids of. */
  public static EntityAlias among(
      Storage storage, EntityStorage entity, QueryBuilder rows, Term rowId) {
    EntityAlias alias = known(rows, storage, entity, rowId, false);
    alias.column(entity.rowId());
    String own = alias.joined.aliases.get(entity.table().name());
    if (own != null) {
      new Sight(storage, rows).of(entity, entity.table(), own).ifPresent(rows::where);
    }
    return alias;
  }

  /** The same where the rows have the keys, in columns of these names. */
  public static EntityAlias keyed(
      Storage storage, EntityStorage entity, QueryBuilder rows, List<Column> keys) {
    EntityStorage owner = entity;
    while (owner.base() != null && !owner.table().name().equals(entity.key().get(0).table())) {
      owner = storage.require(owner.base());
    }
    List<Column> columns = entity.key();
    String alias =
        rows.join(
            false,
            owner.table(),
            a -> {
              List<Condition> all = new ArrayList<>();
              for (int i = 0; i < columns.size(); i++) {
                Term given = new Term.Field(rows.alias(), keys.get(i));
                all.add(equal(new Term.Field(a, columns.get(i)), given));
              }
              return all.size() == 1 ? all.get(0) : new Condition.And(all);
            });
    return among(storage, entity, rows, new Term.Field(alias, owner.rowId()));
  }

  /** All entities of a type, in a subquery of a statement. */
  public static EntityAlias all(QueryBuilder statement, Storage storage, EntityStorage entity) {
    QueryBuilder builder = statement.inner(entity.table());
    String alias = builder.alias();
    Term.Field rowId = new Term.Field(alias, QueryBuilder.rowId(entity.table()));
    return at(builder, storage, entity, entity.table(), alias, rowId, false);
  }

  /** All entities of a type beside each row that a statement has so far. */
  public static EntityAlias beside(QueryBuilder builder, Storage storage, EntityStorage entity) {
    String alias = builder.join(false, entity.table(), a -> new Condition.Constant(true));
    Term.Field rowId = new Term.Field(alias, QueryBuilder.rowId(entity.table()));
    return at(builder, storage, entity, entity.table(), alias, rowId, false);
  }

  /** The members of a link of what is in another statement, in a subquery of this one. */
  public static EntityAlias members(
      QueryBuilder statement, Storage storage, Link link, Access source) {
    return members(storage, link, source, statement.inner(anchor(storage, link)));
  }

  /**
   * The members of a collection or the target of a link, in a statement for each {@code source}.
   */
  public static EntityAlias membersOf(Storage storage, Link link, Access source) {
    return members(storage, link, source, QueryBuilder.over(anchor(storage, link)));
  }

  /** The members of a link of this entity, in a subquery. */
  public EntityAlias members(Link link) {
    return members(storage, link, this, builder.inner(anchor(storage, link)));
  }

  private static EntityAlias members(
      Storage storage, Link link, Access source, QueryBuilder builder) {
    Table table = anchor(storage, link);
    String alias = builder.alias();
    Link.Bridge bridge = link.bridge();
    Term.Field rowId = new Term.Field(alias, QueryBuilder.rowId(table));
    if (bridge == null) {
      builder.where(condition(storage, builder, link, source, alias));
    } else {
      Access target = column -> new Term.Field(alias, column);
      String bridgeAlias =
          builder.join(false, bridge.table(), a -> pairs(reversed(link.pairs()), target, a));
      builder.where(pairs(bridge.pairs(), source, bridgeAlias));
      rowId = bridged(rowId, link.pairs(), bridgeAlias);
    }
    EntityStorage entity = storage.require(link.target());
    return at(builder, storage, entity, table, alias, rowId, false);
  }

  /** The column of a link table that equals the row id: the table is kept in its order. */
  private static Term.Field bridged(Term.Field rowId, List<Link.Pair> pairs, String bridge) {
    for (Link.Pair pair : pairs) {
      if (pair.target().equals(rowId.column())) {
        return new Term.Field(bridge, pair.source());
      }
    }
    return rowId;
  }

  private static List<Link.Pair> reversed(List<Link.Pair> pairs) {
    return pairs.stream().map(p -> new Link.Pair(p.target(), p.source())).toList();
  }

  /** Follows a single-valued link; an entity without a target stays, with nulls. */
  public EntityAlias related(Link link) {
    EntityAlias known = joined.related.get(link);
    if (known == null) {
      known = each(link, true);
      joined.related.put(link, known);
    }
    return known;
  }

  /** Goes on along a path: only entities with a target stay, once for each target. */
  public EntityAlias step(Link link) {
    return each(link, false);
  }

  /** All members of a link, once for each; where {@code outer}, null for an entity without any. */
  public EntityAlias each(Link link, boolean outer) {
    Table table = anchor(storage, link);
    Link.Bridge bridge = link.bridge();
    String alias;
    Term.Field rowId;
    if (bridge == null) {
      alias =
          builder.join(
              outer,
              table,
              a -> seen(outer, link, table, a, condition(storage, builder, link, this, a)));
      rowId = new Term.Field(alias, QueryBuilder.rowId(table));
    } else {
      String bridgeAlias =
          builder.join(
              outer,
              bridge.table(),
              a -> seenBehind(outer, link, table, a, pairs(bridge.pairs(), this, a)));
      Access between = column -> new Term.Field(bridgeAlias, column);
      alias = builder.join(outer, table, a -> pairs(link.pairs(), between, a));
      rowId = bridged(new Term.Field(alias, QueryBuilder.rowId(table)), link.pairs(), bridgeAlias);
    }
    return at(builder, storage, storage.require(link.target()), table, alias, rowId, outer);
  }

  /** What may not be seen is not there: an outer join has nothing in its place. */
  private Condition seen(boolean outer, Link link, Table table, String alias, Condition joined) {
    return outer
        ? new Sight(storage, builder)
            .of(storage.require(link.target()), table, alias)
            .<Condition>map(sight -> new Condition.And(List.of(joined, sight)))
            .orElse(joined)
        : joined;
  }

  /** The same for rows of a link table, which lead to a target that may be seen. */
  private Condition seenBehind(
      boolean outer, Link link, Table table, String bridge, Condition joined) {
    QueryBuilder target = builder.inner(table);
    Optional<Condition> sight =
        outer
            ? new Sight(storage, target).of(storage.require(link.target()), table, target.alias())
            : Optional.empty();
    if (sight.isEmpty()) {
      return joined;
    }
    Access between = column -> new Term.Field(bridge, column);
    target.where(pairs(link.pairs(), between, target.alias()));
    target.where(sight.get());
    Term rowId = new Term.Field(target.alias(), QueryBuilder.rowId(table));
    return new Condition.And(List.of(joined, new Condition.Exists(target.exists(rowId))));
  }

  private static Table anchor(Storage storage, Link link) {
    String name = link.pairs().get(0).target().table();
    EntityStorage entity = storage.require(link.target());
    for (EntityStorage e = entity; e != null; e = base(storage, e)) {
      if (e.table().name().equals(name)) {
        return e.table();
      }
    }
    throw new IllegalStateException("A link ends in a table of its target");
  }

  private static @Nullable EntityStorage base(Storage storage, EntityStorage entity) {
    return entity.base() == null ? null : storage.require(entity.base());
  }

  /** What a target fulfils: where several could be the one, it is the first of them. */
  private static Condition condition(
      Storage storage, QueryBuilder builder, Link link, Access source, String target) {
    Condition joined = condition(link, source, target);
    if (link.collection() || link.leadsToOne(storage.require(link.target()))) {
      return joined;
    }
    Table table = anchor(storage, link);
    QueryBuilder others = builder.inner(table);
    Term rowId = new Term.Field(others.alias(), QueryBuilder.rowId(table));
    Term own = new Term.Field(target, QueryBuilder.rowId(table));
    others.where(condition(link, source, others.alias()));
    others.where(new Condition.Compare(Condition.Comparator.LESS, rowId, own));
    Condition earlier = new Condition.Exists(others.exists(rowId));
    return new Condition.And(List.of(joined, new Condition.Not(earlier)));
  }

  private static Condition condition(Link link, Access source, String target) {
    List<Condition> all = new ArrayList<>();
    all.add(pairs(link.pairs(), source, target));
    for (Link.Guard guard : link.conditions()) {
      Term column =
          guard.onSource() ? source.column(guard.column()) : new Term.Field(target, guard.column());
      all.add(equal(column, new Term.Bind(guard.value(), ColumnType.TEXT)));
    }
    return all.size() == 1 ? all.get(0) : new Condition.And(all);
  }

  private static Condition pairs(List<Link.Pair> pairs, Access source, String target) {
    List<Condition> all = new ArrayList<>();
    for (Link.Pair pair : pairs) {
      all.add(equal(new Term.Field(target, pair.target()), source.column(pair.source())));
    }
    return all.size() == 1 ? all.get(0) : new Condition.And(all);
  }

  public static Condition equal(Term left, Term right) {
    return new Condition.Compare(Condition.Comparator.EQUAL, left, right);
  }

  public QueryBuilder builder() {
    return builder;
  }

  public Storage storage() {
    return storage;
  }

  public EntityStorage entity() {
    return entity;
  }

  /** Whether there can be rows without the entity. */
  public boolean isOptional() {
    return joined.outer;
  }

  /** The row id; null where an outer join found nothing. */
  public Term rowId() {
    return joined.rowId;
  }

  /** The same entity seen as another type of its hierarchy; what that type adds may be null. */
  public EntityAlias as(EntityStorage type) {
    EntityAlias seen = new EntityAlias(builder, storage, type, joined);
    seen.outer = outer;
    return seen;
  }

  /** The entity that this one is expanded in; null where it is not. */
  public @Nullable EntityAlias outer() {
    return outer;
  }

  /** The same, as what is expanded in another entity. */
  public EntityAlias within(EntityAlias other) {
    outer = other;
    return this;
  }

  /**
   * The same entity seen as a derived type, where it is of that type: all of it is null elsewhere,
   * what it inherits as well (Part 2, 5.1.1.15).
   */
  public EntityAlias narrowed(EntityStorage type) {
    Joined own =
        new Joined(joined.rowId, joined.outer, joined.certain, joined.aliases, new HashMap<>());
    EntityAlias seen = new EntityAlias(builder, storage, type, own);
    seen.outer = outer;
    seen.narrowed = !isCertain(type.table().name());
    return seen;
  }

  /** Keeps only the entities of a type or types derived from it, and sees them as that type. */
  public EntityAlias only(EntityStorage type) {
    EntityAlias seen = as(type);
    if (!isCertain(type.table().name())) {
      seen.joinTable(type.table(), false);
    }
    return seen;
  }

  @Override
  public Term column(Column column) {
    Term field = field(column);
    // A table of its own is joined where the entity is of the type, and has nulls elsewhere.
    return !narrowed || column.table().equals(entity.table().name())
        ? field
        : new Term.When(
            Negation.not(new Condition.IsNull(field(QueryBuilder.rowId(entity.table())))), field);
  }

  private Term field(Column column) {
    String alias = joined.aliases.get(column.table());
    if (alias == null) {
      alias = joinTable(table(column.table()), joined.outer || !isCertain(column.table()));
    }
    return new Term.Field(alias, column);
  }

  /** Joins one of the values that hang on the entity, whose columns are read as its own then. */
  public void attach(Table table, Function<String, Condition> on) {
    joined.aliases.put(table.name(), builder.join(false, table, on));
  }

  private String joinTable(Table table, boolean outer) {
    String alias =
        builder.join(
            outer, table, a -> equal(new Term.Field(a, QueryBuilder.rowId(table)), joined.rowId));
    joined.aliases.put(table.name(), alias);
    return alias;
  }

  private boolean isCertain(String table) {
    for (EntityStorage e = joined.certain; e != null; e = base(storage, e)) {
      if (e.table().name().equals(table)) {
        return true;
      }
    }
    return false;
  }

  private Table table(String name) {
    for (EntityStorage e = entity; e != null; e = base(storage, e)) {
      if (e.table().name().equals(name)) {
        return e.table();
      }
    }
    return entity.derived().stream()
        .map(type -> storage.require(type).table())
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No such table in the hierarchy of " + entity.name()));
  }
}
