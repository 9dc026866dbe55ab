package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  private static final Edm EDM =
      new TestEdm()
          .enumeration("level", false, "minus", -5, "none", 0, "high", 1257)
          .enumeration("access", true, "read", 1, "write", 2)
          .definition("small", "Edm.SByte")
          .entity("a", "id")
          .with("id", "Edm.Int32")
          .done()
          .set("as", "a")
          .build();

  private static EdmType type(String name) {
    return EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.valueOf(name));
  }

  @ParameterizedTest
  @CsvSource({
    "Boolean, true, true",
    "Boolean, FALSE, false",
    "SByte, -128, -128",
    "Byte, 255, 255",
    "Int16, -32768, -32768",
    "Int32, +2147483647, 2147483647",
    "Int64, -9223372036854775808, -9223372036854775808",
    "Double, 1e3, 1000.0",
    "Double, -INF, -Infinity",
    "Double, NaN, NaN",
    "Single, 0.1, 0.1",
    "Decimal, 79228162514264337593543950335.25, 79228162514264337593543950335.25",
    "Guid, 0FFFFFFF-AAAA-BBBB-CCCC-DDDDDDDDDDDD, 0fffffff-aaaa-bbbb-cccc-dddddddddddd",
    "Date, 0004-02-29, 0004-02-29",
    "DateTimeOffset, 2025-01-01T00:00Z, 2025-01-01T00:00:00",
    "DateTimeOffset, 2025-01-01T00:30:15.120-14:00, 2025-01-01T14:30:15.12",
    "TimeOfDay, 23:59, 23:59:00",
    "TimeOfDay, 23:59:59.123456789012, 23:59:59.123456789012",
    "Duration, P1DT2H3M4.5S, 93784.5",
    "Duration, -PT0.000000000001S, -0.000000000001",
  })
  void textBecomesTheValueOfItsColumn(String type, String text, String expected) {
    Object value = Values.parse(type(type), text);
    assertEquals(
        expected, value instanceof BigDecimal d ? d.toPlainString() : String.valueOf(value));
  }

  @ParameterizedTest
  @CsvSource({
    "Boolean, 1",
    "SByte, 128",
    "Byte, -1",
    "Int16, 32768",
    "Int32, 2147483648",
    "Int32, 1.0",
    "Int32, ''",
    "Int32, \u0661",
    "Int64, 9223372036854775808",
    "Double, 1d",
    "Double, 0x1p3",
    "Double, Infinity",
    "Double, 1e999",
    "Single, 1e39",
    "Decimal, 1_000",
    "Decimal, 1e999",
    "Decimal, NaN",
    "Guid, 0fffffff-aaaa-bbbb-cccc-ddddddddddd",
    "Date, 2025-02-30",
    "Date, +12025-01-01",
    "DateTimeOffset, 2025-01-01T00:00:00",
    "DateTimeOffset, 2025-01-01T25:00:00Z",
    "DateTimeOffset, 2025-01-01T00:00:00.1234567890123Z",
    "DateTimeOffset, 0001-01-01T00:00:00+01:00",
    "DateTimeOffset, 9999-12-31T23:59:59-00:01",
    "DateTimeOffset, 2025-01-01T00:00:00+14:01",
    "DateTimeOffset, 2025-01-01T00:00:00+01:60",
    "DateTimeOffset, 2025-01-01T24:00:00Z",
    "DateTimeOffset, 2016-12-31T23:59:60Z",
    "TimeOfDay, 24:00:00",
    "Date, 0000-01-01",
    "Date, -0044-03-15",
    "Date, 10000-01-01",
    "Duration, P",
    "Duration, PT",
    "Duration, P1Y",
    "Binary, ***",
  })
  void whatIsNoValueIsRefused(String type, String text) {
    assertThrows(IllegalArgumentException.class, () -> Values.parse(type(type), text));
  }

  @Test
  void theCharacterZeroIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Values.parse(type("String"), "a\0b"));
  }

  @Test
  void halvesOfSurrogatePairsAreRefused() {
    for (String text : new String[] {"a\uD834", "\uDD1Eb", "\uDD1E\uD834", "\uD834\uD834\uDD1E"}) {
      assertThrows(IllegalArgumentException.class, () -> Values.parse(type("String"), text));
    }
    assertEquals("\uD834\uDD1E", Values.parse(type("String"), "\uD834\uDD1E"));
  }

  /** Comparisons do not tell the zeros apart. */
  @Test
  void negativeZeroIsZero() {
    assertEquals(0.0, Values.parse(type("Double"), "-0.0"));
    assertEquals(0.0, Values.parse(type("Single"), "-0"));
  }

  @Test
  void offsetsAreToldInMinutes() {
    assertEquals(Integer.valueOf(-330), Values.offset("2025-01-01T00:00:00-05:30"));
    assertEquals(Integer.valueOf(840), Values.offset("2025-01-01T00:00:00.5+14:00"));
    assertNull(Values.offset("2025-01-01T00:00Z"));
    assertNull(Values.offset("2025-01-01T00:00:00-00:00"));
  }

  @Test
  void binaryIsReadInBothAlphabets() {
    byte[] bytes = {(byte) 0xFF, (byte) 0xEF, (byte) 0xBE};
    assertArrayEquals(bytes, (byte[]) Values.parse(type("Binary"), "_---"));
    assertArrayEquals(bytes, (byte[]) Values.parse(type("Binary"), "/+++"));
  }

  @Test
  void enumerationsAreReadByNameAndByNumber() {
    EdmType level = Objects.requireNonNull(EDM.getEnumType(TestEdm.name("level")));
    assertEquals(-5L, Values.parse(level, "minus"));
    assertEquals(1257L, Values.parse(level, "1257"));
    assertThrows(IllegalArgumentException.class, () -> Values.parse(level, "minus,none"));
    assertThrows(IllegalArgumentException.class, () -> Values.parse(level, "low"));
    assertThrows(IllegalArgumentException.class, () -> Values.parse(level, "2147483648"));
    EdmType access = Objects.requireNonNull(EDM.getEnumType(TestEdm.name("access")));
    assertEquals(3L, Values.parse(access, "read, write"));
    assertThrows(IllegalArgumentException.class, () -> Values.parse(access, "read,"));
  }

  /** The range is that of the type below, which the name does not tell. */
  @Test
  void typeDefinitionsHaveTheValuesOfTheirUnderlyingType() {
    EdmType small = Objects.requireNonNull(EDM.getTypeDefinition(TestEdm.name("small")));
    assertEquals(127L, Values.parse(small, "127"));
    assertThrows(IllegalArgumentException.class, () -> Values.parse(small, "128"));
  }

  @Property
  void theOrderOfDateTimesIsTheOrderOfTheirTexts(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long a,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long b,
      @ForAll @IntRange(max = 999) int nanosOfA,
      @ForAll @IntRange(min = -14, max = 14) int offset) {
    OffsetDateTime first =
        OffsetDateTime.ofInstant(
            java.time.Instant.ofEpochSecond(a, nanosOfA), ZoneOffset.ofHours(offset));
    OffsetDateTime second =
        OffsetDateTime.ofInstant(java.time.Instant.ofEpochSecond(b), ZoneOffset.UTC);
    String firstText = (String) Values.parse(type("DateTimeOffset"), first.toString());
    String secondText = (String) Values.parse(type("DateTimeOffset"), second.toString());
    assertEquals(
        Integer.signum(first.toInstant().compareTo(second.toInstant())),
        Integer.signum(firstText.compareTo(secondText)));
  }
}
