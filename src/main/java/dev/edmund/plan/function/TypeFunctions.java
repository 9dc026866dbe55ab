package dev.edmund.plan.function;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Distant;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.Drawn;
import dev.edmund.plan.operand.DynamicKinds;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Term;
import java.util.function.UnaryOperator;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** {@code cast}, {@code isof} and type casts in paths (Part 2, 5.1.1.10 and 4.11). */
public final class TypeFunctions {
  private final Storage storage;

  public TypeFunctions(Storage storage) {
    this.storage = storage;
  }

  /** The value seen as a derived type; null where it is none. */
  public Operand seenAs(Operand source, EdmType type) {
    if (source instanceof Operand.Members members) {
      return type instanceof EdmStructuredType structured ? narrowed(members, structured) : source;
    }
    if (type instanceof EdmEntityType entityType) {
      EntityStorage derived = require(entityType);
      if (source instanceof Operand.Entity entity) {
        return new Operand.Entity(entity.alias().narrowed(derived));
      }
      return source instanceof Distant distant ? distant.as(derived) : source;
    }
    return type instanceof EdmComplexType complex ? complex(source, complex) : source;
  }

  private EntityStorage require(EdmEntityType type) {
    return storage
        .of(type)
        .orElseThrow(
            () -> ODataException.notImplemented("Storage of the type " + type.getName(), null));
  }

  /** Only the members of a type. */
  private Operand.Members narrowed(Operand.Members members, EdmStructuredType type) {
    if (members instanceof Operand.LinkMembers link && type instanceof EdmEntityType entity) {
      return new Operand.LinkMembers(link.source(), link.link(), require(entity));
    }
    return each(
        members,
        range -> {
          if (range.variable() instanceof Operand.Entity entity
              && type instanceof EdmEntityType derived) {
            EntityAlias seen = entity.alias().only(require(derived));
            return new Operand.Ranged(range.builder(), new Operand.Entity(seen), range.place());
          }
          range.builder().where(isOf(range.variable(), null, type, false));
          return new Operand.Ranged(range.builder(), seenAs(range.variable(), type), range.place());
        });
  }

  private static Operand.Members each(
      Operand.Members members, UnaryOperator<Operand.Ranged> change) {
    return new Drawn(() -> change.apply(members.range()));
  }

  /** Values in columns have the declared type, so that a cast only names what they are anyway. */
  private Operand complex(Operand source, EdmComplexType type) {
    if (source instanceof Operand.Document document) {
      Condition isOf = Documents.isOf(document, type, storage);
      return Documents.as(type, document.place(), isOf, document.builder());
    }
    if (source instanceof Operand.Dynamic dynamic) {
      Condition isOf = Documents.isOf(dynamic, type, storage);
      return Documents.as(type, dynamic.place(), isOf, dynamic.builder());
    }
    if (source instanceof Operand.Structure structure) {
      return isBase(type, structure.storage().type()) ? source : new Operand.NullLiteral();
    }
    return new Operand.NullLiteral();
  }

  private static boolean isBase(EdmType type, EdmType of) {
    EdmType at = of;
    while (at instanceof EdmComplexType complex) {
      if (complex.getFullQualifiedName().equals(type.getFullQualifiedName())) {
        return true;
      }
      at = complex.getBaseType();
    }
    return false;
  }

  /**
   * {@code cast}: null where it fails.
   *
   * @param from the declared type of the value, if it has any
   */
  public Operand cast(Operand source, @Nullable EdmType from, EdmType to, boolean collection) {
    if (source.isNullLiteral()) {
      return source;
    }
    if (source instanceof Operand.Members members) {
      return collection
          ? each(
              members,
              range ->
                  new Operand.Ranged(
                      range.builder(), cast(range.variable(), from, to, false), range.place()))
          : new Operand.NullLiteral();
    }
    if (source instanceof Operand.ListOf list) {
      return new Operand.ListOf(
          list.operands().stream().map(item -> cast(item, null, to, false)).toList());
    }
    if (collection) {
      return source instanceof Operand.Dynamic dynamic
          ? cast(dynamic.members(), null, to, true)
          : new Operand.NullLiteral();
    }
    if (to instanceof EdmStructuredType) {
      return source instanceof Operand.Scalar || source instanceof Operand.Bool
          ? new Operand.NullLiteral()
          : seenAs(source, to);
    }
    if (source instanceof Operand.Dynamic dynamic) {
      return cast(dynamic, to);
    }
    return source instanceof Operand.Scalar || source instanceof Operand.Bool
        ? Casts.cast(source, from, to)
        : new Operand.NullLiteral();
  }

  private static Operand cast(Operand.Dynamic source, EdmType type) {
    if (type.getKind() == EdmTypeKind.ENUM) {
      return source.asEnum(type);
    }
    DynamicKind kind = DynamicKinds.of(type);
    Term value =
        switch (kind) {
          case TEXT -> source.as(DynamicKind.AS_TEXT);
          case DATE -> source.as(DynamicKind.DATE_PART);
          case TIME -> source.as(DynamicKind.TIME_PART);
          default -> source.as(kind);
        };
    return Casts.cast(new Operand.Scalar(value), null, type);
  }

  /** {@code isof}. */
  public Condition isOf(
      Operand source, @Nullable EdmType declared, EdmType tested, boolean collection) {
    if (source instanceof Operand.Members members) {
      return collection ? allOf(members, declared, tested) : new Condition.Constant(false);
    }
    return collection ? new Condition.Constant(false) : single(source, declared, tested);
  }

  /** A collection is of a type where no member is of another; null members are of every type. */
  private Condition allOf(Operand.Members members, @Nullable EdmType declared, EdmType tested) {
    Operand.Ranged range = members.range();
    Operand each = range.variable();
    range.builder().where(Negation.not(new Condition.IsNull(each.presence())));
    range
        .builder()
        .where(new Condition.Not(new Condition.Definite(single(each, declared, tested))));
    return new Condition.Not(new Condition.Exists(range.builder().count()));
  }

  private Condition single(Operand source, @Nullable EdmType declared, EdmType tested) {
    if (tested instanceof EdmEntityType type) {
      if (source instanceof Operand.Entity entity) {
        return isOfType(entity.alias(), type, UnaryOperator.identity());
      }
      if (source instanceof Distant distant) {
        return isOfType(distant.alias(), type, distant.bring());
      }
    }
    if (source instanceof Operand.Dynamic dynamic) {
      return Documents.isOf(dynamic, tested, storage);
    }
    if (source instanceof Operand.Document document) {
      return Documents.isOf(document, tested, storage);
    }
    if (source instanceof Operand.Structure structure) {
      return isBase(tested, structure.storage().type())
          ? Negation.not(new Condition.IsNull(source.presence()))
          : new Condition.Constant(false);
    }
    boolean same =
        declared != null && declared.getFullQualifiedName().equals(tested.getFullQualifiedName());
    return same
        ? Negation.not(new Condition.IsNull(source.presence()))
        : new Condition.Constant(false);
  }

  private Condition isOfType(EntityAlias alias, EdmEntityType type, UnaryOperator<Term> bring) {
    EntityStorage tested = storage.of(type).orElse(null);
    Condition present = Negation.not(new Condition.IsNull(bring.apply(alias.rowId())));
    if (tested == null || alias.entity().name().equals(tested.name())) {
      return present;
    }
    if (tested.discriminator() == null && tested.base() == null) {
      return new Condition.Constant(false);
    }
    return Negation.not(
        new Condition.IsNull(
            bring.apply(alias.as(tested).column(QueryBuilder.rowId(tested.table())))));
  }
}
