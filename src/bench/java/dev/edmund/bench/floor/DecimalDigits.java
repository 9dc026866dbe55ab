package dev.edmund.bench.floor;

import java.io.IOException;

/**
 * Writes the digits of a decimal that is stored as ordered bytes: sign (1, 2 for zero, 3), a biased
 * exponent to base 100 in two bytes, base-100 digits plus one; of negative numbers all but the sign
 * inverted, and a closing byte.
 */
final class DecimalDigits {
  private static final int ZERO = 2;
  private static final int NEGATIVE = 1;
  private static final int BIAS = 0x8000;
  private static final int FIRST = 3;

  private DecimalDigits() {}

  static void write(byte[] key, Body body) throws IOException {
    if (key[0] == ZERO) {
      body.write('0');
      return;
    }
    boolean negative = key[0] == NEGATIVE;
    int mask = negative ? 0xFF : 0;
    int end = negative ? key.length - 1 : key.length;
    int whole = (((key[1] ^ mask) & 0xFF) << 8 | ((key[2] ^ mask) & 0xFF)) - BIAS;
    if (negative) {
      body.write('-');
    }
    if (whole <= 0) {
      body.write('0');
    }
    for (int i = 0; i < whole; i++) {
      int pair = FIRST + i < end ? pair(key[FIRST + i], mask) : 0;
      pair(pair, i > 0 || pair >= 10, true, body);
    }
    if (end - FIRST > whole) {
      body.write('.');
      for (int i = whole; i < 0; i++) {
        pair(0, true, true, body);
      }
      for (int i = FIRST + Math.max(0, whole); i < end; i++) {
        int pair = pair(key[i], mask);
        pair(pair, true, i < end - 1 || pair % 10 != 0, body);
      }
    }
  }

  private static int pair(byte digit, int mask) {
    return ((digit ^ mask) & 0xFF) - 1;
  }

  private static void pair(int pair, boolean tens, boolean ones, Body body) throws IOException {
    if (tens) {
      body.write((char) ('0' + pair / 10));
    }
    if (ones) {
      body.write((char) ('0' + pair % 10));
    }
  }
}
