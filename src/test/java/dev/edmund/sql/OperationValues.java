package dev.edmund.sql;

import static dev.edmund.model.storage.ColumnType.BINARY;
import static dev.edmund.model.storage.ColumnType.BOOLEAN;
import static dev.edmund.model.storage.ColumnType.DATE;
import static dev.edmund.model.storage.ColumnType.DATETIME;
import static dev.edmund.model.storage.ColumnType.DECIMAL;
import static dev.edmund.model.storage.ColumnType.DOUBLE;
import static dev.edmund.model.storage.ColumnType.DURATION;
import static dev.edmund.model.storage.ColumnType.GUID;
import static dev.edmund.model.storage.ColumnType.INTEGER;
import static dev.edmund.model.storage.ColumnType.JSON;
import static dev.edmund.model.storage.ColumnType.TEXT;
import static dev.edmund.model.storage.ColumnType.TIME;

import dev.edmund.model.storage.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arguments of operations: what columns of a type may hold. */
final class OperationValues {
  private OperationValues() {}

  static Arbitrary<Object> of(ColumnType type) {
    Arbitrary<?> values =
        switch (type) {
          case BOOLEAN -> Arbitraries.of(true, false);
          case INTEGER ->
              Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-12, 12));
          case DOUBLE -> doubles();
          case DECIMAL -> decimals();
          case DURATION ->
              Arbitraries.bigDecimals()
                  .between(new BigDecimal("-4e11"), new BigDecimal("4e11"))
                  .ofScale(12);
          case TEXT -> texts();
          case GUID ->
              Arbitraries.longs()
                  .map(n -> new java.util.UUID(n * 0x9E3779B97F4A7C15L, n ^ 77).toString());
          case DATE -> dates();
          case TIME -> times();
          case DATETIME -> Combinators.combine(dates(), times()).as((d, t) -> d + "T" + t);
          case BINARY, GEO, JSON -> throw new IllegalStateException("No operation takes these");
        };
    return values.map(v -> (Object) v);
  }

  static Arbitrary<Double> doubles() {
    // Of the least numbers of all, Java writes two digits where one tells them apart.
    return anyDoubles().filter(d -> d == 0 || !(Math.abs(d) < 1e-320));
  }

  private static Arbitrary<Double> anyDoubles() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Double::longBitsToDouble),
        Arbitraries.integers().between(-50, 50).map(n -> n / 4.0),
        Arbitraries.longs().map(Long::doubleValue),
        // Half way between numbers of single precision, and such of double precision.
        Arbitraries.longs().between(1L << 24, 1L << 26).map(n -> n * 2.0),
        Arbitraries.longs().between(1L << 53, 1L << 56).map(n -> n * 2.0),
        Arbitraries.of(
            33554446.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1.23E-320,
            Double.MIN_NORMAL,
            0x1p63,
            -0x1p63,
            0.0,
            0.49999999999999994));
  }

  static Arbitrary<BigDecimal> decimals() {
    return Arbitraries.oneOf(
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1e30"), new BigDecimal("1e30"))
            .ofScale(20),
        Arbitraries.integers().between(-60, 60).map(n -> BigDecimal.valueOf(n, 1)),
        Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(-380, 380))
            .as((n, scale) -> new BigDecimal(BigInteger.valueOf(n), scale)));
  }

  static Arbitrary<String> texts() {
    Arbitrary<String> characters =
        Arbitraries.oneOf(
                Arbitraries.integers().between(0x20, 0x5FF),
                Arbitraries.integers().between(0x1E00, 0x1FBC),
                Arbitraries.of(
                    0x9, 0xB, 0x1F, 0x85, 0xA0, 0x2003, 0x2028, 0x3000, 0xFEFF, 0x200B, 0x1680,
                    0x130, 0x131, 0xDF, 0xFB01, 0x1F6B4, 0x10400))
            // A capital sigma behind a quote ends a word for Java and not for ICU.
            .filter(c -> Character.isDefined(c) && c != 0x3A3)
            .map(Character::toString);
    return characters.list().ofMaxSize(8).map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> dates() {
    return Arbitraries.longs()
        .between(LocalDate.of(1, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay())
        .map(day -> LocalDate.ofEpochDay(day).toString());
  }

  private static Arbitrary<String> times() {
    Arbitrary<String> clock =
        Arbitraries.integers()
            .between(0, 86_399)
            .map(s -> String.format("%02d:%02d:%02d", s / 3600, s / 60 % 60, s % 60));
    Arbitrary<String> fraction =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.longs()
                .between(1, 999_999_999_999L)
                .map(p -> String.format(".%012d", p).replaceAll("0+$", "")));
    return Combinators.combine(clock, fraction).as((c, f) -> c + f);
  }
}
