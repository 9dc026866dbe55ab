package dev.edmund.store.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShiftTest {

  @Property
  void copiesOfOneGuidDifferAndAreGuids(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 1, max = 100_000) int n) {
    String guid = new UUID(high, low).toString();
    String copy = Shift.guid(guid, n);
    assertEquals(copy, UUID.fromString(copy).toString());
    assertTrue(!copy.equals(guid) && !copy.equals(Shift.guid(guid, n + 1)));
    assertEquals(guid.substring(8), copy.substring(8));
  }

  /** Hand-made keys count in their first digits and are alike behind them. */
  @Test
  void copiesOfGuidsThatCountUpDoNotMeet() {
    Set<String> seen = new HashSet<>();
    for (int first = 0; first < 500; first++) {
      String guid = String.format("%08x-0000-0000-0000-000000000000", first);
      for (int n = 0; n <= 1_000; n++) {
        assertTrue(seen.add(Shift.guid(guid, n)), guid);
      }
    }
  }

  @Test
  void hoursRollOverIntoTheNextDayAndYear() {
    assertEquals("2025-01-01T00:30:00.25", Shift.hours("2024-12-31T23:30:00.25", 1));
    assertEquals("2024-02-29T09:00:00", Shift.hours("2024-02-28T08:00:00", 25));
    assertEquals("9999-12-31T23:00:00", Shift.hours("9999-12-31T23:00:00", 1));
  }
}
