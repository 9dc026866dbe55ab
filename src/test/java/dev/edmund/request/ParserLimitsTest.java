package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits live in the parser: nothing that a client writes is read deeper or longer. */
class ParserLimitsTest {
  private final SampleModel shop = SampleModel.standard();

  private void exceeds(String limit, String url) {
    ODataException e = assertThrows(ODataException.class, () -> shop.read(url));
    assertEquals(ErrorCode.LIMIT_EXCEEDED, e.code(), e.text());
    assertTrue(e.text().contains("The limit " + limit + " ("), e.text());
  }

  @Test
  void nestingUpToTheDepthIsRead() {
    shop.read("Products?$filter=" + "(".repeat(98) + "Active" + ")".repeat(98));
    exceeds("depth", "Products?$filter=" + "(".repeat(101) + "Active" + ")".repeat(101));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$filter=(",
        "$filter=-(",
        "$filter=- ",
        "$filter=not ",
        "$filter=concat(",
        "$filter=tolower(",
        "$filter=Parts/any(x:x/",
        "$filter=[",
        "$filter={\"a\":",
        "$filter=Near(city=",
        "$search=(",
        "$search=NOT ",
        "$filter=case(",
        "$filter=cast(",
        "$orderby=(",
        "$compute=(",
        "$apply=concat(",
        "$apply=groupby((Name),",
        "$apply=addnested(Parts,",
        "$apply=filter(",
        "$filter=Parts/$count($filter="
      })
  void nothingRecursesWithoutEnd(String unit) {
    int value = unit.indexOf('=') + 1;
    String option = unit.substring(0, value);
    String repeated = unit.substring(value);
    for (int times : new int[] {200, 5_000, 30_000 / repeated.length()}) {
      assertThrows(
          ODataException.class, () -> shop.read("Products?" + option + repeated.repeat(times)));
    }
  }

  @Test
  void longChainsDoNotMakeTallTrees() {
    exceeds("depth", "Products?$filter=Price" + " add Price".repeat(200) + " gt 1");
    exceeds("depth", "Products?$filter=" + "Parent/".repeat(200) + "Active");
    exceeds("depth", "Products?$filter=Active" + " eq Active".repeat(200));
  }

  @Test
  void termsAreCounted() {
    Expr.Logical all =
        (Expr.Logical)
            Objects.requireNonNull(
                shop.read("Products?$filter=Stock eq 1" + " or Stock eq 1".repeat(9_999))
                    .options()
                    .filter());
    assertEquals(10_000, all.operands().size());
    exceeds("terms", "Products?$filter=Active" + " or Active".repeat(10_000));
    exceeds("terms", "Products?$filter=Active" + " and Active".repeat(10_000));
    String list =
        IntStream.range(0, 501).mapToObj(Integer::toString).collect(Collectors.joining(","));
    exceeds("listItems", "Products?$filter=Stock in (" + list + ")");
    exceeds("listItems", "Products?$filter=Stock in [" + list + "]");
  }

  @Test
  void tokensAreCounted() {
    String clause = "((((((Active))))))";
    exceeds("tokens", "Products?$filter=" + clause + (" or " + clause).repeat(9_000));
  }

  @Test
  void nodesAreCounted() {
    String clause = "(Stock add 1 add 1 add 1 gt 1)";
    exceeds("nodes", "Products?$filter=" + clause + (" or " + clause).repeat(7_000));
  }

  @Test
  void transformationsAreCounted() {
    shop.read("Products?$apply=identity" + "/identity".repeat(99));
    exceeds("applySteps", "Products?$apply=identity" + "/identity".repeat(100));
    exceeds("applySteps", "Products?$apply=concat(identity" + ",identity".repeat(101) + ")");
    exceeds("depth", "Products?$apply=" + "nest(".repeat(101));
  }

  @Test
  void computedPropertiesAreCounted() {
    String items =
        IntStream.range(0, 101).mapToObj(i -> "Stock as x" + i).collect(Collectors.joining(","));
    exceeds("computeItems", "Products?$compute=" + items);
    exceeds("computeItems", "Products?$apply=compute(" + items + ")");
  }

  @Test
  void patternsAreBounded() {
    shop.read("Products?$filter=matchesPattern(Name,'" + "a".repeat(500) + "')");
    exceeds("patternLength", "Products?$filter=matchesPattern(Name,'" + "a".repeat(1_001) + "')");
  }

  @Test
  void expandIsBounded() {
    exceeds(
        "expandDepth",
        "Products?$expand=" + "Parts($expand=".repeat(6) + "Supplier" + ")".repeat(6));
    exceeds("expandDepth", "Products?$expand=Parts($levels=1000000000)");
    exceeds("expandItems", "Products?$expand=Supplier" + ",Parts".repeat(200));
  }

  @Test
  void searchTermsAreCounted() {
    shop.read("Products?$search=a" + " b".repeat(19));
    exceeds("searchTerms", "Products?$search=a" + " b".repeat(20));
  }

  @Test
  void aliasesCannotMultiply() {
    StringBuilder url = new StringBuilder("Products?$filter=@a0 eq 'x'");
    for (int i = 0; i < 40; i++) {
      url.append("&@a")
          .append(i)
          .append("=concat(@a")
          .append(i + 1)
          .append(",@a")
          .append(i + 1)
          .append(')');
    }
    exceeds("tokens", url.toString());
  }

  @Test
  void anAliasDoesNotStandForItself() {
    assertThrows(ODataException.class, () -> shop.read("Products?$filter=@a/x&@a=@a"));
    shop.read("Products?$filter=@a&@a=@b&@b=@a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binary'",
        "A",
        "1",
        "1.",
        "-",
        "'",
        "''",
        " ",
        "duration'P",
        "0000-",
        "Name ",
        "Name/",
        "@a",
        "\"",
        "%2B",
        "$it/",
        "geography'SRID=0;Point(",
        "11111111-",
        "Parts/any(",
        ",",
        "a."
      })
  void longTextsTakeNoTime(String unit) {
    String text = unit + unit.substring(unit.length() - 1).repeat(15_000) + unit.repeat(1_000);
    for (String option :
        new String[] {
          "$filter=", "$orderby=", "$expand=", "$select=", "$search=", "$compute=", "$apply="
        }) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            try {
              shop.read("Products?" + option + text);
            } catch (ODataException e) {
              assertTrue(e.code().status() < 500 || e.code().status() == 501, e.text());
            }
          });
    }
  }
}
