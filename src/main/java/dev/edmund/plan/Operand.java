package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an expression stands for in a query under construction. */
sealed interface Operand {

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
   */
  record Step(
      Access access,
      @Nullable EntityAlias owner,
      Map<String, PropertyStorage> parts,
      Map<String, Link> links) {}

  /**
   * A value.
   *
   * @param offset the minutes from UTC of a point in time; null where no offset is kept
   */
  record Scalar(Term term, @Nullable Term offset) implements Operand {
    Scalar(Term term) {
      this(term, null);
    }

    @Override
    public Condition condition() {
      return new Condition.Holds(term);
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
  }

  record ListOf(List<Operand> operands) implements Operand {
    @Override
    public Optional<List<Operand>> items() {
      return Optional.of(operands);
    }
  }

  record Entity(EntityAlias alias) implements Operand {
    @Override
    public Term presence() {
      return alias.rowId();
    }

    @Override
    public Optional<Step> step() {
      return Optional.of(
          new Step(alias, alias, alias.entity().properties(), alias.entity().links()));
    }
  }

  record Structure(Access access, @Nullable EntityAlias owner, PropertyStorage.Complex storage)
      implements Operand {
    @Override
    public Term presence() {
      return access.column(storage.presence());
    }

    @Override
    public Optional<Step> step() {
      return Optional.of(
          new Step(access, owner, Properties.byName(storage.parts()), storage.links()));
    }
  }

  /** Something to quantify over: the members of a link or of a collection property. */
  sealed interface Members extends Operand {

    @Override
    default Members members() {
      return this;
    }

    /** A subquery over the members, and what its range variable stands for there. */
    Ranged range();
  }

  /** A subquery under construction and its range variable. */
  record Ranged(QueryBuilder builder, Operand variable) {}

  record LinkMembers(EntityAlias source, Link link, @Nullable EntityStorage cast)
      implements Members {
    @Override
    public Ranged range() {
      EntityAlias members = source.members(link);
      EntityAlias seen = cast == null ? members : members.only(cast);
      return new Ranged(members.builder(), new Entity(seen));
    }
  }

  record ValueMembers(EntityAlias owner, PropertyStorage.Values storage) implements Members {
    @Override
    public Ranged range() {
      QueryBuilder inner = owner.builder().inner(storage.table());
      String alias = inner.from().alias();
      inner.where(EntityAlias.equal(new Term.Field(alias, storage.owner()), owner.rowId()));
      Access row = column -> new Term.Field(alias, column);
      return new Ranged(inner, Properties.operand(storage.member(), row, null));
    }
  }
}
