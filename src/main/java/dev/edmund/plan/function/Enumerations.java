package dev.edmund.plan.function;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Casts to and from enumerations, whose values are stored as numbers (Part 2, 5.1.1.10.1). */
final class Enumerations {
  private Enumerations() {}

  static String name(@Nullable EdmType type, ColumnType column) {
    return type == null
        ? column.name().toLowerCase(Locale.ROOT) + " values"
        : type.getFullQualifiedName().getFullQualifiedNameAsString();
  }

  /** A value as one of the enumeration: a name, or the number of a member. */
  static Operand cast(Operand source, @Nullable EdmType from, EdmEnumType to) {
    Term term = source.term();
    if (from instanceof EdmEnumType enumeration) {
      return enumeration.getFullQualifiedName().equals(to.getFullQualifiedName())
          ? source
          : new Operand.Scalar(new Term.Null(ColumnType.INTEGER));
    }
    return new Operand.Scalar(
        switch (term.type()) {
          case TEXT ->
              new Term.Apply(
                  Operation.TEXT_TO_ENUM, List.of(term, members(to)), ColumnType.INTEGER);
          case INTEGER -> member(term, to);
          default -> new Term.Null(ColumnType.INTEGER);
        });
  }

  private static Term member(Term number, EdmEnumType type) {
    if (type.isFlags()) {
      return Casts.inRange(number, type.getUnderlyingType().getName());
    }
    List<Term> numbers = new ArrayList<>();
    for (String name : type.getMemberNames()) {
      numbers.add(new Term.Bind(number(type, name), ColumnType.INTEGER));
    }
    return new Term.When(new Condition.In(number, numbers), number);
  }

  /** The names of a value. */
  static Term text(Term number, EdmEnumType type) {
    return new Term.Apply(Operation.ENUM_TO_TEXT, List.of(number, members(type)), ColumnType.TEXT);
  }

  /** A member without a value has its position (CSDL XML, 10.3). */
  private static long number(EdmEnumType type, String name) {
    String value = type.getMember(name).getValue();
    return value == null ? type.getMemberNames().indexOf(name) : Long.parseLong(value);
  }

  /** A word for each member, {@code Red=1}, behind the word that tells whether they are flags. */
  private static Term members(EdmEnumType type) {
    StringBuilder text = new StringBuilder(type.isFlags() ? "flags" : "one");
    for (String name : type.getMemberNames()) {
      text.append(' ').append(name).append('=').append(number(type, name));
    }
    return new Term.Bind(text.toString(), ColumnType.TEXT);
  }
}
