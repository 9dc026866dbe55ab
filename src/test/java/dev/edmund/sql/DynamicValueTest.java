package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.edmund.plan.query.DynamicKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that came with their type, as the database hands them over. */
final class DynamicValueTest {
  private static @Nullable Object as(DynamicKind kind, String tag, String json, Object value) {
    return DynamicValue.of(tag, json, value).as(kind);
  }

  private static byte[] order(String tag, String json, Object value) {
    if (as(DynamicKind.ORDER, tag, json, value) instanceof byte[] key) {
      return key;
    }
    throw new AssertionError("every value has its place in the order");
  }

  private static byte[] decimal(BigDecimal value) {
    return order("Edm.Decimal", "text", value.toPlainString());
  }

  @Property
  void numbersAreInTheirOrderWhateverTheirType(
      @ForAll @BigRange(min = "-1e20", max = "1e20") @Scale(6) BigDecimal a, @ForAll long b) {
    int expected = Integer.signum(a.compareTo(BigDecimal.valueOf(b)));
    byte[] integer = order("Edm.Int64", "integer", b);
    assertEquals(expected, Integer.signum(Arrays.compareUnsigned(decimal(a), integer)));
    assertArrayEquals(decimal(BigDecimal.valueOf(b)), integer);
  }

  @Property
  void textsAreInTheOrderOfTheirCodePoints(@ForAll String a, @ForAll String b) {
    int expected =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    int keys = Arrays.compareUnsigned(order("", "text", a), order("", "text", b));
    assertEquals(Integer.signum(expected), Integer.signum(keys));
  }

  @Test
  void kindsFollowEachOther() {
    byte[][] keys = {
      order("", "false", 0L),
      order("", "true", 1L),
      order("Edm.Double", "text", "-INF"),
      order("Edm.Int32", "integer", -5L),
      order("Edm.Double", "real", 0.5),
      decimal(BigDecimal.TEN),
      order("Edm.Double", "text", "INF"),
      order("Edm.Double", "text", "NaN"),
      order("", "text", ""),
      order("Edm.Guid", "text", "0"),
      order("Edm.Date", "text", "2025-01-01"),
      order("Edm.DateTimeOffset", "text", "2025-01-01T00:00:00+60"),
      order("Edm.DateTimeOffset", "text", "2025-01-01T00:00:00.5-60"),
      order("Edm.TimeOfDay", "text", "00:00:00"),
      order("Edm.Duration", "text", "9"),
      order("Edm.Duration", "text", "10"),
      order("Edm.Binary", "text", "AA"),
      order("self.Colour", "integer", 2L),
      order("self.Colour", "integer", 10L),
      order("self.Place", "object", "{}")
    };
    for (int i = 1; i < keys.length; i++) {
      assertEquals(-1, Integer.signum(Arrays.compareUnsigned(keys[i - 1], keys[i])), "at " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT,'',text,a,a",
    "TEXT,Edm.Untyped,text,a,a",
    "TEXT,Edm.Guid,text,a,",
    "GUID,Edm.Guid,text,00000000-0000-0000-0000-00000000000a,00000000-0000-0000-0000-00000000000a",
    "GUID,self.Node/Name,text,a,",
    "DATE,self.Node/Name,text,a,",
    "GUID,'',text,a,",
    "DATE,Collection(Edm.Date),text,2025-01-01,2025-01-01",
    "DATE_PART,Edm.DateTimeOffset,text,2025-01-01T23:30:00+60,2025-01-02",
    "TIME_PART,Edm.DateTimeOffset,text,2025-01-01T23:30:00.5-60,22:30:00.5",
    "DATETIME,Edm.DateTimeOffset,text,2025-01-01T23:30:00.5-60,2025-01-01T23:30:00.5",
    "OFFSET,Edm.DateTimeOffset,text,2025-01-01T23:30:00.5-60,-60",
    "OFFSET,Edm.DateTimeOffset,text,2025-01-01T23:30:00,0",
    "AS_TEXT,Edm.DateTimeOffset,text,2025-01-01T23:30:00+90,2025-01-02T01:00:00+01:30",
    "AS_TEXT,Edm.DateTimeOffset,text,2025-01-01T23:30:00,2025-01-01T23:30:00Z",
    "AS_TEXT,Edm.Decimal,text,10.50,10.5",
    "TYPE,'',text,a,Edm.String",
    "TYPE,Edm.Int32,integer,1,Edm.Int32",
    "TYPE,self.Shape,object,'{\"@type\":\"self.Ball\"}',self.Ball",
    "TYPE,self.Shape,object,'{\"Label\":\"x\"}',self.Shape",
    "DATETIME,self.Node/Since,text,2025-01-01T00:00:00+60,2025-01-01T00:00:00",
    "DATETIME,self.Node/Name,text,someone,",
    "DATETIME,Edm.Untyped/Name,text,2025-01-01T00:00:00,",
    "TEXT,self.Node/Name,text,someone,someone"
  })
  void aValueIsWhatItCameAs(
      DynamicKind kind, String tag, String json, String value, @Nullable String expected) {
    Object actual = as(kind, tag, json, value);
    assertEquals(expected, actual == null ? null : actual.toString());
  }

  @Test
  void otherKindsAreNull() {
    assertNull(as(DynamicKind.NUMBER, "", "text", "5"));
    assertNull(as(DynamicKind.NUMBER, "", "true", 1L));
    assertNull(as(DynamicKind.NUMBER, "Edm.Double", "text", "INF"));
    assertNull(as(DynamicKind.NUMBER, "self.Node/Name", "text", "x"));
    assertNull(as(DynamicKind.BOOLEAN, "Edm.Int32", "integer", 1L));
    assertNull(as(DynamicKind.BINARY, "Edm.Binary", "text", "%"));
    assertNull(as(DynamicKind.TEXT, "self.Node", "object", "{}"));
  }

  @Test
  void numbersAreExact() {
    BigDecimal many = new BigDecimal("12345678901234567890.0000000001");
    Object fromTag = as(DynamicKind.NUMBER, "Edm.Decimal", "text", many.toPlainString());
    Object fromModel = as(DynamicKind.NUMBER, "self.Node/Price", "text", many.toPlainString());
    assertArrayEquals(DecimalKey.encode(many), (byte[]) fromTag);
    assertArrayEquals(DecimalKey.encode(many), (byte[]) fromModel);
    assertEquals(Double.NEGATIVE_INFINITY, as(DynamicKind.DOUBLE, "Edm.Double", "text", "-INF"));
    assertEquals("NaN", as(DynamicKind.DOUBLE, "Edm.Double", "text", "NaN"));
    assertEquals(0.5, as(DynamicKind.DOUBLE, "Edm.Decimal", "text", "0.5"));
  }
}
