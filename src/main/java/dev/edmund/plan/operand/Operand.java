package dev.edmund.plan.operand;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** What an expression stands for in a query under construction. */
public sealed interface Operand
    permits Distant,
        Made,
        Operand.Bool,
        Operand.Document,
        Operand.Dynamic,
        Operand.Entity,
        Operand.ListOf,
        Operand.Members,
        Operand.NullLiteral,
        Operand.ObjectOf,
        Operand.Scalar,
        Operand.Structure {

  /** As a single value. */
  default Term term() {
    throw mismatch("a single value");
  }

  /** As something that is true or false. */
  default Condition condition() {
    throw mismatch("true or false");
  }

  /** The term that is null where the operand is null. */
  default Term presence() {
    return term();
  }

  /** As the items of a list; empty when it is none. */
  default Optional<List<Operand>> items() {
    return Optional.empty();
  }

  /** The minutes from UTC of a point in time; null where no offset is kept. */
  default @Nullable Term offset() {
    return null;
  }

  default boolean isNullLiteral() {
    return false;
  }

  /** The row that a path goes on from; empty where none can. */
  default Optional<Step> step() {
    return Optional.empty();
  }

  /** The query that the value is in; empty where it can be anywhere. */
  default Optional<QueryBuilder> query() {
    return Optional.empty();
  }

  /** A property that was made for this request, or is all that is left; empty for all others. */
  default Optional<Operand> part(String name) {
    return Optional.empty();
  }

  /** The declared property of that name of a stored instance; empty where there is none. */
  default Optional<Operand> declared(String name) {
    return step().flatMap(step -> step.follow(name));
  }

  /** The stored instance behind this one, or the same. */
  default Operand plain() {
    return this;
  }

  /** The terms that are equal where the values are the same (Data Aggregation, 3.1.2). */
  default List<Term> identity() {
    return List.of(term());
  }

  /** The property of that name, which the model does not declare. */
  default Operand dynamic(String name) {
    throw mismatch("an open type");
  }

  /** As a value of some kind, which only makes a difference where the type is not declared. */
  default Term as(DynamicKind kind) {
    return term();
  }

  /**
   * As what can be compared with another operand.
   *
   * @param type the declared type of that one, if it has any
   */
  default Operand comparable(Operand other, @Nullable EdmType type) {
    return this;
  }

  /** As a collection that can be quantified over or counted. */
  default Members members() {
    throw mismatch("a collection");
  }

  private static ODataException mismatch(String wanted) {
    return new ODataException(
        ErrorCode.TYPE_MISMATCH,
        "The expression needs " + wanted + " where it has something else.");
  }

  /**
   * Where a path goes on.
   *
   * @param owner the entity that collections hang on; null where there is none
   * @param parts the properties that can follow
   * @param links the navigation properties that can follow
   * @param builder the query that the row is in
   */
  record Step(
      Access access,
      @Nullable EntityAlias owner,
      Map<String, PropertyStorage> parts,
      Map<String, Link> links,
      QueryBuilder builder) {

    /** What the property of that name is; empty where there is none. */
    Optional<Operand> follow(String name) {
      PropertyStorage property = parts.get(name);
      if (property != null) {
        return Optional.of(Properties.operand(property, access, owner, builder));
      }
      Link link = links.get(name);
      if (link == null || owner == null) {
        return Optional.empty();
      }
      return Optional.of(
          link.collection() ? new LinkMembers(owner, link, null) : new Entity(owner.related(link)));
    }
  }

  /**
   * A value.
   *
   * @param offset the minutes from UTC of a point in time; null where no offset is kept
   */
  record Scalar(Term term, @Nullable Term offset) implements Operand {
    public Scalar(Term term) {
      this(term, null);
    }

    @Override
    public Condition condition() {
      return new Condition.Holds(term);
    }

    @Override
    public List<Term> identity() {
      return offset == null ? List.of(term) : List.of(term, offset);
    }
  }

  record Bool(Condition condition) implements Operand {
    /** As a value, a comparison with null is false, too. */
    @Override
    public Term term() {
      return new Term.Truth(Negation.definite(condition));
    }
  }

  record NullLiteral() implements Operand {
    /** Neither true nor false, so that its negation holds as little as itself. */
    @Override
    public Condition condition() {
      return new Condition.Holds(new Term.Null(ColumnType.BOOLEAN));
    }

    @Override
    public Term term() {
      return new Term.Null(ColumnType.TEXT);
    }

    @Override
    public boolean isNullLiteral() {
      return true;
    }

    @Override
    public List<Term> identity() {
      return List.of();
    }
  }

  record ListOf(List<Operand> operands) implements Operand {
    @Override
    public Optional<List<Operand>> items() {
      return Optional.of(operands);
    }
  }

  /** A JSON object of the request. */
  record ObjectOf(Map<String, Operand> parts) implements Operand {}

  record Entity(EntityAlias alias) implements Operand {
    @Override
    public Optional<QueryBuilder> query() {
      return Optional.of(alias.builder());
    }

    @Override
    public Term presence() {
      return alias.rowId();
    }

    @Override
    public List<Term> identity() {
      return List.of(alias.rowId());
    }

    @Override
    public Optional<Step> step() {
      return Optional.of(
          new Step(
              alias, alias, alias.entity().properties(), alias.entity().links(), alias.builder()));
    }

    @Override
    public Operand dynamic(String name) {
      Column column = alias.entity().dynamic();
      if (column == null) {
        throw ODataException.notImplemented("Storage of the property " + name, name);
      }
      JsonPlace all = new JsonPlace.Inside(alias.column(column), List.of());
      return Documents.dynamic(name, all, alias.builder());
    }
  }

  /** A complex value that is kept as JSON. */
  record Document(QueryBuilder builder, JsonPlace place, EdmComplexType type) implements Operand {
    @Override
    public Optional<QueryBuilder> query() {
      return Optional.of(builder);
    }

    @Override
    public Term presence() {
      return place.value();
    }

    @Override
    public List<Term> identity() {
      return List.of(place.value());
    }

    @Override
    public Operand dynamic(String name) {
      return Documents.dynamic(name, place, builder);
    }
  }

  /**
   * A value without a declared type.
   *
   * @param tag the name of the type it came with; null in it where JSON shows the type
   */
  record Dynamic(QueryBuilder builder, JsonPlace place, Term tag) implements Operand {
    @Override
    public Optional<QueryBuilder> query() {
      return Optional.of(builder);
    }

    @Override
    public Term term() {
      return as(DynamicKind.ORDER);
    }

    @Override
    public Condition condition() {
      return new Condition.Holds(as(DynamicKind.BOOLEAN));
    }

    @Override
    public Term presence() {
      return place.value();
    }

    @Override
    public Term as(DynamicKind kind) {
      Term name = new Term.Bind(kind.name(), ColumnType.TEXT);
      return new Term.Apply(
          Operation.DYNAMIC, List.of(name, tag, place.kind(), place.value()), kind.type());
    }

    @Override
    public Operand comparable(Operand other, @Nullable EdmType type) {
      if (other instanceof Dynamic) {
        return new Scalar(as(DynamicKind.ORDER));
      }
      return type != null && type.getKind() == EdmTypeKind.ENUM
          ? asEnum(type)
          : new Scalar(as(DynamicKinds.of(other.term().type())));
    }

    /** The number of an enumeration value. */
    public Operand asEnum(EdmType type) {
      String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
      List<Term> arguments = List.of(tag, new Term.Bind(name, ColumnType.TEXT), place.value());
      return new Scalar(new Term.Apply(Operation.DYNAMIC_ENUM, arguments, ColumnType.INTEGER));
    }

    /** What the type of this value declares has no tag, and only the model knows its type. */
    @Override
    public Operand dynamic(String name) {
      JsonPlace.Inside member = place.at(name);
      List<Term> tags = List.of(member.tag(), tag, new Term.Bind(name, ColumnType.TEXT));
      return new Dynamic(
          builder, member, new Term.Apply(Operation.DYNAMIC_TAG, tags, ColumnType.TEXT));
    }

    @Override
    public Members members() {
      return new ItemMembers(builder, place.array(), null, tag);
    }
  }

  record Structure(
      Access access,
      @Nullable EntityAlias owner,
      PropertyStorage.Complex storage,
      QueryBuilder builder)
      implements Operand {
    @Override
    public Optional<QueryBuilder> query() {
      return Optional.of(builder);
    }

    @Override
    public Term presence() {
      return access.column(storage.presence());
    }

    @Override
    public List<Term> identity() {
      List<Term> terms = new ArrayList<>();
      terms.add(presence());
      for (PropertyStorage part : storage.parts()) {
        terms.addAll(Properties.operand(part, access, owner, builder).identity());
      }
      return terms;
    }

    @Override
    public Optional<Step> step() {
      return Optional.of(
          new Step(access, owner, Properties.byName(storage.parts()), storage.links(), builder));
    }
  }

  /** Something to quantify over: the members of a link or of a collection property. */
  sealed interface Members extends Operand
      permits Drawn, Gathered, ItemMembers, LinkMembers, Nested, ValueMembers {

    @Override
    default List<Term> identity() {
      throw ODataException.notImplemented("Comparing collections in $apply", "$apply");
    }

    @Override
    default Members members() {
      return this;
    }

    /** A subquery over the members, and what its range variable stands for there. */
    Ranged range();
  }

  /** Plans nested instances for the row with the given keys. */
  interface Recipe {
    Instances plan(List<Term> keys);
  }

  /**
   * Instances that were nested into one, which are read for each row.
   *
   * @param keys what the recipe is to know of the row
   * @param single whether there is at most one
   */
  record Nested(List<Term> keys, EdmEntityType type, boolean single, Recipe recipe)
      implements Members {
    public Nested {
      keys = List.copyOf(keys);
    }

    @Override
    public List<Term> identity() {
      return keys;
    }

    @Override
    public Ranged range() {
      throw ODataException.notImplemented("A path through what was nested", "$apply");
    }
  }

  /**
   * A subquery under construction and its range variable.
   *
   * @param place what the members are in the order of; null where they have none
   */
  record Ranged(QueryBuilder builder, Operand variable, @Nullable Term place) {
    public Ranged(QueryBuilder builder, Operand variable) {
      this(builder, variable, null);
    }
  }

  record LinkMembers(EntityAlias source, Link link, @Nullable EntityStorage cast)
      implements Members {
    @Override
    public Ranged range() {
      EntityAlias members = source.members(link);
      EntityAlias seen = cast == null ? members : members.only(cast);
      return new Ranged(members.builder(), new Entity(seen));
    }
  }

  /**
   * The items of a JSON array.
   *
   * @param type null where it is not declared
   * @param tag the name of the type that the array came with; null in it where JSON shows the type
   */
  record ItemMembers(QueryBuilder builder, Term array, @Nullable EdmType type, Term tag)
      implements Members {
    @Override
    public Ranged range() {
      QueryBuilder inner = builder.inner(array);
      Term place = new Term.Element(inner.alias(), Term.Element.Facet.ORDINAL);
      return new Ranged(inner, each(inner), place);
    }

    /** What a row of {@code items} stands for, which go over the array. */
    public Operand each(QueryBuilder items) {
      JsonPlace item = new JsonPlace.Item(items.alias());
      return type == null ? new Dynamic(items, item, tag) : Documents.of(type, false, item, items);
    }
  }

  /**
   * The rows of a collection's table.
   *
   * @param owner the row id of the entity that has the collection
   */
  record ValueMembers(QueryBuilder builder, Term owner, PropertyStorage.Values storage)
      implements Members {
    @Override
    public Ranged range() {
      QueryBuilder inner = builder.inner(storage.table());
      String alias = inner.alias();
      inner.where(EntityAlias.equal(new Term.Field(alias, storage.owner()), owner));
      Access row = column -> new Term.Field(alias, column);
      return new Ranged(
          inner,
          Properties.operand(storage.member(), row, null, inner),
          new Term.Field(alias, storage.ordinal()));
    }
  }
}
