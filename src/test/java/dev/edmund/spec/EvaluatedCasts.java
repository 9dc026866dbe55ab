package dev.edmund.spec;

import dev.edmund.spec.EvaluatedValues.Undefined;
import dev.edmund.spec.ExactTypes.Instant;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/** The rules of {@code cast} between primitive types (Part 2, 5.1.1.10.1): empty where it fails. */
final class EvaluatedCasts {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,30}");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern GUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern TIME =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,12})?)?");
  private static final Pattern DURATION =
      Pattern.compile("-?P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
  private static final Pattern MOMENT =
      Pattern.compile(DATE + "T" + TIME + "(Z|[+-](0\\d|1[0-4]):[0-5]\\d)?");

  private EvaluatedCasts() {}

  static Optional<Object> cast(Object value, EdmPrimitiveTypeKind from, EdmPrimitiveTypeKind to) {
    if (to == EdmPrimitiveTypeKind.String) {
      return Optional.of(EvaluatedValues.text(from, value));
    }
    if (from == EdmPrimitiveTypeKind.String) {
      return parsed((String) value, to);
    }
    if (EvaluatedValues.isNumber(from) && EvaluatedValues.isNumber(to)) {
      return number(value, from, to);
    }
    if (from == to) {
      return Optional.of(value);
    }
    if (from == EdmPrimitiveTypeKind.DateTimeOffset) {
      Instant moment = (Instant) value;
      return switch (to) {
        case Date -> Optional.of(date(moment));
        case TimeOfDay -> Optional.of(time(moment));
        default -> Optional.empty();
      };
    }
    return from == EdmPrimitiveTypeKind.Date && to == EdmPrimitiveTypeKind.DateTimeOffset
        ? Optional.of(new Instant(BigDecimal.valueOf(seconds((LocalDate) value)), 0))
        : Optional.empty();
  }

  static long seconds(LocalDate date) {
    return date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  private static BigDecimal local(Instant moment) {
    return moment.seconds().add(BigDecimal.valueOf(moment.offset() * 60L));
  }

  static LocalDate date(Instant moment) {
    BigDecimal day = local(moment).divide(BigDecimal.valueOf(86_400), 0, RoundingMode.FLOOR);
    return LocalDate.ofEpochDay(day.longValueExact());
  }

  /** The seconds of the day. */
  static BigDecimal time(Instant moment) {
    return local(moment).subtract(BigDecimal.valueOf(seconds(date(moment))));
  }

  private static Optional<Object> number(
      Object value, EdmPrimitiveTypeKind from, EdmPrimitiveTypeKind to) {
    if (EvaluatedValues.isFloating(to)) {
      double wide = EvaluatedValues.toDouble(value);
      double result = to == EdmPrimitiveTypeKind.Single ? EvaluatedValues.single(wide) : wide;
      return Double.isInfinite(result) && !Double.isInfinite(wide)
          ? Optional.empty()
          : Optional.of(result);
    }
    if (EvaluatedValues.isFloating(from) && !Double.isFinite((Double) value)) {
      return Optional.empty();
    }
    BigDecimal exact =
        EvaluatedValues.isFloating(from)
            ? new BigDecimal(EvaluatedValues.text(from, value))
            : EvaluatedValues.toDecimal(value);
    return to == EdmPrimitiveTypeKind.Decimal
        ? Optional.of(exact)
        : integer(exact.toBigInteger(), to);
  }

  private static Optional<Object> integer(BigInteger value, EdmPrimitiveTypeKind to) {
    long least =
        switch (to) {
          case SByte -> Byte.MIN_VALUE;
          case Byte -> 0;
          case Int16 -> Short.MIN_VALUE;
          case Int32 -> Integer.MIN_VALUE;
          default -> Long.MIN_VALUE;
        };
    long most = to == EdmPrimitiveTypeKind.Byte ? 255 : -(least + 1);
    return value.compareTo(BigInteger.valueOf(least)) < 0
            || value.compareTo(BigInteger.valueOf(most)) > 0
        ? Optional.empty()
        : Optional.of(value.longValueExact());
  }

  private static Optional<Object> parsed(String text, EdmPrimitiveTypeKind to) {
    if (EvaluatedValues.isInteger(to)) {
      return INTEGER.matcher(text).matches() ? integer(new BigInteger(text), to) : Optional.empty();
    }
    boolean literal =
        switch (to) {
          case Decimal -> NUMBER.matcher(text).matches();
          case Double, Single ->
              NUMBER.matcher(text).matches()
                  || text.equals("INF")
                  || text.equals("-INF")
                  || text.equals("NaN");
          case Boolean -> text.equals("true") || text.equals("false");
          case Guid -> GUID.matcher(text).matches();
          case Date -> DATE.matcher(text).matches();
          case TimeOfDay -> TIME.matcher(text).matches();
          case Duration -> DURATION.matcher(text).matches();
          case DateTimeOffset -> MOMENT.matcher(text).matches();
          default -> throw new Undefined("a cast of a text to " + to);
        };
    boolean utc = to == EdmPrimitiveTypeKind.DateTimeOffset && !text.matches(".*(Z|[+-]..:..)");
    if (to == EdmPrimitiveTypeKind.Single && NUMBER.matcher(text).matches()) {
      return number(Double.valueOf(text), EdmPrimitiveTypeKind.Double, to);
    }
    try {
      return literal
          ? Optional.of(EvaluatedValues.parse(to, utc ? text + "Z" : text))
          : Optional.empty();
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }
}
