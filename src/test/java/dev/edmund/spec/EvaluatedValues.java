package dev.edmund.spec;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.edmund.spec.ExactTypes.Instant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/**
 * Values in Java: Long for integers and members of enumerations, BigDecimal for decimals, for
 * durations and for times (in seconds), Double, Boolean, LocalDate, {@link Instant}, and String for
 * texts, Guids and binary values.
 */
final class EvaluatedValues {
  private EvaluatedValues() {}

  /** What the specification leaves open, or lets fail. */
  static final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undefined(String message) {
      super(message);
    }
  }

  /** The kind of a type; that of numbers for enumerations. */
  static EdmPrimitiveTypeKind kind(EdmType type) {
    return type.getKind() == EdmTypeKind.ENUM
        ? EdmPrimitiveTypeKind.Int64
        : EdmPrimitiveTypeKind.valueOf(type.getName());
  }

  static boolean isInteger(EdmPrimitiveTypeKind kind) {
    return switch (kind) {
      case SByte, Byte, Int16, Int32, Int64 -> true;
      default -> false;
    };
  }

  static boolean isFloating(EdmPrimitiveTypeKind kind) {
    return kind == EdmPrimitiveTypeKind.Double || kind == EdmPrimitiveTypeKind.Single;
  }

  static boolean isNumber(EdmPrimitiveTypeKind kind) {
    return isInteger(kind) || isFloating(kind) || kind == EdmPrimitiveTypeKind.Decimal;
  }

  /** The value that a text without quotes and prefix stands for. */
  static Object parse(EdmPrimitiveTypeKind kind, String text) {
    return switch (kind) {
      case SByte, Byte, Int16, Int32, Int64 -> Long.valueOf(text);
      case Decimal -> new BigDecimal(text);
      case Double -> floating(text);
      case Single -> single(floating(text));
      case Boolean -> Boolean.valueOf(text);
      case Guid -> text.toLowerCase(Locale.ROOT);
      case Date -> LocalDate.parse(text);
      case TimeOfDay -> ExactTypes.secondsOfDay(text);
      case DateTimeOffset -> Instant.parse(text);
      case Duration -> ExactTypes.durationSeconds(text);
      default -> text;
    };
  }

  private static double floating(String text) {
    return switch (text) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> Double.parseDouble(text) + 0.0;
    };
  }

  /** The nearest number of single precision, with the digits that are needed to tell it. */
  static double single(double value) {
    float narrow = (float) value;
    if (!Float.isFinite(narrow)) {
      return narrow;
    }
    BigDecimal usual = new BigDecimal(NumberOutput.toString(narrow, true));
    BigDecimal one = usual.round(new MathContext(1));
    return (one.floatValue() == narrow ? one : usual).doubleValue();
  }

  static double toDouble(Object number) {
    double value = ((Number) number).doubleValue();
    if (number instanceof BigDecimal && Double.isInfinite(value)) {
      throw new Undefined("a decimal beyond all floating point numbers");
    }
    return value;
  }

  /** Integers and decimals only. */
  static BigDecimal toDecimal(Object number) {
    return new BigDecimal(number.toString());
  }

  /** The literal in payloads. */
  static String text(EdmPrimitiveTypeKind kind, Object value) {
    return switch (kind) {
      case Decimal -> ExactTypes.decimal().raw().apply((BigDecimal) value);
      case Double -> ExactTypes.floating(false).raw().apply((Double) value);
      case Single -> ExactTypes.floating(true).raw().apply((Double) value);
      case TimeOfDay -> {
        BigDecimal seconds = (BigDecimal) value;
        yield ExactTypes.clock(seconds.intValue()) + ExactTypes.fractionText(seconds);
      }
      case DateTimeOffset -> ((Instant) value).text();
      case Duration -> ExactTypes.durationText((BigDecimal) value);
      default -> value.toString();
    };
  }

  /** Less than, equal or greater than zero; for two values of one kind, neither of them NaN. */
  static int compare(EdmPrimitiveTypeKind kind, Object left, Object right) {
    return switch (kind) {
      case Decimal, TimeOfDay, Duration -> ((BigDecimal) left).compareTo((BigDecimal) right);
      case Double, Single -> Double.compare((Double) left + 0.0, (Double) right + 0.0);
      case Boolean -> Boolean.compare((Boolean) left, (Boolean) right);
      case Date -> ((LocalDate) left).compareTo((LocalDate) right);
      case DateTimeOffset -> ((Instant) left).compareTo((Instant) right);
      case String, Guid, Binary -> ExactTypes.byCodePoint((String) left, (String) right);
      default -> Long.compare((Long) left, (Long) right);
    };
  }
}
