package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the tests of {@code $filter} compare: the rows of the files that meet a condition. */
final class FilterAssertions {
  static final List<ExpectedRow> ACCOUNTS = ExpectedRow.of("accounts");
  static final List<ExpectedRow> CONNECTIONS = ExpectedRow.of("connections");
  static final String SOME = "447674398.3317";

  static void accounts(String filter, Predicate<ExpectedRow> holds) {
    same("accounts", "accountid", filter, ACCOUNTS, holds);
  }

  static void same(
      String set, String key, String filter, List<ExpectedRow> rows, Predicate<ExpectedRow> holds) {
    Set<String> expected =
        rows.stream()
            .filter(holds)
            .map(row -> row.text(key))
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(expected.isEmpty(), "nothing in the data meets " + filter);
    assertEquals(expected, keys(set, key, filter), filter);
  }

  static Set<String> keys(String set, String key, String filter) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode row :
        EdmundUnderTest.allPages(set + "?$select=" + key + "&$filter=" + encoded(filter))) {
      keys.add(row.get(key).asText());
    }
    return keys;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Counts with a filter that says the same of every row. */
  static long counted(String filter) {
    return Long.parseLong(
        EdmundUnderTest.get("accounts/$count?$filter=" + encoded(filter)).ok().text());
  }

  static void always(String filter) {
    assertEquals(ACCOUNTS.size(), counted(filter), filter);
  }

  static void never(String filter) {
    assertEquals(0, counted(filter), filter);
  }

  static Predicate<ExpectedRow> revenue(int... signs) {
    return row -> {
      for (int sign : signs) {
        if (row.compares("revenue", SOME, sign)) {
          return true;
        }
      }
      return false;
    };
  }

  private FilterAssertions() {}
}
