package dev.edmund.plan.function;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Distant;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Entities, complex values and collections as values that can be compared (Part 2, 5.1.1.1). The
 * common form is the JSON of {@link dev.edmund.model.storage.DocumentText}; a null member of an
 * object is as good as none.
 */
public final class Structures {
  private Structures() {}

  /** Whether an operand is more than one value. */
  public static boolean isStructure(Operand operand) {
    return isEntity(operand)
        || operand instanceof Made
        || operand instanceof Operand.Structure
        || operand instanceof Operand.Document
        || operand instanceof Operand.ListOf
        || operand instanceof Operand.ObjectOf
        || operand instanceof Operand.Members;
  }

  private static boolean isEntity(Operand operand) {
    return operand instanceof Operand.Entity || operand instanceof Distant;
  }

  /** Whether an operand is a collection. */
  static boolean isCollection(Operand operand) {
    return operand instanceof Operand.ListOf || operand instanceof Operand.Members;
  }

  /**
   * Whether two operands are the same, one of which at least is a structure.
   *
   * @param leftType the declared type of the left one, or of its items; null where there is none
   */
  public static Condition equal(
      Operand left, @Nullable EdmType leftType, Operand right, @Nullable EdmType rightType) {
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return isNull(left.isNullLiteral() ? right : left);
    }
    if (isEntity(left) && isEntity(right)) {
      return root(left).equals(root(right))
          ? new Condition.Same(left.presence(), right.presence())
          : new Condition.And(
              List.of(
                  new Condition.IsNull(left.presence()), new Condition.IsNull(right.presence())));
    }
    return new Condition.Same(canonical(left, rightType), canonical(right, leftType));
  }

  /** Whether a structure is null, which collections never are. */
  public static Condition isNull(Operand operand) {
    return isCollection(operand) || operand instanceof Operand.ObjectOf
        ? new Condition.Constant(false)
        : new Condition.IsNull(operand.presence());
  }

  private static String root(Operand entity) {
    EntityAlias alias =
        entity instanceof Distant distant ? distant.alias() : ((Operand.Entity) entity).alias();
    return alias.entity().root().name();
  }

  /**
   * A text that is the same for equal values.
   *
   * @param fit what literals in it are to be; null where that is not known
   */
  static Term canonical(Operand value, @Nullable EdmType fit) {
    Term json = json(value, fit);
    Term structure =
        json.type() == ColumnType.JSON
            ? json
            : new Term.Apply(Operation.ARRAY_OF, List.of(json), ColumnType.JSON);
    return new Term.Apply(Operation.CANONICAL, List.of(structure), ColumnType.TEXT);
  }

  /** An array for a collection, an object for a complex value; a single value is itself. */
  static Term json(Operand value, @Nullable EdmType fit) {
    if (value instanceof Operand.Members members) {
      return array(members);
    }
    if (value instanceof Operand.ListOf list) {
      return new Term.Apply(
          Operation.ARRAY_OF,
          list.operands().stream().map(item -> json(item, fit)).toList(),
          ColumnType.JSON);
    }
    if (value instanceof Operand.ObjectOf object) {
      return object(object.parts(), fit);
    }
    if (value instanceof Operand.Structure structure) {
      return structure(structure);
    }
    if (value instanceof Made made) {
      return made(made, fit);
    }
    if (value instanceof Operand.Document document) {
      return document.place().object();
    }
    if (value instanceof Operand.Dynamic dynamic) {
      Term kind = dynamic.place().kind();
      Term object = new Term.Bind("object", ColumnType.TEXT);
      Term array = new Term.Bind("array", ColumnType.TEXT);
      return new Term.When(new Condition.In(kind, List.of(object, array)), dynamic.place().value());
    }
    if (isEntity(value)) {
      Term entity =
          new Term.Apply(
              Operation.ARRAY_OF,
              List.of(new Term.Bind(root(value), ColumnType.TEXT), value.presence()),
              ColumnType.JSON);
      return new Term.When(present(value), entity);
    }
    return single(value, fit);
  }

  private static Condition present(Operand value) {
    return new Condition.Not(new Condition.IsNull(value.presence()));
  }

  private static Term array(Operand.Members members) {
    if (members instanceof Operand.ItemMembers items) {
      return new Term.Apply(Operation.ARRAY_OR_EMPTY, List.of(items.array()), ColumnType.JSON);
    }
    Operand.Ranged range = members.range();
    Term item = json(range.variable(), null);
    Term place = range.place() == null ? range.variable().presence() : range.place();
    Term all = new Term.Apply(Operation.GATHER, List.of(item, place), ColumnType.JSON);
    return new Term.Subquery(range.builder().exists(all), ColumnType.JSON);
  }

  private static Term structure(Operand.Structure structure) {
    List<Term> members = new ArrayList<>();
    for (PropertyStorage part : structure.storage().parts()) {
      if (part.asStream().isEmpty()) {
        members.add(new Term.Bind(part.name(), ColumnType.TEXT));
        members.add(
            json(
                Properties.operand(
                    part, structure.access(), structure.owner(), structure.builder()),
                null));
      }
    }
    return new Term.When(
        present(structure), new Term.Apply(Operation.OBJECT_OF, members, ColumnType.JSON));
  }

  private static Term made(Made made, @Nullable EdmType fit) {
    Map<String, Operand> members = new LinkedHashMap<>();
    made.parts().forEach((name, part) -> members.put(name, part.value()));
    return new Term.When(present(made), object(members, fit));
  }

  private static Term object(Map<String, Operand> members, @Nullable EdmType fit) {
    List<Term> terms = new ArrayList<>();
    members.forEach(
        (name, value) -> {
          terms.add(new Term.Bind(name, ColumnType.TEXT));
          terms.add(json(value, member(name, fit)));
        });
    return new Term.Apply(Operation.OBJECT_OF, terms, ColumnType.JSON);
  }

  private static @Nullable EdmType member(String name, @Nullable EdmType of) {
    if (!(of instanceof EdmStructuredType type) || name.indexOf('@') >= 0) {
      return null;
    }
    EdmElement property = type.getProperty(name);
    if (property == null && !type.isOpenType() && !of.getNamespace().equals("Edm")) {
      throw new ODataException(
          ErrorCode.UNKNOWN_NAME,
          "'" + name + "' is not a property of " + type.getFullQualifiedName() + ".",
          name);
    }
    return property == null ? null : property.getType();
  }

  private static Term single(Operand value, @Nullable EdmType fit) {
    Term term = value.term();
    Term offset = value.offset();
    if (offset != null) {
      return new Term.Apply(Operation.DATETIME_IN_JSON, List.of(term, offset), ColumnType.TEXT);
    }
    return fit != null && term instanceof Term.Bind bind ? fitted(bind, fit) : term;
  }

  /** A text that is a literal of the type that is wanted means that one. */
  private static Term fitted(Term.Bind literal, EdmType type) {
    ColumnType column = ColumnTypes.of(type);
    boolean other = type.getKind() == EdmTypeKind.ENUM || column != ColumnType.TEXT;
    if (column == null || literal.type() != ColumnType.TEXT || !other) {
      return literal;
    }
    try {
      return new Term.Bind(Values.parse(type, literal.value().toString()), column);
    } catch (IllegalArgumentException none) {
      return literal;
    }
  }
}
