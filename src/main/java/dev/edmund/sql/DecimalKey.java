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

  private static BigDecimal stripped(BigDecimal value) {
    BigDecimal shorter = value.stripTrailingZeros();
    return shorter.scale() < 0 ? shorter.setScale(0) : shorter;
  }

  /** Compares two keys as the database does. */
  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }
}
