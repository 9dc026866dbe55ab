package dev.edmund.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * An exact decimal as bytes whose order is the order of the numbers, for databases without exact
 * decimals. Equal numbers have equal bytes whatever their scale.
 *
 * <p>The first byte is the sign, the next two the exponent to base 100, then come the base-100
 * digits, each plus one, without trailing zeros. For negative numbers all bytes behind the sign are
 * inverted and 0xFF closes them, so that the shorter of two equal beginnings is the greater number.
 */
public final class DecimalKey {
  private static final byte NEGATIVE = 1;
  private static final byte ZERO = 2;
  private static final byte POSITIVE = 3;
  private static final int EXPONENT_BIAS = 0x8000;

  private DecimalKey() {}

  public static byte[] encode(BigDecimal value) {
    if (value.signum() == 0) {
      return new byte[] {ZERO};
    }
    BigDecimal stripped = value.abs().stripTrailingZeros();
    // An even scale makes pairs of decimal digits fall on base-100 digits.
    int scale = stripped.scale() + Math.floorMod(stripped.scale(), 2);
    String digits = stripped.setScale(scale).unscaledValue().toString();
    if (digits.length() % 2 != 0) {
      digits = "0" + digits;
    }
    int pairs = digits.length() / 2;
    int used = pairs;
    while (pair(digits, used - 1) == 0) {
      used--;
    }
    boolean negative = value.signum() < 0;
    byte[] key = new byte[3 + used + (negative ? 1 : 0)];
    key[0] = negative ? NEGATIVE : POSITIVE;
    int exponent = pairs - scale / 2 + EXPONENT_BIAS;
    if (exponent < 0 || exponent >= 2 * EXPONENT_BIAS) {
      throw new ArithmeticException("A decimal has at most 65,534 digits before its point");
    }
    key[1] = (byte) (exponent >> 8);
    key[2] = (byte) exponent;
    for (int i = 0; i < used; i++) {
      key[3 + i] = (byte) (pair(digits, i) + 1);
    }
    if (negative) {
      for (int i = 1; i < key.length; i++) {
        key[i] = (byte) ~key[i];
      }
    }
    return key;
  }

  private static int pair(String digits, int index) {
    return (digits.charAt(2 * index) - '0') * 10 + digits.charAt(2 * index + 1) - '0';
  }

  public static BigDecimal decode(byte[] key) {
    if (key[0] == ZERO) {
      return BigDecimal.ZERO;
    }
    byte[] plain = key.clone();
    int end = plain.length;
    if (key[0] == NEGATIVE) {
      for (int i = 1; i < plain.length; i++) {
        plain[i] = (byte) ~plain[i];
      }
      end--;
    }
    int exponent = (((plain[1] & 0xFF) << 8) | (plain[2] & 0xFF)) - EXPONENT_BIAS;
    char[] digits = new char[2 * (end - 3)];
    for (int i = 3; i < end; i++) {
      int pair = plain[i] - 1;
      digits[2 * (i - 3)] = (char) ('0' + pair / 10);
      digits[2 * (i - 3) + 1] = (char) ('0' + pair % 10);
    }
    int scale = 2 * (end - 3 - exponent);
    BigDecimal value = new BigDecimal(new BigInteger(new String(digits)), scale);
    value = scale > 0 ? stripped(value) : value.setScale(0);
    return key[0] == NEGATIVE ? value.negate() : value;
  }

  /**
   * The number as plain decimal text in ASCII, the same as {@code decode(key).toPlainString()}: the
   * digits are in the key already, so that no arithmetic is needed to write them.
   */
  public static byte[] text(byte[] key) {
    if (key[0] == ZERO) {
      return new byte[] {'0'};
    }
    boolean negative = key[0] == NEGATIVE;
    int invert = negative ? 0xFF : 0;
    int pairs = key.length - 3 - (negative ? 1 : 0);
    int point =
        2 * (((((key[1] ^ invert) & 0xFF) << 8) | ((key[2] ^ invert) & 0xFF)) - EXPONENT_BIAS);
    byte[] text = new byte[4 + Math.max(2 * pairs, point) + Math.max(0, -point)];
    int size = 0;
    if (negative) {
      text[size++] = '-';
    }
    if (point <= 0) {
      text[size++] = '0';
    }
    int end = Math.max(2 * pairs, point);
    for (int i = Math.min(point, 0); i < end; i++) {
      if (i == point) {
        text[size++] = '.';
      }
      byte digit = digit(key, i, pairs, invert);
      boolean leading = i == 0 && digit == '0' && point > 0;
      boolean trailing = i == 2 * pairs - 1 && digit == '0' && i >= point;
      if (!leading && !trailing) {
        text[size++] = digit;
      }
    }
    return Arrays.copyOf(text, size);
  }

  /** The decimal digit at a position counted from the first digit pair; zero outside of them. */
  private static byte digit(byte[] key, int position, int pairs, int invert) {
    if (position < 0 || position >= 2 * pairs) {
      return '0';
    }
    int pair = ((key[3 + position / 2] ^ invert) & 0xFF) - 1;
    return (byte) ('0' + (position % 2 == 0 ? pair / 10 : pair % 10));
  }

  private static BigDecimal stripped(BigDecimal value) {
    BigDecimal shorter = value.stripTrailingZeros();
    return shorter.scale() < 0 ? shorter.setScale(0) : shorter;
  }

  /** Compares two keys as the database does. */
  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }
}
