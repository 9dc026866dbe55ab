package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static Names names() {
    return new Names("", new Clashes());
  }

  /** As many passes as it takes, each of them in the same order. */
  private static Map<String, String> all(List<String> wanted) {
    Clashes clashes = new Clashes();
    Map<String, String> given = new HashMap<>();
    do {
      clashes.begin();
      Names names = new Names("", clashes);
      wanted.forEach(name -> given.put(name, names.unique(name, name)));
    } while (clashes.isNew());
    return given;
  }

  @Test
  void aNameThatFitsStays() {
    assertEquals("mscrm_account", names().unique("mscrm_account", "x"));
  }

  @Test
  void ofNamesThatDifferInCaseOnlyNoneStays() {
    Map<String, String> names = all(List.of("Status", "status", "other"));
    assertTrue(names.getOrDefault("Status", "").matches("Status_[0-9a-f]{8}"), names.toString());
    assertTrue(names.getOrDefault("status", "").matches("status_[0-9a-f]{8}"), names.toString());
    assertEquals("other", names.get("other"));
  }

  @Test
  void aLongNameIsCutTheSameWayEveryTime() {
    String wanted = "x".repeat(300);
    String name = names().unique(wanted, wanted);
    assertEquals(63, name.length());
    assertEquals(name, names().unique(wanted, wanted));
    assertNotEquals(name, names().unique(wanted, wanted + "y"));
  }

  /** Columns and tables that Edmund or a database has itself, and what no statement can carry. */
  @ParameterizedTest
  @ValueSource(
      strings = {"_rid", "_TYPE", "xmin", "ctid", "sqlite_x", "a\0b", "a\nb", "\ud83d", " ", ""})
  void anUnsafeNameIsNeverTakenAsItIs(String wanted) {
    String name = names().unique(wanted, "id");
    assertNotEquals(wanted, name);
    assertFalse(name.startsWith("sqlite_"), name);
    assertTrue(name.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c)), name);
  }

  /** They are quoted wherever they stand. */
  @ParameterizedTest
  @ValueSource(strings = {"select", "a\"b", "it's", "naïve", "🙂", "with space", "a.b", "42"})
  void aStrangeNameThatQuotesHoldStays(String wanted) {
    assertEquals(wanted, names().unique(wanted, "id"));
  }

  @Test
  void aNameThatTheModelGivesIsNobodyElses() {
    Clashes clashes = new Clashes();
    new Names("", clashes).unique("total", "property");
    Names names = new Names("", clashes);
    String other = names.unique("Total", "property");
    assertEquals("total", names.given("total", "given"));
    assertTrue(clashes.isNew(), "another pass gives way to it");
    Names again = new Names("", clashes);
    assertNotEquals("Total", again.unique("Total", "property"));
    assertEquals("Total", other);
    assertEquals("total", again.given("total", "given"));
  }

  @Test
  void aNameIsGivenOnce() {
    Names names = names();
    names.given("total", "a");
    MappingException e = assertThrows(MappingException.class, () -> names.given("TOTAL", "b"));
    assertEquals("the name 'TOTAL' is for both a and b", e.reason());
    assertThrows(MappingException.class, () -> names.given("_rid", "c"));
    assertThrows(MappingException.class, () -> names.given("y".repeat(64), "d"));
  }

  @Provide
  Arbitrary<Set<String>> sets() {
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(90);
    Arbitrary<String> alike = Arbitraries.strings().withChars("aAbB_").ofMaxLength(4);
    Arbitrary<String> system = Arbitraries.of("_rid", "_RID", "xmin", "sqlite_a", "SQLITE_A");
    Arbitrary<String> summed =
        alike.map(name -> names().unique("x".repeat(70), name)); // Looks like a checksum.
    return Arbitraries.oneOf(any, alike, system, summed).set().ofMaxSize(30);
  }

  @Property(tries = 500)
  void allNamesDifferAndFitWhateverTheirOrder(@ForAll("sets") Set<String> wanted) {
    List<String> order = new ArrayList<>(wanted);
    Map<String, String> names = all(order);
    Set<String> seen = new HashSet<>();
    for (String name : names.values()) {
      assertTrue(seen.add(name.toLowerCase(Locale.ROOT)), name);
      assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 63, name);
      assertFalse(name.isEmpty());
    }
    Collections.reverse(order);
    assertEquals(names, all(order));
  }

  /** What is added to a model renames nothing that it does not clash with. */
  @Property(tries = 300)
  void aNewNameMovesNoOther(@ForAll("sets") Set<String> wanted, @ForAll String added) {
    Map<String, String> before = all(List.copyOf(wanted));
    Set<String> more = new HashSet<>(wanted);
    more.add(added);
    Map<String, String> after = all(List.copyOf(more));
    String folded = added.toLowerCase(Locale.ROOT);
    for (String name : wanted) {
      if (!name.toLowerCase(Locale.ROOT).equals(folded)) {
        assertEquals(before.get(name), after.get(name));
      }
    }
  }
}
