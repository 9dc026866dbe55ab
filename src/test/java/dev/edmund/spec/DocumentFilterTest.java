package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters and sort keys inside of values that are kept as JSON (Part 2, 5.1.1). */
final class DocumentFilterTest {
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

  private static void filter(String filter, @Nullable String ids) {
    String expected = ids == null ? "" : ids;
    assertEquals(expected, DocumentModel.ids(model(), "$filter=" + filter), filter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Place/City eq 'Rome'|3",
        "Place/City ne 'Rome'|1 2",
        "Place eq null|2",
        "Place ne null|1 3",
        "Place/City eq null|2",
        "Place/Since ne null|1",
        "Place/Tax gt 12345678901234567890|1",
        "Place/Tax eq 5|3",
        "Place/Tax add 1 eq 6|3",
        "Place/Since eq 2025-03-01T07:15:00.25%2B01:00|1",
        "hour(Place/Since) eq 8|1",
        "totaloffsetminutes(Place/Since) eq 120|1",
        "cast(Place/Since,Edm.String) eq '2025-03-01T08:15:00.25%2B02:00'|1",
        "Place/Colour eq 'Green'|1",
        "Place/Colour has self.Colour'Red'|3",
        "Place/Ratio eq INF|1",
        "Place/Ratio gt 5|1",
        "Place/Capital|1",
        "not Place/Capital|",
        "Place/Count eq 9223372036854775807|1",
        "Place/Wait gt duration'P1D'|1",
        "Place/Image eq binary'_w8'|1",
        "contains(Place/City,'o') and length(Place/City) eq 4|3",
        "Place/City in ('Rome','Paris')|3",
        "Node/Next/Next/Price eq 3|1",
        "Node/Next/Next/Next/Price eq null|1 2 3",
        "Wide/W69 eq 69|1"
      })
  @DisplayName("5.1.1.15: a path into a value compares as a column would")
  void paths(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Shape/self.Square/Side eq 2|3",
        "Shape/self.Round/Radius eq 1.5|1",
        "Shape/self.Ball/Air eq 3|1",
        "Shape/self.Square/Label eq 'ball'|",
        "Shape/self.Square eq null|1 2",
        "isof(Shape,self.Round)|1",
        "isof(Shape,self.Shape)|1 3",
        "not isof(Shape,self.Round)|2 3",
        "cast(Shape,self.Square)/Side eq 2|3"
      })
  @DisplayName("5.1.1.10: a value that is no instance of the type is null")
  void types(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Place/Tags/any()|1",
        "not Place/Tags/any()|2 3",
        "Place/Tags/any(t:t eq 'b')|1",
        "'b' in Place/Tags|1",
        "Place/Tags/$count eq 2|1",
        "Place/Tags/$count eq 0|2 3",
        "Place/Parts/any(p:p/Name eq 'p2')|1",
        "Place/Parts/any(p:p eq null)|1",
        "Place/Parts/any(p:p/Kids/any(k:k/Price eq 7 and p/Price gt 10))|1",
        "Place/Parts/any(p:p/Kids/any(k:k/Name eq $it/Name))|",
        "Place/Parts/all(p:p/Price gt 1)|2 3",
        "Place/Parts/all(p:p eq null or p/Price gt 1)|1 2 3",
        "Place/Parts/$count($filter=Price lt 10) eq 1|1",
        "Shapes/any(s:s/Label eq 's1')|1",
        "Shapes/any(s:s/self.Square/Side eq 9)|1",
        "Shapes/any(s:isof(s,self.Ball))|1",
        "Shapes/$count gt 0|1 3"
      })
  @DisplayName(
      "5.1.1.13: any, all and $count over collections in values, and collections of values")
  void collections(String filter, @Nullable String ids) {
    filter(filter, ids);
  }

  @ParameterizedTest
  @CsvSource({
    "$orderby=Place/Tax,2 3 1",
    "$orderby=Place/Tax desc,1 3 2",
    "$orderby=Place/City desc,1 3 2",
    "$orderby=Shape/self.Square/Side desc,3 2 1",
    "$orderby=Place/Tags/$count desc,1 3 2"
  })
  @DisplayName("5.1.5: null first, then the order of the type")
  void order(String orderBy, String ids) {
    assertEquals(ids, DocumentModel.ids(model(), orderBy));
  }
}
