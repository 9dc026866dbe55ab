package dev.edmund.sql;

import static dev.edmund.model.storage.ColumnType.BINARY;
import static dev.edmund.model.storage.ColumnType.INTEGER;
import static dev.edmund.model.storage.ColumnType.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Casts of texts have the same result on both databases (Part 2, 5.1.1.10.1). */
final class LiteralOperationsTest {
  private static final BothDatabases BOTH = open();
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BOOLEAN,
          ColumnType.INTEGER,
          ColumnType.DECIMAL,
          ColumnType.DOUBLE,
          ColumnType.GUID,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.DATETIME,
          ColumnType.DURATION);

  private static BothDatabases open() {
    try {
      return new BothDatabases();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void same(
      Operation operation, ColumnType result, List<ColumnType> types, List<Object> arguments) {
    BothDatabases.Call call =
        new BothDatabases.Call(operation, types, List.copyOf(arguments), result);
    assertEquals(BOTH.onSqlite(call), BOTH.onPostgres(call), call::toString);
  }

  @Property(tries = 400)
  void textsAreReadAlike(@ForAll("literals") String text) {
    for (ColumnType type : TYPES) {
      same(Operation.TEXT_TO_VALUE, type, List.of(TEXT), List.of(text));
    }
    same(Operation.TEXT_TO_OFFSET, INTEGER, List.of(TEXT), List.of(text));
  }

  /** Literals, some with a character too many, too few, or another one. */
  @Provide
  Arbitrary<String> literals() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> sign = Arbitraries.of("", "-", "+");
    Arbitrary<String> exponent = Arbitraries.of("", "e5", "E-7", "e+400", "e-400", "e9999", "E0");
    Arbitrary<String> numbers =
        Combinators.combine(sign, digits, Arbitraries.of("", ".", ".5", ".0100"), exponent)
            .as((s, d, f, e) -> s + d + f + e);
    Arbitrary<String> dates =
        Combinators.combine(two(0, 40), two(0, 13), two(0, 32))
            .as((y, m, d) -> "20" + y + "-" + m + "-" + d);
    Arbitrary<String> times =
        Combinators.combine(
                two(0, 25), two(0, 61), two(0, 61), Arbitraries.of("", ".5", ".120", ".000"))
            .as((h, m, s, f) -> h + ":" + m + ":" + s + f);
    Arbitrary<String> moments =
        Combinators.combine(
                dates,
                times,
                Arbitraries.of("", "Z", "z", "+02:00", "-14:00", "+14:01", "-00:30", "+2:00"))
            .as((d, t, o) -> d + "T" + t + o);
    Arbitrary<String> durations =
        Combinators.combine(
                sign,
                Arbitraries.of("", "3D", "0D"),
                Arbitraries.of("", "T", "T36H", "T5M", "T1H1.50S", "T99M0S", "1H"))
            .as((s, d, t) -> s + "P" + d + t);
    Arbitrary<String> others =
        Arbitraries.of(
            "",
            "true",
            "FALSE",
            "INF",
            "-INF",
            "NaN",
            "9223372036854775807",
            "9223372036854775808",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "0000-01-01",
            "12:30",
            "2000-01-01T00:00-:00-14:00",
            "2024-02-29T12:30Z",
            "01234567-89AB-cdef-0123-456789abcdef");
    return Combinators.combine(
            Arbitraries.oneOf(numbers, dates, times, moments, durations, others),
            Arbitraries.integers().between(0, 40),
            Arbitraries.of("", "", "", "x", " ", "1", "-"))
        .as(
            (text, at, extra) ->
                at > text.length() ? text : text.substring(0, at) + extra + text.substring(at));
  }

  private static Arbitrary<String> two(int least, int most) {
    return Arbitraries.integers().between(least, most).map(n -> String.format("%02d", n));
  }

  @Property(tries = 60)
  void bytesAreWrittenAlike(@ForAll @Size(min = 1) byte[] bytes) {
    same(Operation.BINARY_TO_TEXT, TEXT, List.of(BINARY), List.of(bytes));
  }

  @Property(tries = 60)
  void membersAreReadAndWrittenAlike(
      @ForAll("members") String members, @ForAll("names") String text, @ForAll short number) {
    same(Operation.ENUM_TO_TEXT, TEXT, List.of(INTEGER, TEXT), List.of((long) number, members));
    same(Operation.ENUM_TO_TEXT, TEXT, List.of(INTEGER, TEXT), List.of(number & 7L, members));
    same(Operation.TEXT_TO_ENUM, INTEGER, List.of(TEXT, TEXT), List.of(text, members));
  }

  @Provide
  Arbitrary<String> members() {
    return Arbitraries.of("one A=1 B=2", "flags None=0 A=1 B=2 C=4", "flags A=1 AB=3", "one");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("A", "B,A", "A, C", "a", "3", "A,9", "", ",", "None", "AB", "x");
  }
}
