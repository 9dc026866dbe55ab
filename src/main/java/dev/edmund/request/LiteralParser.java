package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Primitive literals in URLs (ABNF, 7: primitiveLiteral). */
final class LiteralParser {
  private static final Pattern GUID = Pattern.compile(ValueForms.GUID);
  // A blank is a plus that the client did not encode.
  private static final Pattern DATE_TIME_OFFSET =
      Pattern.compile(
          "("
              + ValueForms.DATE
              + "[Tt]"
              + ValueForms.TIME
              + ")([Zz]|[+ -](?:[01]\\d|2[0-3]):[0-5]\\d)");
  private static final Pattern DATE = Pattern.compile(ValueForms.DATE);
  private static final Pattern TIME = Pattern.compile(ValueForms.TIME);
  private static final Pattern NUMBER = Pattern.compile(ValueForms.NUMBER);
  private static final Pattern NEGATIVE_INFINITY = Pattern.compile("-INF");
  private static final Pattern INTEGER = Pattern.compile("-?\\d++");
  // OData 2 and 3 tell the type of a number by a letter behind it, and so do some clients of 4.
  private static final Pattern SUFFIX = Pattern.compile("[DFLMdflm](?![\\w.'])");

  private final EdmNames names;

  LiteralParser(EdmNames names) {
    this.names = names;
  }

  /** Reads a literal, or moves nothing and answers null when there is none. */
  @Nullable Typed literal(Cursor in) {
    int start = in.position();
    char c = in.peek();
    Expr.Literal literal = null;
    if (c == '\'') {
      literal = new Expr.Literal(EdmTypes.STRING, in.quoted());
    } else if ((c >= '0' && c <= '9') || c == '+' || c == '-') {
      literal = number(in);
    } else if (Cursor.startsName(c)) {
      literal = word(in);
    }
    if (literal == null) {
      in.moveTo(start);
      return null;
    }
    if ((c != '\'' && Cursor.continuesName(in.peek())) || in.peek() == '.' || in.peek() == '\'') {
      throw in.errorAt(start, ErrorCode.SYNTAX, "there is no literal of this form");
    }
    return Typed.single(literal);
  }

  private static Expr.@Nullable Literal number(Cursor in) {
    int start = in.position();
    if (in.match(GUID) != null) {
      return of(EdmPrimitiveTypeKind.Guid, in.since(start).toLowerCase(Locale.ROOT));
    }
    Matcher instant = in.match(DATE_TIME_OFFSET);
    if (instant != null) {
      String text = instant.group(1) + instant.group(2).replace(' ', '+');
      return checked(EdmPrimitiveTypeKind.DateTimeOffset, text, in, start);
    }
    if (in.match(DATE) != null) {
      if (in.peek() == 'T') {
        throw in.errorAt(
            start,
            ErrorCode.INVALID_VALUE,
            "a DateTimeOffset ends with Z or an offset, unlike the one");
      }
      return checked(EdmPrimitiveTypeKind.Date, in.since(start), in, start);
    }
    if (in.match(TIME) != null) {
      return of(EdmPrimitiveTypeKind.TimeOfDay, in.since(start));
    }
    if (in.match(NEGATIVE_INFINITY) != null) {
      return of(EdmPrimitiveTypeKind.Double, "-INF");
    }
    if (in.match(NUMBER) == null) {
      return null;
    }
    String text = in.since(start);
    in.match(SUFFIX);
    return number(text.startsWith("+") ? text.substring(1) : text);
  }

  /** Types a number by its form and size. */
  static Expr.Literal number(String text) {
    if (!INTEGER.matcher(text).matches()) {
      boolean exponent = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
      return of(exponent ? EdmPrimitiveTypeKind.Double : EdmPrimitiveTypeKind.Decimal, text);
    }
    EdmPrimitiveTypeKind[] narrowFirst = {
      EdmPrimitiveTypeKind.Byte,
      EdmPrimitiveTypeKind.SByte,
      EdmPrimitiveTypeKind.Int16,
      EdmPrimitiveTypeKind.Int32,
      EdmPrimitiveTypeKind.Int64
    };
    for (EdmPrimitiveTypeKind kind : narrowFirst) {
      if (ValueForms.matches(kind, text)) {
        return of(kind, text);
      }
    }
    return of(EdmPrimitiveTypeKind.Decimal, text);
  }

  private Expr.@Nullable Literal word(Cursor in) {
    int start = in.position();
    if (in.match(GUID) != null) {
      return of(EdmPrimitiveTypeKind.Guid, in.since(start).toLowerCase(Locale.ROOT));
    }
    String word = in.qualifiedName();
    if (in.peek() == '\'') {
      return prefixed(word, in, start);
    }
    if (Cursor.continuesName(in.peek()) || in.peek() == '.' || in.peek() == '(') {
      return null;
    }
    switch (word) {
      case "null" -> {
        return new Expr.Literal(null, null);
      }
      case "NaN", "INF" -> {
        return of(EdmPrimitiveTypeKind.Double, word);
      }
      default -> {
        String lower = EdmTypes.lower(word);
        return lower.equals("true") || lower.equals("false")
            ? of(EdmPrimitiveTypeKind.Boolean, lower)
            : null;
      }
    }
  }

  private Expr.Literal prefixed(String prefix, Cursor in, int start) {
    String text = in.quoted();
    switch (EdmTypes.lower(prefix)) {
      case "duration" -> {
        return checked(EdmPrimitiveTypeKind.Duration, text, in, start);
      }
      case "binary" -> {
        return checked(EdmPrimitiveTypeKind.Binary, text, in, start);
      }
      case "geography", "geometry" -> {
        EdmPrimitiveTypeKind kind = GeoForms.kind(text, EdmTypes.lower(prefix).equals("geography"));
        if (kind == null) {
          throw in.errorAt(start, ErrorCode.INVALID_VALUE, "there is no valid geo value");
        }
        return of(kind, text);
      }
      default -> {
        EdmType type = names.type(prefix);
        if (type == null || !EdmTypes.isEnum(type)) {
          throw in.errorAt(
              start, ErrorCode.UNKNOWN_NAME, "there is no enumeration type '" + prefix + "'");
        }
        return new Expr.Literal(type, EnumLiterals.number((EdmEnumType) type, text));
      }
    }
  }

  private static Expr.Literal checked(
      EdmPrimitiveTypeKind kind, String text, Cursor in, int start) {
    String value = ValueForms.normalize(kind, text);
    if (value == null) {
      throw invalid(kind, text, in, start);
    }
    return of(kind, value);
  }

  private static ODataException invalid(
      EdmPrimitiveTypeKind kind, String text, Cursor in, int start) {
    return in.errorAt(
        start, ErrorCode.INVALID_VALUE, "'" + text + "' is not a value of Edm." + kind.name());
  }

  private static Expr.Literal of(EdmPrimitiveTypeKind kind, String text) {
    return new Expr.Literal(EdmTypes.of(kind), text);
  }
}
