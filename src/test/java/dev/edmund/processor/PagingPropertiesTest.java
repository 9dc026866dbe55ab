package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.ForcedDialect;
import dev.edmund.ShippedService;
import dev.edmund.plan.paging.Keyset;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-driven paging (Part 1, 11.2.5.7): pages together are what one page would be. */
final class PagingPropertiesTest {
  private static final List<String> KEYS =
      List.of(
          "name",
          "createdon",
          "description",
          "effectivestart",
          "exchangerate",
          "ismaster",
          "statecode",
          "versionnumber",
          "importsequencenumber",
          "_record1id_value",
          "record1id_account/name",
          "record1id_account/revenue",
          "record1id_account/address1_latitude",
          "record1id_contact/birthdate",
          "record1roleid/name",
          "length(name)",
          "name eq 'x'",
          "year(createdon) mul 2",
          "exchangerate mul 1.5",
          "contains(description,'a')",
          "record1id_account/account_connections1/$count");

  private final ShippedService service = ShippedService.get();

  /** The same, going on behind rows of values where that can be said. */
  private final ShippedService rows = service.with(form(Keyset.Form.ROW));

  private final ShippedService alternatives = service.with(form(Keyset.Form.OR));

  private Dialect form(Keyset.Form form) {
    return ForcedDialect.of(service.dialect(), form);
  }

  /** An order and a window. */
  record Request(List<String> order, @Nullable Integer skip, @Nullable Integer top) {
    String query() {
      StringBuilder query = new StringBuilder("$select=connectionid");
      if (!order.isEmpty()) {
        query.append("&$orderby=").append(String.join(",", order).replace(" ", "%20"));
      }
      query.append(skip == null ? "" : "&$skip=" + skip);
      query.append(top == null ? "" : "&$top=" + top);
      return query.toString();
    }
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<String> key =
        Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of("", " asc", " desc"))
            .as((name, direction) -> name + direction);
    return Combinators.combine(
            key.list().ofMinSize(0).ofMaxSize(4),
            Arbitraries.integers().between(0, 500).injectNull(0.6),
            Arbitraries.integers().between(0, 500).injectNull(0.6))
        .as(Request::new);
  }

  @Property(tries = 60)
  void pagesTogetherAreOnePage(
      @ForAll("requests") Request request, @ForAll @IntRange(min = 1, max = 400) int size) {
    String url = "connections?$count=true&" + request.query();
    ShippedService.Answer whole = service.get(url);
    assertEquals(200, whole.status(), whole::body);
    List<String> expected = whole.values("connectionid");
    assertEquals(expected, pages(alternatives, url, size), url + " in pages of " + size);
    assertEquals(expected, pages(rows, url, size), url + " in pages of " + size + " by rows");
    assertEquals(new HashSet<>(expected).size(), expected.size(), "every key once");
    int all = whole.json().get("@odata.count").asInt();
    int left = Math.max(0, all - Objects.requireNonNullElse(request.skip(), 0));
    assertEquals(Math.min(left, Objects.requireNonNullElse(request.top(), left)), expected.size());
  }

  /** The smallest pages go through every kind of last row. */
  @Test
  void pagesOfOneRowEach() {
    for (String key : KEYS) {
      for (String direction : List.of("", "%20desc")) {
        String order = key.replace(" ", "%20") + direction;
        String url =
            "connections?$count=true&$select=connectionid&$top=60&$skip=100&$orderby=" + order;
        assertEquals(service.get(url).values("connectionid"), pages(alternatives, url, 1), url);
        assertEquals(service.get(url).values("connectionid"), pages(rows, url, 1), url);
        String all = "connections?$count=true&$select=connectionid&$orderby=" + order;
        assertEquals(service.get(all).values("connectionid"), pages(alternatives, all, 11), all);
        assertEquals(service.get(all).values("connectionid"), pages(rows, all, 11), all);
      }
    }
  }

  /** More sort keys than a byte can count. */
  @Test
  void pagesInAnOrderOfManyKeys() {
    String order = String.join(",", java.util.Collections.nCopies(300, "name"));
    String url = "connections?$count=true&$select=connectionid&$top=5&$orderby=" + order;
    assertEquals(service.get(url).values("connectionid"), pages(alternatives, url, 2));
    assertEquals(service.get(url).values("connectionid"), pages(rows, url, 2));
  }

  /** Nulls in each of several keys that go in one direction, and rows that are equal in them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "description,effectivestart",
        "description desc,effectivestart desc",
        "statecode,description,effectivestart",
        "statecode desc,description desc",
        "record1id_account/name,description",
        "record1id_account/name desc,record1id_account/revenue desc",
        "createdon desc,versionnumber desc",
        "effectivestart desc"
      })
  void pagesGoThroughNulls(String order) {
    String url =
        "connections?$count=true&$select=connectionid&$orderby=" + order.replace(" ", "%20");
    List<String> expected = service.get(url).values("connectionid");
    assertEquals(expected, pages(alternatives, url, 3));
    assertEquals(expected, pages(rows, url, 3));
  }

  private static List<String> pages(ShippedService service, String url, int size) {
    List<String> keys = new ArrayList<>();
    String next = url;
    int count = -1;
    while (next != null) {
      ShippedService.Answer page = service.get(next, "Prefer", "odata.maxpagesize=" + size);
      assertEquals(200, page.status(), page::body);
      List<String> found = page.values("connectionid");
      next = page.nextLink();
      assertTrue(found.size() <= size);
      assertTrue(next == null || found.size() == size, "only the last page is short");
      assertTrue(next == null || keys.size() < 10_000, "pages come to an end");
      int counted = page.json().get("@odata.count").asInt();
      assertEquals(count < 0 ? counted : count, counted, "the count stays");
      count = counted;
      keys.addAll(found);
    }
    return keys;
  }

  /** Nulls come first ascending and last descending (Part 2, 5.1.5). */
  @Property(tries = 40)
  void rowsAreInTheOrderThatWasAskedFor(@ForAll("plainOrders") List<PlainKey> order) {
    String keys = order.stream().map(PlainKey::text).collect(Collectors.joining(","));
    Map<String, SourceRow> rows =
        SourceRow.read("connections").stream()
            .collect(Collectors.toMap(r -> Objects.requireNonNull(r.text("connectionid")), r -> r));
    SourceRow before = null;
    for (String id :
        service.get("connections?$select=connectionid&$orderby=" + keys).values("connectionid")) {
      SourceRow row = Objects.requireNonNull(rows.get(id));
      if (before != null) {
        assertTrue(compare(before, row, order) <= 0, keys);
      }
      before = row;
    }
  }

  /** A property to sort by. */
  record PlainKey(String name, SourceRow.Kind kind, boolean descending) {
    String text() {
      return name + (descending ? "%20desc" : "");
    }
  }

  @Provide
  Arbitrary<List<PlainKey>> plainOrders() {
    Arbitrary<PlainKey> key =
        Combinators.combine(
                Arbitraries.of(
                    Map.entry("name", SourceRow.Kind.TEXT),
                    Map.entry("description", SourceRow.Kind.TEXT),
                    Map.entry("statecode", SourceRow.Kind.INTEGER),
                    Map.entry("exchangerate", SourceRow.Kind.DECIMAL),
                    Map.entry("effectivestart", SourceRow.Kind.DATE_TIME),
                    Map.entry("ismaster", SourceRow.Kind.BOOLEAN)),
                Arbitraries.of(true, false))
            .as((e, descending) -> new PlainKey(e.getKey(), e.getValue(), descending));
    return key.list().ofMinSize(1).ofMaxSize(3);
  }

  private static int compare(SourceRow a, SourceRow b, List<PlainKey> order) {
    for (PlainKey key : order) {
      Object x = a.value(key.name(), key.kind());
      Object y = b.value(key.name(), key.kind());
      int compared;
      if (x == null || y == null) {
        compared = Boolean.compare(x != null, y != null);
      } else {
        compared = Formula.order(x, y);
      }
      if (compared != 0) {
        return key.descending() ? -compared : compared;
      }
    }
    return 0;
  }

  private String token(String url) {
    String next = service.get(url, "Prefer", "odata.maxpagesize=3").nextLink();
    return Objects.requireNonNull(next).replaceAll(".*skiptoken=", "");
  }

  @Property(tries = 400)
  void refusesATokenWithAFlippedBit(@ForAll("requests") Request request, @ForAll int bit) {
    String url = "connections?" + new Request(request.order(), null, null).query();
    byte[] bytes = Base64.getUrlDecoder().decode(token(url));
    int flipped = Math.floorMod(bit, bytes.length * 8);
    bytes[flipped / 8] ^= (byte) (1 << (flipped % 8));
    refuses(url, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Test
  void refusesATokenWithAnyOtherCharacter() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (String order :
        List.of("", "&$orderby=createdon", "&$orderby=name", "&$orderby=statecode")) {
      String url = "connections?$select=connectionid" + order;
      String token = token(url);
      for (int i = 0; i < token.length(); i++) {
        boolean last = i == token.length() - 1;
        for (char c : (last ? alphabet : "A").toCharArray()) {
          if (token.charAt(i) != c) {
            refuses(url, token.substring(0, i) + c + token.substring(i + 1));
          }
        }
      }
      refuses(url, token + "A");
      refuses(url, token + "=");
      refuses(url, token.substring(1));
      refuses(url, token.substring(0, token.length() - 1));
      refuses(url, "");
    }
  }

  @Test
  void refusesATokenOfAnotherQuery() {
    String token = token("connections?$select=connectionid&$orderby=name");
    for (String other :
        List.of(
            "connections?$select=connectionid",
            "connections?$select=connectionid&$orderby=name%20desc",
            "connections?$select=connectionid&$orderby=name&$filter=statecode%20eq%200",
            "connections?$select=connectionid&$orderby=name&$top=9",
            "connections?$select=name&$orderby=name",
            "connections?$orderby=name&$select=connectionid",
            "accounts?$select=connectionid&$orderby=name",
            "accounts?$orderby=name")) {
      refuses(other, token);
    }
    assertEquals(
        200,
        service.get("connections?$select=connectionid&$orderby=name&$skiptoken=" + token).status());
    assertNull(service.get("connections?$skiptoken=" + token).nextLink());
  }

  private void refuses(String url, String token) {
    assertEquals(400, service.get(url + "&$skiptoken=" + token).status(), url + " " + token);
  }
}
