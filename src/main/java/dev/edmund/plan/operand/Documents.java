package dev.edmund.plan.operand;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** What values inside of JSON stand for in a query. */
public final class Documents {
  private Documents() {}

  /** Whether values of a type are stored with whatever type they came with. */
  public static boolean isUndeclared(EdmType type) {
    return type.getKind() == EdmTypeKind.COMPLEX && type.getNamespace().equals("Edm");
  }

  /** The operand of a value, or of a collection of values, of a declared type. */
  public static Operand of(
      EdmType type, boolean collection, JsonPlace place, QueryBuilder builder) {
    Term noTag = new Term.Null(ColumnType.TEXT);
    if (collection) {
      return new Operand.ItemMembers(builder, place.array(), type, noTag);
    }
    if (isUndeclared(type)) {
      return new Operand.Dynamic(builder, place, noTag);
    }
    if (type.getKind() == EdmTypeKind.COMPLEX) {
      return new Operand.Document(builder, place, (EdmComplexType) type);
    }
    Term value = scalar(type, place);
    Term offset =
        value.type() == ColumnType.DATETIME
            ? new Term.Apply(Operation.JSON_TO_OFFSET, List.of(place.value()), ColumnType.INTEGER)
            : null;
    return new Operand.Scalar(value, offset);
  }

  /** The operand of a declared property of a complex value. */
  public static Operand property(EdmProperty property, JsonPlace of, QueryBuilder builder) {
    return of(property.getType(), property.isCollection(), of.at(property.getName()), builder);
  }

  /** The operand of a property that no type declares. */
  static Operand.Dynamic dynamic(String name, JsonPlace of, QueryBuilder builder) {
    JsonPlace.Inside place = of.at(name);
    return new Operand.Dynamic(builder, place, place.tag());
  }

  /** A primitive value as it would be in a column. */
  static Term scalar(EdmType type, JsonPlace place) {
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      throw ODataException.notImplemented(
          "A value of " + type.getName() + " inside of another", type.getName());
    }
    return new Term.Apply(decoding(columnType), List.of(place.value()), columnType);
  }

  private static Operation decoding(ColumnType type) {
    return switch (type) {
      case DOUBLE -> Operation.JSON_TO_DOUBLE;
      case DECIMAL, DURATION -> Operation.JSON_TO_DECIMAL;
      case DATETIME -> Operation.JSON_TO_DATETIME;
      case BINARY -> Operation.JSON_TO_BINARY;
      case BOOLEAN, INTEGER, TEXT, GUID, DATE, TIME, GEO, JSON -> Operation.JSON_AS_STORED;
    };
  }

  /** Whether a complex value is an instance of a type; unknown where there is no value. */
  public static Condition isOf(Operand.Document value, EdmType type, Storage storage) {
    List<String> accepted = instances(type, storage);
    String declared = value.type().getFullQualifiedName().getFullQualifiedNameAsString();
    Condition present = new Condition.Not(new Condition.IsNull(value.presence()));
    if (accepted.containsAll(instances(value.type(), storage))) {
      return present;
    }
    Term named = value.place().at(JsonPlace.TYPE).value();
    Condition derived = in(named, accepted);
    return accepted.contains(declared)
        ? new Condition.And(
            List.of(present, new Condition.Or(List.of(new Condition.IsNull(named), derived))))
        : new Condition.Definite(derived);
  }

  /** Whether an undeclared value is an instance of a type. */
  public static Condition isOf(Operand.Dynamic value, EdmType type, Storage storage) {
    return new Condition.Definite(in(value.as(DynamicKind.TYPE), instances(type, storage)));
  }

  private static Condition in(Term name, List<String> accepted) {
    return new Condition.In(
        name, accepted.stream().<Term>map(n -> new Term.Bind(n, ColumnType.TEXT)).toList());
  }

  /** Whether instances of other types may stand where one of this type is declared. */
  public static boolean hasDerived(EdmType type, Storage storage) {
    return instances(type, storage).size() > 1;
  }

  private static List<String> instances(EdmType type, Storage storage) {
    String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
    return storage.complexTypes().getOrDefault(type.getFullQualifiedName(), List.of(name));
  }

  /** The value as an instance of a type, null where it is none. */
  public static Operand.Document as(
      EdmComplexType type, JsonPlace place, Condition isOf, QueryBuilder builder) {
    Term seen = new Term.When(isOf, place.object());
    return new Operand.Document(builder, new JsonPlace.Inside(seen, List.of()), type);
  }
}
