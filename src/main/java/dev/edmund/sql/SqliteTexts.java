package dev.edmund.sql;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Values;
import dev.edmund.sql.SqliteFunctions.ScalarFunction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** Casts between values and their literals, as payloads have them (Part 2, 5.1.1.10.1). */
final class SqliteTexts {
  private static final SqliteDialect COLUMNS = new SqliteDialect();

  private SqliteTexts() {}

  static List<ScalarFunction> all() {
    return List.of(
        new ScalarFunction(
            "edmund_parse", 2, a -> parse(ColumnType.valueOf(text(a, 0)), text(a, 1))),
        new ScalarFunction("edmund_parse_offset", 1, a -> offset(text(a, 0))),
        new ScalarFunction("edmund_single", 1, a -> single(a.get(0))),
        new ScalarFunction("edmund_double_text", 1, a -> floating(a.get(0))),
        new ScalarFunction(
            "edmund_duration_text", 1, a -> duration(DecimalKey.decode((byte[]) a.get(0)))),
        new ScalarFunction(
            "edmund_binary_text",
            1,
            a -> Base64.getUrlEncoder().withoutPadding().encodeToString((byte[]) a.get(0))),
        new ScalarFunction("edmund_enum_text", 2, a -> names((Long) a.get(0), text(a, 1))),
        new ScalarFunction("edmund_enum_number", 2, a -> number(text(a, 0), text(a, 1))));
  }

  private static String text(List<Object> arguments, int position) {
    return arguments.get(position).toString();
  }

  private static @Nullable Object parse(ColumnType type, String text) {
    try {
      Object value =
          Values.parse(EdmPrimitiveTypeFactory.getInstance(kind(type)), literal(type, text));
      return COLUMNS.encode(type, value);
    } catch (IllegalArgumentException noLiteral) {
      return null;
    }
  }

  private static EdmPrimitiveTypeKind kind(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> EdmPrimitiveTypeKind.Boolean;
      case INTEGER -> EdmPrimitiveTypeKind.Int64;
      case DOUBLE -> EdmPrimitiveTypeKind.Double;
      case DECIMAL -> EdmPrimitiveTypeKind.Decimal;
      case GUID -> EdmPrimitiveTypeKind.Guid;
      case DATETIME -> EdmPrimitiveTypeKind.DateTimeOffset;
      case DATE -> EdmPrimitiveTypeKind.Date;
      case TIME -> EdmPrimitiveTypeKind.TimeOfDay;
      case DURATION -> EdmPrimitiveTypeKind.Duration;
      case BINARY -> EdmPrimitiveTypeKind.Binary;
      case TEXT, GEO, JSON -> EdmPrimitiveTypeKind.String;
    };
  }

  private static String literal(ColumnType type, String text) {
    return switch (type) {
      case DATETIME -> withOffset(text);
      case BINARY -> text.replaceAll("=+$", "");
      default -> text;
    };
  }

  /** A point in time without an offset is in UTC (rule 11). */
  private static String withOffset(String text) {
    int time = text.indexOf('T');
    boolean has =
        text.endsWith("Z")
            || text.endsWith("z")
            || text.indexOf('+', Math.max(time, 0)) >= 0
            || text.indexOf('-', Math.max(time, 0)) >= 0;
    return time < 0 || has ? text : text + "Z";
  }

  private static @Nullable Object offset(String text) {
    Integer offset =
        parse(ColumnType.DATETIME, text) == null ? null : Values.offset(withOffset(text));
    return offset == null ? null : (Object) (long) offset;
  }

  /** The shortest text of a single-precision number is kept, so that 0.1 stays 0.1. */
  private static @Nullable Object single(Object stored) {
    if (!(stored instanceof Double number) || !Double.isFinite(number)) {
      return stored;
    }
    float narrow = (float) (double) number;
    return Float.isFinite(narrow) ? (Object) (shortest(narrow).doubleValue() + 0.0) : null;
  }

  /** Java writes two digits where one would do, which the smallest numbers show. */
  private static BigDecimal shortest(float number) {
    BigDecimal usual = new BigDecimal(NumberOutput.toString(number, true));
    BigDecimal one = usual.round(new MathContext(1));
    return one.floatValue() == number ? one : usual;
  }

  private static String floating(Object stored) {
    if (!(stored instanceof Double number)) {
      return stored.toString();
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "INF" : "-INF";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString(number.longValue())
        : NumberOutput.toString(number, true);
  }

  private static String duration(BigDecimal seconds) {
    BigDecimal rest = seconds.abs();
    StringBuilder date = new StringBuilder();
    StringBuilder time = new StringBuilder();
    rest = part(rest, 86_400, 'D', date);
    rest = part(rest, 3_600, 'H', time);
    rest = part(rest, 60, 'M', time);
    if (rest.signum() > 0 || (date.length() == 0 && time.length() == 0)) {
      time.append(rest.signum() == 0 ? "0" : rest.stripTrailingZeros().toPlainString());
      time.append('S');
    }
    String sign = seconds.signum() < 0 ? "-" : "";
    return sign + "P" + date + (time.length() == 0 ? "" : "T" + time);
  }

  private static BigDecimal part(BigDecimal of, int unit, char letter, StringBuilder out) {
    BigDecimal[] parts = of.divideAndRemainder(BigDecimal.valueOf(unit));
    if (parts[0].signum() > 0) {
      out.append(parts[0].toBigInteger()).append(letter);
    }
    return parts[1];
  }

  /** The numbers of members by their names, behind the word that tells whether they are flags. */
  private static Map<String, Long> members(String text) {
    Map<String, Long> members = new LinkedHashMap<>();
    String[] words = text.split(" ", -1);
    for (int i = 1; i < words.length; i++) {
      int sign = words[i].lastIndexOf('=');
      members.put(words[i].substring(0, sign), Long.valueOf(words[i].substring(sign + 1)));
    }
    return members;
  }

  private static String names(long number, String members) {
    List<String> names = new ArrayList<>();
    long rest = number;
    for (Map.Entry<String, Long> member : members(members).entrySet()) {
      long value = member.getValue();
      if (value == number) {
        return member.getKey();
      }
      if (value != 0 && (number & value) == value) {
        names.add(member.getKey());
        rest &= ~value;
      }
    }
    return names.isEmpty() || rest != 0 || !members.startsWith("flags")
        ? Long.toString(number)
        : String.join(",", names);
  }

  private static @Nullable Object number(String text, String members) {
    Map<String, Long> numbers = members(members);
    String[] names = text.split(",", -1);
    if (names.length > 1 && !members.startsWith("flags")) {
      return null;
    }
    long number = 0;
    for (String name : names) {
      Long value = numbers.get(name.strip());
      if (value == null && !name.matches("[+-]?[0-9]{1,18}")) {
        return null;
      }
      number |= value == null ? Long.parseLong(name) : value;
    }
    return number;
  }
}
