package dev.edmund.plan.rules;

import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Values;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Reads what the server puts into properties (CSDL XML, 7.2.7; Part 1, 11.4.2). */
final class DefaultReader {
  /** As many digits of a second as most databases and clients keep. */
  private static final int DIGITS = 6;

  private static final int GUID_LENGTH = 36;

  private static final List<ColumnType> IDS =
      List.of(ColumnType.GUID, ColumnType.INTEGER, ColumnType.TEXT);

  private final Annotations annotations;
  private final Notes notes;
  private final boolean users;

  /**
   * @param users whether the model says who its users are
   */
  DefaultReader(Annotations annotations, Notes notes, boolean users) {
    this.annotations = annotations;
    this.notes = notes;
    this.users = users;
  }

  /**
   * What a property gets that is not given on insert.
   *
   * @param generated whether the model says that the server makes the value, not how
   * @param identity whether the property alone is the key, and nothing else tells its value
   */
  Optional<Default> onInsert(
      String target, EdmProperty property, boolean key, boolean generated, boolean identity) {
    ColumnType column = property.isCollection() ? null : ColumnTypes.of(property.getType());
    if (column == null) {
      return Optional.empty();
    }
    Optional<Default> told =
        told(target, Terms.DEFAULT, property, column).or(() -> constant(property));
    if (told.isPresent()) {
      return told;
    }
    if (generated) {
      return key ? identity(property, column) : usual(target, property, column);
    }
    return identity && column == ColumnType.GUID ? identity(property, column) : Optional.empty();
  }

  /** What a property gets on every update. */
  Optional<Default> onUpdate(String target, EdmProperty property) {
    ColumnType column = property.isCollection() ? null : ColumnTypes.of(property.getType());
    return column == null
        ? Optional.empty()
        : told(target, Terms.ON_UPDATE, property, column)
            .filter(made -> made.kind() != Default.Kind.NEXT);
  }

  private Optional<Default> told(
      String target, String term, EdmProperty property, ColumnType column) {
    Optional<String> text = annotations.text(target, term).map(String::strip);
    Optional<Default> made = text.flatMap(name -> function(name, property, column));
    if (made.isEmpty() && annotations.find(target, term).isPresent()) {
      notes.ignored(
          target,
          term,
          "'"
              + text.orElse("")
              + "' makes no value of the type; write now for points in time, newGuid for Guids and"
              + " strings, next for numbers, user and delegate for the ids of users, where a set"
              + " has Users");
    }
    return made;
  }

  private Optional<Default> function(String name, EdmProperty property, ColumnType column) {
    return switch (name) {
      case "now" ->
          made(
              List.of(ColumnType.DATETIME, ColumnType.DATE, ColumnType.TIME),
              Default.Kind.NOW,
              property,
              column);
      case "newGuid" ->
          made(List.of(ColumnType.GUID, ColumnType.TEXT), Default.Kind.NEW_GUID, property, column);
      case "next" -> made(List.of(ColumnType.INTEGER), Default.Kind.NEXT, property, column);
      case "user" -> user(Default.Kind.USER, property, column);
      case "delegate" -> user(Default.Kind.DELEGATE, property, column);
      default -> Optional.empty();
    };
  }

  private Optional<Default> user(Default.Kind kind, EdmProperty property, ColumnType column) {
    return users ? made(IDS, kind, property, column) : Optional.empty();
  }

  private static Optional<Default> made(
      List<ColumnType> columns, Default.Kind kind, EdmProperty property, ColumnType column) {
    EdmType type = property.getType();
    boolean fits = columns.contains(column) && type.getKind() != EdmTypeKind.ENUM;
    return fits
        ? Optional.of(Default.made(kind, primitive(type), digits(property)))
        : Optional.empty();
  }

  private static EdmType primitive(EdmType type) {
    return type.getKind() == EdmTypeKind.DEFINITION
        ? ((EdmTypeDefinition) type).getUnderlyingType()
        : type;
  }

  private static int digits(EdmProperty property) {
    Integer precision = property.getPrecision();
    if (precision == null && property.getType().getKind() == EdmTypeKind.DEFINITION) {
      precision = ((EdmTypeDefinition) property.getType()).getPrecision();
    }
    return precision == null ? DIGITS : Math.min(DIGITS, precision);
  }

  /** The facet; one that is no value of the type is as none. */
  private static Optional<Default> constant(EdmProperty property) {
    String text = property.getDefaultValue();
    EdmType type = property.getType();
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(Default.constant(type, Values.parse(type, text), offset(type, text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Integer offset(EdmType type, String text) {
    return ColumnTypes.of(type) == ColumnType.DATETIME ? Values.offset(text) : null;
  }

  /** A value that no other entity has. */
  private Optional<Default> identity(EdmProperty property, ColumnType column) {
    return switch (column) {
      case GUID -> function("newGuid", property, column);
      case INTEGER -> function("next", property, column);
      case TEXT -> {
        Integer most = property.getMaxLength();
        yield most == null || most >= GUID_LENGTH
            ? function("newGuid", property, column)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** Where the model does not say how: the moment, a Guid, or the neutral value of the type. */
  private Optional<Default> usual(String target, EdmProperty property, ColumnType column) {
    boolean needed =
        !property.isNullable() || annotations.isTrue(target, Terms.COMPUTED_DEFAULT_VALUE);
    if (!needed) {
      return Optional.empty();
    }
    Optional<Default> made =
        switch (column) {
          case DATETIME, DATE, TIME -> function("now", property, column);
          case GUID -> function("newGuid", property, column);
          default -> Optional.empty();
        };
    return made.isPresent() || property.isNullable() ? made : neutral(property.getType(), column);
  }

  private static Optional<Default> neutral(EdmType type, ColumnType column) {
    String text =
        switch (column) {
          case BOOLEAN -> "false";
          case INTEGER -> number(type);
          case DOUBLE, DECIMAL -> "0";
          case DURATION -> "PT0S";
          case TEXT, BINARY -> "";
          default -> null;
        };
    return text == null
        ? Optional.empty()
        : Optional.of(Default.constant(type, Values.parse(type, text), null));
  }

  private static String number(EdmType type) {
    if (type.getKind() != EdmTypeKind.ENUM) {
      return "0";
    }
    EdmEnumType names = (EdmEnumType) type;
    boolean zero =
        names.isFlags()
            || names.getMemberNames().stream()
                .anyMatch(name -> names.getMember(name).getValue().equals("0"));
    return zero ? "0" : names.getMemberNames().get(0);
  }
}
