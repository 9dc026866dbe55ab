package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;

/** Writes the value of a condition as a literal of the type of its column. */
final class Literal {
  private static final Pattern GUID =
      Pattern.compile("\\{?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\}?");
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,19}");
  private static final int DATE_LENGTH = 10;

  private Literal() {}

  /**
   * The literal of a text.
   *
   * @throws ODataException 400 when the type has no such value, 501 when values of the type cannot
   *     be compared
   */
  static String of(EdmProperty property, String text, Element at) {
    EdmType type = property.getType();
    if (property.isCollection()) {
      throw at.notImplemented("A condition on a column of many values");
    }
    if (type instanceof EdmTypeDefinition definition) {
      type = definition.getUnderlyingType();
    }
    if (type instanceof EdmEnumType members) {
      return members.getFullQualifiedName().getFullQualifiedNameAsString() + string(text.trim());
    }
    EdmPrimitiveTypeKind kind = kind(type, at);
    if (kind == EdmPrimitiveTypeKind.String) {
      return string(text);
    }
    try {
      return literal(kind, text.trim(), at);
    } catch (DateTimeException | NumberFormatException e) {
      ODataException invalid = invalid(property, text, at);
      invalid.addSuppressed(e);
      throw invalid;
    }
  }

  /** A text in quotes. */
  static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static boolean isString(EdmProperty property) {
    EdmType type = property.getType();
    EdmType under =
        type instanceof EdmTypeDefinition definition ? definition.getUnderlyingType() : type;
    return under.getName().equals("String") && !property.isCollection();
  }

  private static EdmPrimitiveTypeKind kind(EdmType type, Element at) {
    for (EdmPrimitiveTypeKind kind : EdmPrimitiveTypeKind.values()) {
      if (kind.getFullQualifiedName().equals(type.getFullQualifiedName())) {
        return kind;
      }
    }
    throw at.notImplemented("A condition on a column of type " + type.getName());
  }

  private static String literal(EdmPrimitiveTypeKind kind, String text, Element at) {
    return switch (kind) {
      case Guid -> {
        var guid = GUID.matcher(text);
        if (!guid.matches()) {
          throw new NumberFormatException(text);
        }
        yield guid.group(1).toLowerCase(Locale.ROOT);
      }
      case Boolean ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> "true";
            case "0", "false" -> "false";
            default -> throw new NumberFormatException(text);
          };
      case Byte, SByte, Int16, Int32, Int64 -> {
        if (!INTEGER.matcher(text).matches()) {
          throw new NumberFormatException(text);
        }
        yield text.startsWith("+") ? text.substring(1) : text;
      }
      case Decimal, Double, Single -> new BigDecimal(text).toPlainString();
      case DateTimeOffset -> moment(text);
      case Date -> LocalDate.parse(text.length() > DATE_LENGTH ? date(text) : text).toString();
      case TimeOfDay -> DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.parse(text));
      case Duration -> "duration" + string(text);
      default -> throw at.notImplemented("A condition on a column of type " + kind);
    };
  }

  private static String date(String text) {
    return text.substring(0, DATE_LENGTH);
  }

  /** A date stands for its first moment, and a time without a zone is in UTC. */
  private static String moment(String text) {
    String iso = text.replace(' ', 'T');
    OffsetDateTime moment =
        iso.length() <= DATE_LENGTH
            ? LocalDate.parse(iso).atStartOfDay().atOffset(ZoneOffset.UTC)
            : (OffsetDateTime)
                DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    iso, OffsetDateTime::from, Literal::inUtc);
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        moment.withOffsetSameInstant(ZoneOffset.UTC));
  }

  private static OffsetDateTime inUtc(java.time.temporal.TemporalAccessor at) {
    return LocalDateTime.from(at).atOffset(ZoneOffset.UTC);
  }

  private static ODataException invalid(EdmProperty property, String text, Element at) {
    return at.error(
        ErrorCode.INVALID_VALUE,
        "has the value '"
            + text
            + "', and "
            + property.getName()
            + " is of type "
            + property.getType().getName());
  }
}
