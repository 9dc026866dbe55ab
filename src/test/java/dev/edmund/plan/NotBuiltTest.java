package dev.edmund.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Part 1, 11.2.1: what is understood and not planned is refused by name, never ignored. */
final class NotBuiltTest {
  private static final Model MODEL = Model.load(Path.of("model/connections.csdl.xml"));

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$filter=matchesPattern(name,address1_city)|matchesPattern",
        "$filter=matchesPattern(name,'(a)\\1')|matchesPattern",
        "$filter=case(statecode eq 1:primarycontactid) ne null|case",
        "$filter=concat(account_parent_account,account_parent_account)/any()|concat",
        "$filter=@Org.OData.Core.V1.Description eq 'x'|@Org.OData.Core.V1.Description"
      })
  void isRefusedByName(String query, String target) {
    UriParser parser = new UriParser(MODEL.edm(), Limits.defaults(), ParserSettings.DEFAULT);
    Planner planner = new Planner(MODEL, Limits.defaults());
    ODataException e =
        assertThrows(
            ODataException.class,
            () ->
                planner.plan(
                    parser.parse("accounts", query, "http://edmund.test/odata/"),
                    new PlanOptions(100, false, false)));
    assertEquals(ErrorCode.NOT_IMPLEMENTED, e.code(), e.text());
    assertEquals(target, e.target());
  }
}
