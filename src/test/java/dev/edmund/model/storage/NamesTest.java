package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void aNameThatFitsStays() {
    assertEquals("mscrm_account", new Names().unique("mscrm_account"));
  }

  @Test
  void namesThatDifferInCaseOnlyAreKeptApart() {
    Names names = new Names();
    assertEquals("Status", names.unique("Status"));
    String second = names.unique("status");
    assertTrue(second.startsWith("status_"), second);
    assertNotEquals(second, names.unique("status"));
  }

  @Test
  void aLongNameIsCutTheSameWayEveryTime() {
    String wanted = "x".repeat(100);
    String name = new Names().unique(wanted);
    assertEquals(63, name.length());
    assertEquals(name, new Names().unique(wanted));
    assertNotEquals(name, new Names().unique(wanted + "y"));
  }

  @Property(tries = 300)
  void allNamesDifferAndFit(
      @ForAll @Size(max = 20) List<@NotEmpty @StringLength(max = 90) String> wanted) {
    Names names = new Names();
    Set<String> seen = new HashSet<>();
    for (String name : wanted) {
      String given = names.unique(name);
      assertTrue(seen.add(given.toLowerCase(Locale.ROOT)), given);
      assertTrue(given.getBytes(StandardCharsets.UTF_8).length <= 63, given);
    }
  }
}
