package dev.edmund.store.sample;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/**
 * Values of a property that must differ, each with its number.
 *
 * @param size how many there are
 * @param at the value of each number below that
 */
record Domain(long size, LongFunction<String> at) {
  private static final int RADIX = 36;
  private static final int DIGITS = 12;
  private static final int CODE = 5;
  private static final int ATTEMPTS = 4;
  private static final Domain NONE = new Domain(0, index -> "");

  /**
   * The values of a property.
   *
   * @param most how many are asked for at most, where they have to be found one by one
   */
  static Domain of(Rule rule, Patterns patterns, Dice dice, String owner, long most) {
    if (!rule.allowed().isEmpty()) {
      return of(rule.allowed());
    }
    if (rule.type().getKind() == EdmTypeKind.ENUM) {
      List<String> names = ((EdmEnumType) rule.type()).getMemberNames();
      return of(distinct((EdmEnumType) rule.type(), names));
    }
    String type = rule.type().getName();
    return switch (type) {
      case "Boolean" -> of(List.of("true", "false"));
      case "String" ->
          rule.pattern()
              .map(pattern -> patterned(rule, pattern, patterns, dice, most))
              .filter(found -> found.size > 0)
              .orElseGet(() -> codes(rule, owner));
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Double", "Single" -> {
        Numbers numbers = Numbers.all(rule, type);
        yield new Domain(numbers.size(), index -> Scalars.plain(numbers.at(index)));
      }
      case "Guid" -> new Domain(Long.MAX_VALUE, index -> Scalars.guid(dice.at(index)));
      case "DateTimeOffset" -> new Domain(1L << 31, Moments::dateTimeAt);
      case "Date" -> new Domain(1L << 20, Moments::dateAt);
      case "TimeOfDay" -> new Domain(86_400, Moments::clock);
      case "Duration" -> new Domain(1L << 31, index -> Moments.duration(index + 1));
      case "Binary" -> bytes(rule);
      default -> NONE;
    };
  }

  private static Domain of(List<String> values) {
    return new Domain(values.size(), index -> values.get((int) index));
  }

  /** Of members with the same number only the first. */
  private static List<String> distinct(EdmEnumType type, List<String> names) {
    Set<String> numbers = new LinkedHashSet<>();
    return names.stream().filter(name -> numbers.add(type.getMember(name).getValue())).toList();
  }

  private static Domain patterned(
      Rule rule, String pattern, Patterns patterns, Dice dice, long most) {
    Set<String> found = new LinkedHashSet<>();
    for (long i = 0; i < most * ATTEMPTS && found.size() < most; i++) {
      Optional<String> text = patterns.text(rule, pattern, dice.at(i));
      if (text.isEmpty()) {
        break;
      }
      found.add(text.get());
    }
    return of(new ArrayList<>(found));
  }

  /** {@code PRO-00001} where there is room, else digits to the base of 36. */
  private static Domain codes(Rule rule, String owner) {
    int room = rule.maxLength() == null ? Integer.MAX_VALUE : rule.maxLength();
    String prefix = prefix(owner);
    if (room >= prefix.length() + DIGITS) {
      return new Domain(
          Long.MAX_VALUE,
          index -> prefix + String.format(Locale.ROOT, "%0" + CODE + "d", index + 1));
    }
    int digits = Math.min(room, DIGITS);
    return new Domain(power(RADIX, digits), index -> digits(index, Math.min(digits, CODE)));
  }

  private static String prefix(String owner) {
    String letters = owner.replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
    return letters.isEmpty() ? "" : letters.substring(0, Math.min(3, letters.length())) + "-";
  }

  private static String digits(long index, int least) {
    String digits = Long.toString(index + 1, RADIX).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, least - digits.length())) + digits;
  }

  private static Domain bytes(Rule rule) {
    int length = rule.maxLength() == null ? 8 : Math.min(8, rule.maxLength());
    return new Domain(
        power(256, length),
        index -> {
          byte[] bytes = new byte[length];
          byte[] number = BigInteger.valueOf(index).toByteArray();
          int copied = Math.min(length, number.length);
          System.arraycopy(number, number.length - copied, bytes, length - copied, copied);
          return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
  }

  /** One less, so that {@code index + 1} fits too; at most {@link Long#MAX_VALUE}. */
  private static long power(int base, int exponent) {
    BigInteger power = BigInteger.valueOf(base).pow(exponent).subtract(BigInteger.ONE);
    return power.bitLength() < Long.SIZE ? power.longValue() : Long.MAX_VALUE;
  }
}
