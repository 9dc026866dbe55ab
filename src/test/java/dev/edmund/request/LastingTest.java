package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been worked out for a URL is good for the same URL at another time, or it is not. */
final class LastingTest {
  private final SampleModel shop = SampleModel.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Products",
        "Products(11111111-2222-3333-4444-55555555aaaa)",
        "Products?$select=Name,Price&$orderby=Name desc&$top=5&$skip=2&$count=true",
        "Products?$filter=Price gt 5 and (contains(Name,'x') or Stock in (1,2))",
        "Products?$filter=year(Created) eq 2024&$search=\"a b\" OR c",
        "Products?$compute=Price mul 2 as Twice&$select=Twice",
        "Orders?$expand=Items($orderby=Line;$filter=not (Line eq 1))",
      })
  @DisplayName("the same URL is read into equal values each time")
  void lasts(String url) {
    assertEquals(shop.read(url), shop.read(url));
    assertEquals(shop.read(url).hashCode(), shop.read(url).hashCode());
    assertTrue(Lasting.is(shop.read(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Products?$filter=Created lt now()",
        "Products?$filter=Price gt 5 and not (year(now()) eq 2024)",
        "Products?$orderby=now() asc",
        "Products?$compute=now() as Moment",
        "Orders?$expand=Items($filter=now() gt 2024-01-01T00:00:00Z)",
        "Products?$skiptoken=abc",
        "Products?$apply=aggregate($count as C)",
        "Products/$filter(Created lt now())",
      })
  @DisplayName("a moment, a token and what is not looked through do not last")
  void passes(String url) {
    assertFalse(Lasting.is(shop.read(url)));
  }
}
