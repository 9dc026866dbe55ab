package dev.edmund.request.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 8.2.8: preferences are read generously and never make a request fail. */
class PreferencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "odata.maxpagesize=20",
        "maxpagesize = 20",
        "MaxPageSize=\"20\"",
        "respond-async, odata.maxpagesize=20; x=y",
        "maxpagesize=20,maxpagesize=30",
        "return=minimal,,maxpagesize=20"
      })
  void maxPageSize(String header) {
    assertEquals(20, Preferences.parse(header).maxPageSize());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maxpagesize=0",
        "maxpagesize=-1",
        "maxpagesize=abc",
        "maxpagesize=",
        "maxpagesize",
        ""
      })
  void aPageSizeWithoutSenseIsIgnored(String header) {
    assertEquals(Preferences.NONE, Preferences.parse(header));
  }

  @Test
  void aHugePageSizeIsStillANumber() {
    assertEquals(Integer.MAX_VALUE, Preferences.parse("maxpagesize=99999999999").maxPageSize());
  }

  @Test
  void returnAndOmitValues() {
    Preferences preferences = Preferences.parse("return=representation, omit-values=nulls");
    assertEquals(Preferences.Return.REPRESENTATION, preferences.returns());
    assertEquals(Preferences.OmitValues.NULLS, preferences.omitValues());
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"*\"|A.B|true",
        "*|A.B|true",
        "\"A.*\"|A.B|true",
        "\"A.*\"|C.B|false",
        "\"*,-A.*\"|A.B|false",
        "\"*,-A.*\"|C.B|true",
        "\"-A.*,A.B\"|A.B|true",
        "\"-A.*,A.B\"|A.C|false",
        "\"-*,A.C.*\"|A.C.D|true",
        "\"A.B\"|A.B#q|true",
        "\"A.B#q\"|A.B#q|true",
        "\"A.B#q\"|A.B|false",
        "\"A.B,OData.Community.Display.V1.FormattedValue\"|OData.Community.Display.V1.FormattedValue|true",
        "\"A\"|A|false",
        "\"\"|A.B|false"
      })
  void theMostSpecificPatternDecides(String value, String term, boolean matches) {
    Preferences preferences = Preferences.parse("odata.include-annotations=" + value);
    assertEquals(matches, preferences.wantedAnnotations().test(term));
    assertEquals(
        matches, Preferences.parse("include-annotations=" + value).wantedAnnotations().test(term));
  }

  @Test
  void nothingIsAskedForWithoutTheHeader() {
    assertFalse(Preferences.NONE.wantedAnnotations().test("A.B"));
    assertTrue(Preferences.parse(null).annotations().isEmpty());
  }
}
