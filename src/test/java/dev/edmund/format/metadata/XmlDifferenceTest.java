package dev.edmund.format.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlDifferenceTest {
  private static final String GIVEN =
      "<e:Edmx xmlns:e='http://docs.oasis-open.org/odata/ns/edmx' xmlns:f='urn:f' Version='4.0'>"
          + "<A Scale='Variable' f:x='1'><B/><C/><!-- no --><String> t </String></A><f:D/></e:Edmx>";

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Version='4.0'|Version='4.01'|true",
        "'Variable'|'variable'|true",
        "<!-- no -->| |true",
        "<B/><C/>|<C/><B/>|false",
        "<B/>|<B y='1'/>|false",
        "<C/>||false",
        "f:x='1'|x='1'|false",
        "f:x='1'|f:x='2'|false",
        "<f:D/>|<D/>|false",
        "<f:D/>||false",
        "> t <|>t<|false",
        "<B/>|<B>t</B>|false"
      })
  void seesWhatChanged(String from, String to, boolean same) {
    String served = GIVEN.replace(from, to == null ? "" : to);
    assertEquals(
        same,
        XmlDifference.between(
                GIVEN.getBytes(StandardCharsets.UTF_8), served.getBytes(StandardCharsets.UTF_8))
            .isEmpty());
  }
}
