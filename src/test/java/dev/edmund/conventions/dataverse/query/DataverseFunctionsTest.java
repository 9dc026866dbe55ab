package dev.edmund.conventions.dataverse.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.UriParser;
import dev.edmund.request.expr.Expr;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls stand for: each is read as another filter without it is. */
final class DataverseFunctionsTest {
  private static final Model MODEL = Model.load(Path.of("model/connections.csdl.xml"));
  private static final UUID USER = UUID.fromString("e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5");

  /** A Wednesday. */
  private static final QueryFunctions FUNCTIONS =
      new DataverseFunctions(MODEL, () -> USER, Instant.parse("2026-05-20T13:45:10.1234567Z"));

  private static final UriParser PARSER =
      new UriParser(
          MODEL.edm(), MODEL.annotations()::value, Limits.defaults(), ParserSettings.DEFAULT);

  private static Expr filter(String set, String filter, String... options) {
    StringBuilder query = new StringBuilder("$filter=").append(encoded(filter));
    for (String option : options) {
      query.append('&').append(option);
    }
    return Objects.requireNonNull(
        PARSER.parse(set, query.toString(), "http://edmund.test/", FUNCTIONS).options().filter());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String call(String text) {
    return "Microsoft.Dynamics.CRM." + text;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Today ; createdon ge 2026-05-20T00:00:00Z and createdon lt 2026-05-21T00:00:00Z",
        "Tomorrow ; createdon ge 2026-05-21T00:00:00Z and createdon lt 2026-05-22T00:00:00Z",
        "Yesterday ; createdon ge 2026-05-19T00:00:00Z and createdon lt 2026-05-20T00:00:00Z",
        "ThisWeek ; createdon ge 2026-05-17T00:00:00Z and createdon lt 2026-05-24T00:00:00Z",
        "LastWeek ; createdon ge 2026-05-10T00:00:00Z and createdon lt 2026-05-17T00:00:00Z",
        "NextWeek ; createdon ge 2026-05-24T00:00:00Z and createdon lt 2026-05-31T00:00:00Z",
        "ThisMonth ; createdon ge 2026-05-01T00:00:00Z and createdon lt 2026-06-01T00:00:00Z",
        "LastMonth ; createdon ge 2026-04-01T00:00:00Z and createdon lt 2026-05-01T00:00:00Z",
        "NextMonth ; createdon ge 2026-06-01T00:00:00Z and createdon lt 2026-07-01T00:00:00Z",
        "ThisYear ; createdon ge 2026-01-01T00:00:00Z and createdon lt 2027-01-01T00:00:00Z",
        "LastYear ; createdon ge 2025-01-01T00:00:00Z and createdon lt 2026-01-01T00:00:00Z",
        "NextYear ; createdon ge 2027-01-01T00:00:00Z and createdon lt 2028-01-01T00:00:00Z",
        "ThisFiscalYear ; createdon ge 2026-01-01T00:00:00Z and createdon lt 2027-01-01T00:00:00Z",
        "LastFiscalYear ; createdon ge 2025-01-01T00:00:00Z and createdon lt 2026-01-01T00:00:00Z",
        "NextFiscalYear ; createdon ge 2027-01-01T00:00:00Z and createdon lt 2028-01-01T00:00:00Z",
        "ThisFiscalPeriod ; createdon ge 2026-04-01T00:00:00Z and createdon lt"
            + " 2026-07-01T00:00:00Z",
        "LastFiscalPeriod ; createdon ge 2026-01-01T00:00:00Z and createdon lt"
            + " 2026-04-01T00:00:00Z",
        "NextFiscalPeriod ; createdon ge 2026-07-01T00:00:00Z and createdon lt"
            + " 2026-10-01T00:00:00Z",
        "Last7Days ; createdon ge 2026-05-13T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "Next7Days ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2026-05-28T00:00:00Z",
        "EqualUserId ; _ownerid_value eq e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5",
        "NotEqualUserId ; not (_ownerid_value eq e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5)",
      })
  void functionsOfOneProperty(String function, String filter) {
    String property = function.contains("UserId") ? "ownerid" : "createdon";
    assertEquals(
        filter("accounts", filter),
        filter("accounts", call(function + "(PropertyName='" + property + "')")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "LastXHours,2 ; createdon ge 2026-05-20T11:45:10.123456Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXDays,7 ; createdon ge 2026-05-13T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXWeeks,2 ; createdon ge 2026-05-06T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXMonths,3 ; createdon ge 2026-02-20T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXYears,2 ; createdon ge 2024-05-20T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXFiscalPeriods,2 ; createdon ge 2025-10-01T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXFiscalYears,1 ; createdon ge 2025-01-01T00:00:00Z and createdon le"
            + " 2026-05-20T13:45:10.123456Z",
        "LastXYears,99999999 ; createdon le 2026-05-20T13:45:10.123456Z",
        "NextXHours,2 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2026-05-20T15:45:10.123456Z",
        "NextXDays,7 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2026-05-28T00:00:00Z",
        "NextXWeeks,2 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2026-06-04T00:00:00Z",
        "NextXMonths,3 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2026-08-21T00:00:00Z",
        "NextXYears,2 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2028-05-21T00:00:00Z",
        "NextXFiscalPeriods,2 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2027-01-01T00:00:00Z",
        "NextXFiscalYears,1 ; createdon ge 2026-05-20T13:45:10.123456Z and createdon lt"
            + " 2028-01-01T00:00:00Z",
        "OlderThanXMinutes,15 ; createdon lt 2026-05-20T13:30:10.123456Z",
        "OlderThanXHours,1 ; createdon lt 2026-05-20T12:45:10.123456Z",
        "OlderThanXDays,1 ; createdon lt 2026-05-19T00:00:00Z",
        "OlderThanXWeeks,1 ; createdon lt 2026-05-13T00:00:00Z",
        "OlderThanXMonths,1 ; createdon lt 2026-04-20T00:00:00Z",
        "OlderThanXYears,1 ; createdon lt 2025-05-20T00:00:00Z",
        "On,2026-01-31 ; createdon ge 2026-01-31T00:00:00Z and createdon lt 2026-02-01T00:00:00Z",
        "On,'2026-01-31' ; createdon ge 2026-01-31T00:00:00Z and createdon lt 2026-02-01T00:00:00Z",
        "On,2026-01-31T23:30:00-02:00 ; createdon ge 2026-02-01T00:00:00Z and createdon lt"
            + " 2026-02-02T00:00:00Z",
        "OnOrAfter,'2026-01-31T10:00:00' ; createdon ge 2026-01-31T00:00:00Z",
        "OnOrBefore,'2026-01-31' ; createdon lt 2026-02-01T00:00:00Z",
        "InFiscalYear,2025 ; createdon ge 2025-01-01T00:00:00Z and createdon lt"
            + " 2026-01-01T00:00:00Z",
        "InFiscalPeriod,2 ; month(createdon) ge 4 and month(createdon) le 6",
      })
  void functionsOfAPropertyAndAValue(String function, String filter) {
    String[] parts = function.split(",", 2);
    assertEquals(
        filter("accounts", filter),
        filter(
            "accounts",
            call(parts[0] + "(PropertyName='createdon',PropertyValue=" + parts[1] + ")")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "InFiscalPeriodAndYear ; createdon ge 2025-07-01T00:00:00Z and createdon lt"
            + " 2025-10-01T00:00:00Z",
        "InOrAfterFiscalPeriodAndYear ; createdon ge 2025-07-01T00:00:00Z",
        "InOrBeforeFiscalPeriodAndYear ; createdon lt 2025-10-01T00:00:00Z",
      })
  void functionsOfAFiscalPeriod(String function, String filter) {
    assertEquals(
        filter("accounts", filter),
        filter(
            "accounts",
            call(function + "(PropertyName='createdon',PropertyValue1=3,PropertyValue2=2025)")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Between(PropertyName='numberofemployees',PropertyValues=[\"5\",\"2000\"])"
            + " ; numberofemployees ge 5 and numberofemployees le 2000",
        "NotBetween(PropertyName='revenue',PropertyValues=[\"5.5\",\"20\"])"
            + " ; not (revenue ge 5.5 and revenue le 20)",
        "In(PropertyName='statecode',PropertyValues=['0',1]) ; statecode in (0,1)",
        "In(PropertyName='parentaccountid/name',PropertyValues=[\"O'Brian\",\"\\\"x\\\"\"])"
            + " ; parentaccountid/name in ('O''Brian','\"x\"')",
        "NotIn(PropertyName='creditonhold',PropertyValues=[\"1\"]) ; not (creditonhold in (true))",
        "ContainValues(PropertyName='industrycode',PropertyValues=[\"1\",\"2\"])"
            + " ; industrycode in (1,2)",
        "ContainValues(PropertyName='description',PropertyValues=[\"1\",\"2\"])"
            + " ; description ne null and matchesPattern(description,'(^|,) *(1|2) *(,|$)')",
        "DoesNotContainValues(PropertyName='industrycode',PropertyValues=[1])"
            + " ; not (industrycode in (1))",
        "EqualUserLanguage(PropertyName='industrycode') ; industrycode eq 1033",
      })
  void functionsOfSeveralValues(String function, String filter) {
    assertEquals(filter("accounts", filter), filter("accounts", call(function)));
  }

  @Test
  void aliasesStandForArguments() {
    assertEquals(
        filter("accounts", "name in ('a','b')"),
        filter(
            "accounts",
            call("In(PropertyName=@p1,PropertyValues=@p2)"),
            "@p1='name'",
            "@p2=[\"a\",\"b\"]"));
  }

  @Test
  void aFunctionIsCalledOfWhatStandsBeforeIt() {
    String call = call("In(PropertyName='fullname',PropertyValues=['a'])");
    assertEquals(
        filter("accounts", "primarycontactid/fullname in ('a')"),
        filter("accounts", "primarycontactid/" + call));
    Expr any = filter("accounts", "account_connections1/any(c:c/name in ('a'))");
    assertEquals(
        any,
        filter(
            "accounts",
            "account_connections1/any(c:c/"
                + call("In(PropertyName='name',PropertyValues=['a']))")));
    assertEquals(
        any,
        filter(
            "accounts",
            "account_connections1/any(c:"
                + call("In(PropertyName='c/name',PropertyValues=['a']))")));
  }

  @Test
  void theAliasOfTheNamespaceIsKnown() {
    assertEquals(
        filter("accounts", call("Today(PropertyName='createdon')")),
        filter("accounts", "mscrm.Today(PropertyName='createdon')"));
  }

  @Test
  void callsStandAmongOtherConditions() {
    assertEquals(
        filter("accounts", "not (_ownerid_value eq " + USER + ") or name eq 'a'"),
        filter(
            "accounts", "not " + call("EqualUserId(PropertyName='ownerid')") + " or name eq 'a'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "LastXDays(PropertyName='createdon') ; PropertyValue",
        "LastXDays(PropertyName='createdon',PropertyValue=0) ; PropertyValue",
        "LastXDays(PropertyName='createdon',PropertyValue='many') ; PropertyValue",
        "LastXDays(PropertyName='createdon',PropertyValue=123456789) ; PropertyValue",
        "LastXDays(PropertyName='createdon',PropertyValue=7,More=1) ; More",
        "LastXDays(PropertyName='name',PropertyValue=7) ; PropertyName",
        "LastXDays(PropertyName='nosuch',PropertyValue=7) ; PropertyName",
        "LastXDays(PropertyName='account_connections1/name',PropertyValue=7) ; PropertyName",
        "LastXDays(PropertyName='parentaccountid',PropertyValue=7) ; PropertyName",
        "LastXDays(PropertyName=createdon,PropertyValue=7) ; PropertyName",
        "On(PropertyName='createdon',PropertyValue='2026-02-30') ; PropertyValue",
        "InFiscalPeriod(PropertyName='createdon',PropertyValue=5) ; PropertyValue",
        "InFiscalPeriodAndYear(PropertyName='createdon',PropertyValue1=5,PropertyValue2=2025)"
            + " ; PropertyValue1",
        "Between(PropertyName='revenue',PropertyValues=[\"1\"]) ; PropertyValues",
        "Between(PropertyName='revenue',PropertyValues=[\"1\",\"x\"]) ; PropertyValues",
        "In(PropertyName='statecode',PropertyValues='1') ; PropertyValues",
        "In(PropertyName='statecode',PropertyValues=[]) ; PropertyValues",
        "In(PropertyName='statecode',PropertyValues=[null]) ; PropertyValues",
        "ContainValues(PropertyName='name',PropertyValues=['a|b']) ; PropertyValues",
        "Under(PropertyName='name',PropertyValue='x') ; PropertyName",
        "Under(PropertyName='accountid',PropertyValue='x') ; PropertyValue",
        "EqualUserId(PropertyName='name') ; PropertyName",
        "EqualUserId(PropertyName='ownerid',PropertyValue=1) ; PropertyValue",
      })
  void whatDoesNotFitIsRefusedByItsName(String function, String argument) {
    ODataException error =
        assertThrows(ODataException.class, () -> filter("accounts", call(function)));
    assertEquals(400, error.code().status(), error::text);
    assertEquals("$filter", error.target());
    String name = call(function.substring(0, function.indexOf('(')));
    assertTrue(error.text().contains(name), error::text);
    assertTrue(
        error.text().contains(argument + " ") || error.text().contains("'" + argument + "'"),
        error::text);
  }

  @Test
  void whatTheModelHasNothingForIsNotImplemented() {
    ODataException error =
        assertThrows(ODataException.class, () -> filter("accounts", call("Contains(a='b')")));
    assertEquals(ErrorCode.NOT_IMPLEMENTED, error.code());
    assertTrue(error.text().contains(call("Contains")), error::text);
  }

  @Test
  void otherNamesAreNotTheirs() {
    assertTrue(FUNCTIONS.has("Microsoft.Dynamics.CRM.Today"));
    assertFalse(FUNCTIONS.has("Microsoft.Dynamics.CRM.today"));
    assertFalse(FUNCTIONS.has("Other.Today"));
    assertFalse(FUNCTIONS.has("Today"));
    assertThrows(
        ODataException.class,
        () ->
            PARSER.parse(
                "accounts",
                "$filter=" + call("Today(PropertyName='createdon')"),
                "http://edmund.test/"));
  }
}
