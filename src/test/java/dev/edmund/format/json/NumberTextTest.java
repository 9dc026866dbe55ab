package dev.edmund.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.model.storage.Values;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.junit.jupiter.api.Test;

/** Durations and floating point numbers are read back as the same values. */
final class NumberTextTest {

  @Property
  void durationsAreReadBackExactly(
      @ForAll @BigRange(min = "-99999999999", max = "99999999999") @Scale(12) BigDecimal seconds) {
    String text = Durations.text(seconds);
    Object read =
        Values.parse(EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.Duration), text);
    assertEquals(0, seconds.compareTo((BigDecimal) read), text);
  }

  @Test
  void durationsAreDaysHoursMinutesAndSeconds() {
    assertEquals("PT0S", Durations.text(new BigDecimal("0.000")));
    assertEquals("P1D", Durations.text(new BigDecimal("86400")));
    assertEquals("P1DT2H0.5S", Durations.text(new BigDecimal("93600.500")));
    assertEquals("-PT1M0.000000000001S", Durations.text(new BigDecimal("-60.000000000001")));
    assertEquals("PT16M40S", Durations.text(new BigDecimal("1E3")));
  }

  @Property
  void finiteDoublesAreReadBackExactly(@ForAll double value) throws JsonProcessingException {
    assertEquals(value + 0.0, Double.parseDouble(Doubles.text(value, false)) + 0.0);
    assertEquals(
        value + 0.0, new ObjectMapper().readTree(Doubles.json(value, false)).doubleValue() + 0.0);
  }

  @Property
  void singlesAreReadBackExactly(@ForAll float value) {
    assertEquals(value + 0.0f, Float.parseFloat(Doubles.text(value, true)) + 0.0f);
  }

  /** JSON Format, 7.1: what is no number in JSON is a string. */
  @Test
  void infinitiesAndNanAreStrings() {
    assertEquals("\"INF\"", Doubles.json(Double.POSITIVE_INFINITY, false));
    assertEquals("\"-INF\"", Doubles.json(Double.NEGATIVE_INFINITY, false));
    assertEquals("\"NaN\"", Doubles.json(Double.NaN, true));
    assertEquals("0.1", Doubles.json(0.1, true));
    assertEquals("5", Doubles.json(5, false));
  }
}
