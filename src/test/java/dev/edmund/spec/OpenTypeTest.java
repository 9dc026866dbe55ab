package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that the model does not declare (Part 2, 5.1.1; Part 1, 11.2). */
final class OpenTypeTest {
  @TempDir static Path folder = Path.of("");
  private static @Nullable ModelUnderTest served;

  @BeforeAll
  static void serve() {
    served = DocumentModel.serve(folder);
  }

  @AfterAll
  static void close() {
    model().close();
  }

  private static ModelUnderTest model() {
    return Objects.requireNonNull(served);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Text eq 'zebra'|3",
        "Text ne 'zebra'|1 2",
        "Text eq null|2",
        "Text ne null|1 3",
        "Text gt 5|",
        "Small eq 5|1 3",
        "Small eq 5.0|1 3",
        "Small eq 5e0|1 3",
        "5 eq Small|1 3",
        "Small eq '5'|",
        "Small eq ID add 4|1",
        "Small in (4,5,'x',null)|1 2 3",
        "Exact gt 12345678901234567890|1",
        "Exact eq 7|3",
        "Half lt 1|1",
        "Half eq 'text'|3",
        "Endless eq -INF|1",
        "Endless lt -1e308|1",
        "Flag|1",
        "not Flag|3",
        "Flag eq false|3",
        "Text|",
        "When gt 2025-03-01T22:29:59Z|1",
        "When eq 2025-03-01T22:30:00Z|1",
        "Day eq 2025-03-01|1",
        "Day eq '2025-03-01'|",
        "Span gt duration'PT1M'|1",
        "Id eq 11111111-2222-3333-4444-555555555555|1",
        "Hue eq self.Colour'Red'|1",
        "Hue has self.Colour'Red'|1",
        "Text eq self.Colour'Red'|",
        "Mass eq 1.5|1",
        "Place/Motto eq 4|3",
        "Place/Motto eq 'dynamic'|1",
        "Name eq Text|",
        "Nowhere/at/all eq 1|"
      })
  @DisplayName("5.1.1.1: compared as what the other side is; a value of another kind is null")
  void comparisons(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"Small eq Small|1 2 3", "Small lt Exact|1 3", "Half lt Text|1 3", "Text lt Half|"})
  @DisplayName("5.1.1.1: two dynamic properties compare as they are sorted")
  void twoDynamicProperties(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "startswith(Text,'z') and length(Text) eq 5|3",
        "tolower(Small) eq '5'|",
        "substring(Text,Small) eq ''|1 3",
        "day(When) eq 2 and hour(When) eq 0|1",
        "year(Day) eq 2025|1",
        "date(When) eq 2025-03-02|1",
        "time(When) eq 00:30:00|1",
        "totaloffsetminutes(When) eq 120|1",
        "totalseconds(Span) eq 90|1",
        "round(Half) eq 1|1",
        "Small add 1 eq 6|1 3",
        "Small mul Small eq 25|1 3",
        "-Small lt 0|1 3",
        "2025-01-01T00:00:00Z add Span eq 2025-01-01T00:01:30Z|1",
        "cast(Small,Edm.String) eq '5'|1 3",
        "cast(When,Edm.String) eq '2025-03-02T00:30:00%2B02:00'|1",
        "cast(Small,Edm.Int32) eq 5|1 3",
        "isof(Small,Edm.Decimal)|3",
        "isof(Text,Edm.String)|1 3",
        "isof(Flag,Edm.Boolean)|1 3"
      })
  @DisplayName("5.1.1.5: a function takes the value as what it needs")
  void functions(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Spot/Price eq 2.5|1",
        "Spot/Name eq 'n'|1",
        "Spot/self.Node/Price eq 2.5|1",
        "Form/self.Square/Side eq 4|1",
        "Form/self.Round/Radius eq null|1 2 3",
        "isof(Form,self.Shape)|1",
        "isof(Form,self.Round)|",
        "Spot eq null|2 3",
        "Sizes/any(s:s gt 19)|1",
        "Sizes/any()|1",
        "Sizes/$count eq 2|1",
        "Words/any(w:w eq 'u')|1",
        "'u' in Words|1",
        "Text/any()|",
        "Loose/a/any(x:x eq 'two')|1",
        "Loose/c eq 12.5|1",
        "Any eq 5|3",
        "Any/y eq 'text'|1",
        "Any/x/any(e:e eq 2)|1"
      })
  @DisplayName("5.1.1.15: paths into complex values, and collections")
  void structures(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  private static void filter(String filter, @Nullable String ids) {
    String expected = ids == null ? "" : ids;
    assertEquals(expected, DocumentModel.ids(model(), "$filter=" + filter), filter);
  }

  @ParameterizedTest
  @CsvSource({
    "$orderby=Half,2 1 3",
    "$orderby=Half desc,3 1 2",
    "'$orderby=Small,Text desc',2 3 1"
  })
  @DisplayName("5.1.5: null, then numbers, then texts")
  void order(String orderBy, String ids) {
    assertEquals(ids, DocumentModel.ids(model(), orderBy));
  }

  @Test
  @DisplayName("11.2.6.7: pages go on behind a sort key of any type")
  void pages() {
    List<String> ids = new ArrayList<>();
    JsonNode page = model().json("Things?$orderby=Half&$select=ID", "Prefer: maxpagesize=1");
    while (true) {
      EdmundUnderTest.items(page).forEach(thing -> ids.add(thing.get("ID").asText()));
      JsonNode next = page.get("@odata.nextLink");
      if (next == null) {
        break;
      }
      String url = next.asText();
      page = model().json(url.substring(url.indexOf("Things?")), "Prefer: maxpagesize=1");
    }
    assertEquals(List.of("2", "1", "3"), ids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Things?$filter=Node/Nope eq 1",
        "Things?$filter=Place/Parts/any(p:p/Nope eq 1)",
        "Things?$select=Node/Nope",
        "Things?$filter=self.Nope eq 1"
      })
  @DisplayName("5.1.1.15: only open types have properties that are not declared")
  void closedTypes(String target) {
    model().get(target).error(400);
  }
}
