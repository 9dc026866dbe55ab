package dev.edmund.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.edmund.plan.query.DynamicKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that came with its type.
 *
 * @param type its qualified name; empty where JSON shows it; with a path behind it where it is that
 *     of the value around
 * @param value Long (also for true and false), Double or String
 */
record DynamicValue(String type, Family family, Object value) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LAST = Integer.MAX_VALUE;
  private static final char INSIDE = '/';
  private static final String UNTYPED = "Edm.Untyped";
  private static final String COLLECTION = "Collection(";
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?|-?INF|NaN");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d+)?");
  private static final Pattern GUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern CLOCK_FORM = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");
  private static final Pattern DURATION_FORM = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final byte[] INFINITE = {4};
  private static final byte[] NEGATIVE_INFINITE = {0};
  private static final byte[] NOT_A_NUMBER = {5};

  /** Which values can be compared with each other, in the order in which they are sorted. */
  private enum Family {
    BOOLEAN(1),
    NUMBER(2),
    TEXT(3),
    GUID(4),
    DATE(5),
    DATETIME(6),
    TIME(7),
    DURATION(8),
    BINARY(9),
    /** Of a type of the model: an enumeration, a type definition, or inside of a complex value. */
    NAMED(10),
    STRUCTURE(11);

    private final int rank;

    Family(int rank) {
      this.rank = rank;
    }
  }

  /**
   * The value as it is stored.
   *
   * @param tag the type name beside it, of the whole collection for an item of one
   * @param kind its kind as SQLite names it
   */
  static DynamicValue of(String tag, String kind, Object value) {
    boolean item = tag.startsWith(COLLECTION) && !kind.equals("array");
    String type = item ? tag.substring(COLLECTION.length()).replace(")", "") : tag;
    boolean silent = type.isEmpty() || type.startsWith(UNTYPED);
    return new DynamicValue(silent ? "" : type, family(silent ? "" : type, kind), value);
  }

  private static Family family(String type, String kind) {
    switch (kind) {
      case "true", "false" -> {
        return Family.BOOLEAN;
      }
      case "object", "array" -> {
        return Family.STRUCTURE;
      }
      default -> {}
    }
    boolean text = kind.equals("text");
    if (type.indexOf(INSIDE) >= 0) {
      // The model declares its type, in JSON only texts do not show it.
      return text ? Family.NAMED : Family.NUMBER;
    }
    return switch (type) {
      case "" -> text ? Family.TEXT : Family.NUMBER;
      case "Edm.String" -> Family.TEXT;
      case "Edm.Guid" -> Family.GUID;
      case "Edm.Date" -> Family.DATE;
      case "Edm.DateTimeOffset" -> Family.DATETIME;
      case "Edm.TimeOfDay" -> Family.TIME;
      case "Edm.Duration" -> Family.DURATION;
      case "Edm.Binary" -> Family.BINARY;
      default -> type.startsWith("Edm.") ? Family.NUMBER : Family.NAMED;
    };
  }

  /** The value as some kind, in the form of a column; null where it is of another kind. */
  @Nullable Object as(DynamicKind kind) {
    return switch (kind) {
      case BOOLEAN -> is(Family.BOOLEAN) ? value : null;
      case NUMBER -> number();
      case DOUBLE -> isNumber() ? SqliteDocuments.floating(value) : null;
      case INTEGER -> isFinite() ? (Object) decimal().longValueExact() : null;
      case TEXT -> text(Family.TEXT);
      case GUID -> text(Family.GUID, GUID_FORM);
      case DATE -> text(Family.DATE, DATE_FORM);
      case TIME -> text(Family.TIME, CLOCK_FORM);
      case DATETIME -> isTime() ? time().utc() : null;
      case DATE_PART -> isTime() ? local(0, 10) : text(Family.DATE, DATE_FORM);
      case TIME_PART -> isTime() ? local(11, LAST) : text(Family.TIME, CLOCK_FORM);
      case OFFSET -> isTime() ? (Object) (long) time().offset() : null;
      case DURATION ->
          text(Family.DURATION, DURATION_FORM) == null ? null : DecimalKey.encode(decimal());
      case BINARY -> text(Family.BINARY) == null ? null : SqliteDocuments.binary(value.toString());
      case AS_TEXT -> literal();
      case TYPE -> typeName();
      case ORDER -> order();
    };
  }

  private boolean is(Family wanted) {
    return family == wanted;
  }

  private StoredTime time() {
    return StoredTime.of(value.toString());
  }

  /**
   * A part of the text in its own offset; null where that leads beyond the years of four digits.
   */
  private @Nullable String local(int start, int end) {
    String local = time().local();
    return local.charAt(0) == '+' ? null : local.substring(start, Math.min(end, local.length()));
  }

  private BigDecimal decimal() {
    return new BigDecimal(value.toString());
  }

  private boolean isTime() {
    return is(Family.DATETIME) || (is(Family.NAMED) && TIME.matcher(value.toString()).matches());
  }

  private @Nullable String text(Family wanted) {
    // Its type is in the model: it is taken for what it has the form of.
    return is(wanted) || (is(Family.NAMED) && value instanceof String) ? value.toString() : null;
  }

  private @Nullable String text(Family wanted, Pattern form) {
    String text = text(wanted);
    return text != null && form.matcher(text).matches() ? text : null;
  }

  private boolean isNumber() {
    return is(Family.NUMBER)
        || (is(Family.NAMED)
            && (value instanceof Number || NUMBER.matcher(value.toString()).matches()));
  }

  private boolean isFinite() {
    return isNumber()
        && switch (value.toString()) {
          case "INF", "-INF", "NaN" -> false;
          default -> true;
        };
  }

  private byte @Nullable [] number() {
    return isFinite() ? DecimalKey.encode(decimal()) : null;
  }

  private @Nullable String literal() {
    return switch (family) {
      case BOOLEAN -> value.equals(1L) ? "true" : "false";
      case NUMBER -> isFinite() ? plain() : value.toString();
      case DATETIME -> local(0, LAST) == null ? null : time().text();
      case TEXT, GUID, DATE, TIME, BINARY -> value.toString();
      case NAMED -> value instanceof String ? value.toString() : null;
      case DURATION, STRUCTURE -> null;
    };
  }

  private String plain() {
    BigDecimal number = decimal().stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }

  private String typeName() {
    return switch (family) {
      case STRUCTURE -> inside();
      case BOOLEAN -> type.isEmpty() ? "Edm.Boolean" : type;
      case NUMBER -> type.isEmpty() ? "Edm.Double" : type;
      default -> type.isEmpty() ? "Edm.String" : type;
    };
  }

  /** An object names its type itself where it is not the one beside it. */
  private String inside() {
    try (JsonParser in = JSON.createParser(value.toString())) {
      boolean named =
          in.nextToken() == JsonToken.START_OBJECT && "@type".equals(in.nextFieldName());
      String own = named ? in.nextTextValue() : null;
      return own == null ? type : own;
    } catch (IOException e) {
      return type;
    }
  }

  private byte[] order() {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    key.write(family.rank);
    key.writeBytes(content());
    return key.toByteArray();
  }

  private byte[] content() {
    return switch (family) {
      case NUMBER ->
          switch (value.toString()) {
            case "INF" -> INFINITE;
            case "-INF" -> NEGATIVE_INFINITE;
            case "NaN" -> NOT_A_NUMBER;
            default -> DecimalKey.encode(decimal());
          };
      case DURATION -> DecimalKey.encode(decimal());
      case DATETIME -> utf8(time().utc());
      case BOOLEAN, TEXT, GUID, DATE, TIME, BINARY, STRUCTURE -> utf8(value.toString());
      case NAMED -> named();
    };
  }

  /** By type, then by number, then by text. */
  private byte[] named() {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    key.writeBytes(utf8(type));
    key.write(0);
    key.writeBytes(value instanceof Number ? DecimalKey.encode(decimal()) : utf8(value.toString()));
    return key.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
