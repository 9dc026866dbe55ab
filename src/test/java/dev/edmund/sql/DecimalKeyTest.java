package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DecimalKeyTest {

  @Provide
  Arbitrary<BigDecimal> decimals() {
    Arbitrary<BigInteger> digits =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(45).negate(), BigInteger.TEN.pow(45)),
            Arbitraries.bigIntegers().between(BigInteger.valueOf(-999), BigInteger.valueOf(999)));
    return Combinators.combine(digits, Arbitraries.integers().between(-40, 40)).as(BigDecimal::new);
  }

  @Property(tries = 5_000)
  void theOrderOfKeysIsTheOrderOfNumbers(
      @ForAll("decimals") BigDecimal a, @ForAll("decimals") BigDecimal b) {
    assertEquals(
        a.compareTo(b),
        Integer.signum(DecimalKey.compare(DecimalKey.encode(a), DecimalKey.encode(b))));
  }

  /** Random pairs rarely share a beginning; here one continues the other. */
  @Property(tries = 2_000)
  void aLongerNumberWithTheSameBeginningIsOrdered(
      @ForAll("decimals") BigDecimal a, @ForAll("decimals") BigDecimal tail) {
    BigDecimal b = a.add(tail.movePointLeft(60));
    assertEquals(
        a.compareTo(b),
        Integer.signum(DecimalKey.compare(DecimalKey.encode(a), DecimalKey.encode(b))));
  }

  @Property
  void textIsTheNumberInPlainDigits(@ForAll("decimals") BigDecimal value) {
    byte[] key = DecimalKey.encode(value);
    assertEquals(
        DecimalKey.decode(key).toPlainString(),
        new String(DecimalKey.text(key), StandardCharsets.US_ASCII));
  }

  @Property(tries = 5_000)
  void decodeGivesTheNumberBack(@ForAll("decimals") BigDecimal value) {
    assertEquals(0, value.compareTo(DecimalKey.decode(DecimalKey.encode(value))));
  }

  @Property
  void equalNumbersHaveEqualKeysWhateverTheirScale(@ForAll("decimals") BigDecimal value) {
    assertArrayEquals(
        DecimalKey.encode(value), DecimalKey.encode(value.setScale(value.scale() + 7)));
  }

  @Test
  void decodedNumbersHaveNoTrailingZerosAndNoExponent() {
    assertEquals("1.1", DecimalKey.decode(DecimalKey.encode(new BigDecimal("1.100"))).toString());
    assertEquals("1000", DecimalKey.decode(DecimalKey.encode(new BigDecimal("1E3"))).toString());
    assertEquals("0", DecimalKey.decode(DecimalKey.encode(new BigDecimal("0.00"))).toString());
  }

  @Test
  void theBytesAreWhatFilesAlreadyHold() {
    assertEquals("0380010264", hex("1.99"), "sign, exponent, digits plus one");
    assertEquals("017ffefd9bff", hex("-1.99"));
    assertEquals("02", hex("0"));
  }

  private static String hex(String number) {
    return HexFormat.of().formatHex(DecimalKey.encode(new BigDecimal(number)));
  }
}
