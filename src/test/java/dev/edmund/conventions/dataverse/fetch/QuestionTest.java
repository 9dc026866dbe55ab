package dev.edmund.conventions.dataverse.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.conventions.dataverse.query.DataverseFunctions;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.option.QueryOptions;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What FetchXML is in OData; each is read as the options of a request, too. */
final class QuestionTest {
  private static final Model MODEL = Model.load(Path.of("model/connections.csdl.xml"));

  private static final UriParser PARSER =
      new UriParser(
          MODEL.edm(), MODEL.annotations()::value, Limits.defaults(), ParserSettings.DEFAULT);

  private static Map<String, String> asked(String set, String xml) {
    EdmEntitySet entities = MODEL.edm().getEntityContainer().getEntitySet(set);
    return Question.of(MODEL.edm(), entities.getEntityType(), FetchReader.read(xml)).options();
  }

  private static QueryOptions read(String set, Map<String, String> options) {
    String query =
        options.entrySet().stream()
            .map(
                o ->
                    "$"
                        + o.getKey()
                        + "="
                        + URLEncoder.encode(o.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    UUID caller = UUID.fromString("e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5");
    return PARSER
        .parse(
            set,
            query,
            "http://edmund.test/",
            new DataverseFunctions(MODEL, () -> caller, Instant.parse("2026-05-20T13:45:10Z")))
        .options();
  }

  private static String options(String set, String xml) {
    Map<String, String> options = asked(set, xml);
    assertNotNull(read(set, options));
    return options.entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String accounts(String inside) {
    return "<fetch><entity name='account'><attribute name='name'/>" + inside + "</entity></fetch>";
  }

  private static String filter(String condition) {
    Map<String, String> options = asked("accounts", accounts("<filter>" + condition + "</filter>"));
    assertNotNull(read("accounts", options).filter());
    return options.getOrDefault("filter", "");
  }

  private static ODataException refused(String xml) {
    return assertThrows(ODataException.class, () -> asked("accounts", xml));
  }

  @Test
  void columnsAndSortKeysAreSelectAndOrderby() {
    assertEquals(
        """
        select=name,_primarycontactid_value,accountid
        orderby=name desc,_ownerid_value
        top=5""",
        options(
            "accounts",
            "<fetch top='5' no-lock='true' mapping='logical'><entity name='account'>"
                + "<attribute name='name'/><attribute name='primarycontactid'/>"
                + "<order attribute='name' descending='true'/><order attribute='ownerid'/>"
                + "</entity></fetch>"));
    assertEquals("", options("accounts", "<fetch><entity name='account'/></fetch>"));
  }

  @Test
  void linksToOneRowArePathsAndExpansions() {
    assertEquals(
        """
        filter=(primarycontactid/contactid ne null and primarycontactid/statecode eq 0)
        select=name,accountid
        expand=primarycontactid($select=fullname)
        orderby=primarycontactid/fullname""",
        options(
            "accounts",
            accounts(
                "<link-entity name='contact' from='contactid' to='primarycontactid' alias='c'>"
                    + "<attribute name='fullname'/><order attribute='fullname'/><filter>"
                    + "<condition attribute='statecode' operator='eq' value='0'/></filter>"
                    + "</link-entity>")));
  }

  @Test
  void linksToOneRowOfManyTypesAreCast() {
    assertEquals(
        """
        select=name,accountid
        expand=ownerid/Microsoft.Dynamics.CRM.systemuser($select=fullname)""",
        options(
            "accounts",
            accounts(
                "<link-entity name='systemuser' from='systemuserid' to='ownerid'"
                    + " link-type='outer'><attribute name='fullname'/></link-entity>")));
  }

  @Test
  void aFilterOfAnOuterLinkToOneRowHidesItsColumns() {
    assertEquals(
        """
        compute=case(primarycontactid/statecode eq 1:primarycontactid/fullname) as _column1
        select=name,accountid,_column1""",
        options(
            "accounts",
            accounts(
                "<link-entity name='contact' from='contactid' to='primarycontactid'"
                    + " link-type='outer'><attribute name='fullname'/><filter>"
                    + "<condition attribute='statecode' operator='eq' value='1'/></filter>"
                    + "</link-entity>")));
  }

  @Test
  void linksToManyRowsAreJoins() {
    assertEquals(
        """
        apply=filter(statecode eq 0)/join(contact_customer_accounts as _link1)/\
        join(_link1/contact_connections1 as _link2)
        filter=(_link1/statecode eq 1 and _link2/statecode eq 0)
        select=name,accountid
        expand=_link1($select=fullname)
        orderby=accountid,_link1/contactid,_link2/connectionid""",
        options(
            "accounts",
            accounts(
                "<filter><condition attribute='statecode' operator='eq' value='0'/></filter>"
                    + "<link-entity name='contact' from='parentcustomerid' to='accountid'"
                    + " link-type='outer'><attribute name='fullname'/><filter>"
                    + "<condition attribute='statecode' operator='eq' value='1'/></filter>"
                    + "<link-entity name='connection' from='record1id' to='contactid'><filter>"
                    + "<condition attribute='statecode' operator='eq' value='0'/></filter>"
                    + "</link-entity></link-entity>")),
        "an inner link needs the row of the outer one that it stands in");
    assertEquals(
        """
        apply=outerjoin(contact_customer_accounts as _link1,filter(statecode eq 1))
        filter=_link1/contactid eq null
        select=name,accountid
        orderby=accountid,_link1/contactid""",
        options(
            "accounts",
            accounts(
                "<filter><condition entityname='c' attribute='contactid' operator='null'/></filter>"
                    + "<link-entity name='contact' from='parentcustomerid' to='accountid'"
                    + " link-type='outer' alias='c'><filter>"
                    + "<condition attribute='statecode' operator='eq' value='1'/></filter>"
                    + "</link-entity>")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          any     | P/any(v0:v0/statecode eq 1)
          not any | not (P/any(v0:v0/statecode eq 1))
          not all | P/any(v0:v0/statecode eq 1)
          exists  | P/any(v0:v0/statecode eq 1)
          in      | P/any(v0:v0/statecode eq 1)
          all     | (P/any() and not (P/any(v0:v0/statecode eq 1)))
          """)
  void linksThatAreConditionsAreLambdas(String type, String expected) {
    assertEquals(
        expected.replace("P/", "contact_customer_accounts/"),
        filter(
            "<link-entity name='contact' from='parentcustomerid' to='accountid' link-type='"
                + type
                + "'><filter><condition attribute='statecode' operator='eq' value='1'/></filter>"
                + "</link-entity>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name              | eq       | O'Neil         | name eq 'O''Neil'
          name              | ne       | a              | name ne 'a'
          name              | neq      | a              | name ne 'a'
          numberofemployees | gt       | 5              | numberofemployees gt 5
          revenue           | ge       | 1.50           | revenue ge 1.50
          statecode         | lt       | 1              | statecode lt 1
          creditonhold      | eq       | 1              | creditonhold eq true
          createdon         | le       | 2023-01-05     | createdon le 2023-01-05T00:00:00Z
          createdon         | lt       | 2023-01-05T03:00:00+02:00 | createdon lt 2023-01-05T01:00:00Z
          createdon         | gt       | 2023-01-05 03:00:00 | createdon gt 2023-01-05T03:00:00Z
          primarycontactid  | eq       | {E7C9F0B1-EC7F-5144-9CE9-9CB3A9CFB4A5} | \
              _primarycontactid_value eq e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5
          name              | like     | a%             | startswith(name,'a')
          name              | like     | %a             | endswith(name,'a')
          name              | like     | %a%            | contains(name,'a')
          name              | like     | a              | name eq 'a'
          name              | like     | 100[%]%        | startswith(name,'100%')
          name              | like     | %              | name ne null
          name              | like     | a_[b-d]%.      | \
              matchesPattern(name,'^a[\\s\\S][b-d][\\s\\S]*\\.$')
          name              | like     | [^a]%          | matchesPattern(name,'^[^a][\\s\\S]*$')
          name              | not-like | %a%            | (name eq null or not (contains(name,'a')))
          name              | begins-with | 5%          | startswith(name,'5%')
          name              | not-begin-with | a        | (name eq null or not (startswith(name,'a')))
          name              | ends-with | a             | endswith(name,'a')
          name              | not-end-with | a          | (name eq null or not (endswith(name,'a')))
          createdon         | last-x-days | 7           | \
              Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)
          createdon         | olderthan-x-minutes | 7   | \
              Microsoft.Dynamics.CRM.OlderThanXMinutes(PropertyName='createdon',PropertyValue=7)
          createdon         | on-or-after | 2023-01-05  | \
              Microsoft.Dynamics.CRM.OnOrAfter(PropertyName='createdon',PropertyValue='2023-01-05')
          accountid         | eq-or-under | {e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5} | \
              Microsoft.Dynamics.CRM.UnderOrEqual(PropertyName='accountid',\
              PropertyValue='e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5')
          """)
  void operatorsWithAValue(String column, String operator, String value, String expected) {
    assertEquals(
        expected.replaceAll(",\\s+", ","),
        filter(
            "<condition attribute='"
                + column
                + "' operator='"
                + operator
                + "' value=\""
                + value
                + "\"/>"));
  }

  @Test
  void operatorsWithOtherValues() {
    assertEquals(
        "name eq null", filter("<condition attribute='name' operator='null'/>"), "no value");
    assertEquals("name ne null", filter("<condition attribute='name' operator='not-null'/>"));
    String values = "<value>1</value><value>2</value>";
    String of = "<condition attribute='statecode' operator='";
    assertEquals("statecode in (1,2)", filter(of + "in'>" + values + "</condition>"));
    assertEquals("not (statecode in (1,2))", filter(of + "not-in'>" + values + "</condition>"));
    assertEquals(
        "(statecode ge 1 and statecode le 2)", filter(of + "between'>" + values + "</condition>"));
    assertEquals(
        "(statecode lt 1 or statecode gt 2)",
        filter(of + "not-between'>" + values + "</condition>"));
    assertEquals(
        "name eq accountnumber",
        filter("<condition attribute='name' operator='eq' valueof='accountnumber'/>"));
    assertEquals(
        "Microsoft.Dynamics.CRM.Last7Days(PropertyName='createdon')",
        filter("<condition attribute='createdon' operator='last-seven-days'/>"));
    assertEquals(
        "Microsoft.Dynamics.CRM.InFiscalPeriodAndYear(PropertyName='createdon',"
            + "PropertyValue1=1,PropertyValue2=2)",
        filter(
            "<condition attribute='createdon' operator='in-fiscal-period-and-year'>"
                + values
                + "</condition>"));
    assertEquals(
        "Microsoft.Dynamics.CRM.ContainValues(PropertyName='accountnumber',"
            + "PropertyValues=[\"1\",\"2\"])",
        filter(
            "<condition attribute='accountnumber' operator='contain-values'>"
                + values
                + "</condition>"));
  }

  @Test
  void everyFunctionThatAnOperatorStandsForIsOneThatTheServiceHas() {
    DataverseFunctions functions =
        new DataverseFunctions(MODEL, () -> new UUID(0, 0), Instant.parse("2026-05-20T13:45:10Z"));
    for (String operator : QueryFunction.operators()) {
      assertTrue(functions.has(QueryFunction.name(operator)), operator);
    }
  }

  @Test
  void filtersNest() {
    assertEquals(
        "(name eq 'a' and (statecode eq 0 or statecode eq 1))",
        filter(
            "<condition attribute='name' operator='eq' value='a'/><filter type='or'>"
                + "<condition attribute='statecode' operator='eq' value='0'/>"
                + "<condition attribute='statecode' operator='eq' value='1'/></filter>"));
  }

  @Test
  void aggregatesAreGroups() {
    assertEquals(
        """
        apply=filter(statecode eq 0)/compute(month(createdon) as _column1)/\
        groupby((_column1,_ownerid_value,primarycontactid/jobtitle),\
        aggregate(revenue with sum as _column2,$count as _column3,\
        case(name ne null:1) with sum as _column4,name with countdistinct as _column5,\
        revenue with average as _column6))
        orderby=_column3 desc,_ownerid_value,_column1,primarycontactid/jobtitle""",
        options(
            "accounts",
            "<fetch aggregate='true'><entity name='account'>"
                + "<attribute name='createdon' groupby='true' dategrouping='month' alias='m'/>"
                + "<attribute name='ownerid' groupby='true' alias='owner'/>"
                + "<attribute name='revenue' aggregate='sum' alias='s'/>"
                + "<attribute name='name' aggregate='count' alias='n'/>"
                + "<attribute name='name' aggregate='countcolumn' alias='c'/>"
                + "<attribute name='name' aggregate='countcolumn' distinct='true' alias='d'/>"
                + "<attribute name='revenue' aggregate='avg' alias='a'/>"
                + "<order alias='n' descending='true'/><order alias='owner'/>"
                + "<filter><condition attribute='statecode' operator='eq' value='0'/></filter>"
                + "<link-entity name='contact' from='contactid' to='primarycontactid'"
                + " link-type='outer'><attribute name='jobtitle' groupby='true' alias='j'/>"
                + "</link-entity></entity></fetch>"));
  }

  @Test
  void rowsThatDifferAreGroups() {
    assertEquals(
        """
        apply=groupby((address1_city,statecode))
        orderby=address1_city desc,statecode""",
        options(
            "accounts",
            "<fetch distinct='true'><entity name='account'><attribute name='address1_city'/>"
                + "<attribute name='statecode'/>"
                + "<order attribute='address1_city' descending='true'/></entity></fetch>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <attribute name='nam'/>                  | the column 'nam'
          <attribute/>                             | needs the attribute 'name'
          <atribute name='name'/>                  | <atribute>
          <attribute name='name' nam='x'/>         | no attribute 'nam'
          <order/>                                 | 'attribute' or 'alias'
          <order alias='x'/>                       | the alias 'x'
          <filter type='xor'/>                     | type='xor'
          <filter><condition attribute='name' operator='equals' value='a'/></filter> | 'equals'
          <filter><condition attribute='name' operator='eq'/></filter> | 1 value
          <filter><condition attribute='statecode' operator='eq' value='x'/></filter> | Int32
          <filter><condition attribute='statecode' operator='like' value='x'/></filter> | texts
          <filter><condition attribute='createdon' operator='gt' value='soon'/></filter> | 'soon'
          <filter><condition attribute='name' operator='eq' value='x' entityname='c'/></filter> | 'c'
          <filter><condition attribute='name' operator='in'/></filter> | <value>
          <filter>text</filter>                    | text
          <link-entity name='contract' from='a' to='b'/> | 'contract'
          <link-entity name='contact' from='contactid' to='nothing'/> | 'nothing'
          <link-entity name='contact' from='contactid'/> | 'to'
          <link-entity name='contact' from='contactid' to='primarycontactid' link-type='x'/> | 'x'
          """)
  void whatIsWrongIsNamedWithItsPlace(String inside, String named) {
    ODataException error = refused(accounts(inside));
    assertEquals(400, error.code().status(), error.text());
    assertTrue(error.text().contains(named), error.text());
    assertTrue(error.text().contains("line 1, column "), error.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <link-entity name='contact' from='fullname' to='name'/>
          <link-entity name='contact' from='contactid' to='primarycontactid' \
              link-type='matchfirstrowusingcrossapply'/>
          <attribute name='accountid' rowaggregate='CountChildren' alias='x'/>
          """)
  void whatIsNotBuiltIsRefused(String inside) {
    assertEquals(ErrorCode.NOT_IMPLEMENTED, refused(accounts(inside)).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <fetch
          <fetch/>
          <query/>
          <!DOCTYPE fetch><fetch><entity name='account'/></fetch>
          <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><fetch><entity name='&e;'/></fetch>
          <fetch top='0'><entity name='account'/></fetch>
          <fetch top='1' page='1'><entity name='account'/></fetch>
          <fetch distinct='maybe'><entity name='account'/></fetch>
          <fetch aggregate='true'><entity name='account'><attribute name='name'/></entity></fetch>
          <fetch aggregate='true'><entity name='account'><attribute name='name' aggregate='max'/></entity></fetch>
          """)
  void whatIsNoQueryIsRefused(String xml) {
    assertEquals(400, refused(xml).code().status());
  }

  @Test
  void linksConditionsAndDepthAreLimited() {
    String link =
        "<link-entity name='contact' from='contactid' to='primarycontactid' link-type='outer'/>";
    assertNotNull(asked("accounts", accounts(link.repeat(15))));
    assertEquals(ErrorCode.LIMIT_EXCEEDED, refused(accounts(link.repeat(16))).code());
    String condition = "<condition attribute='name' operator='null'/>";
    String filter = "<filter>" + condition.repeat(500) + "</filter>";
    assertNotNull(asked("accounts", accounts(filter)));
    ODataException tooMany = refused(accounts(filter + "<filter>" + condition + "</filter>"));
    assertEquals(ErrorCode.LIMIT_EXCEEDED, tooMany.code());
    String deep = "<filter>".repeat(60) + "</filter>".repeat(60);
    assertEquals(ErrorCode.LIMIT_EXCEEDED, refused(accounts(deep)).code());
  }

  @Test
  void pagingCookiesAreReadHoweverOftenTheyWereDecoded() {
    String sent = new PagingCookie(3, "AA_-x").written(4);
    assertTrue(sent.startsWith("<cookie pagenumber=\"5\" pagingcookie=\"%253C"), sent);
    String inner = sent.replaceAll(".*pagingcookie=\"([^\"]*)\".*", "$1");
    String once = URLDecoder.decode(inner, StandardCharsets.UTF_8);
    String twice = URLDecoder.decode(once, StandardCharsets.UTF_8);
    for (String cookie : new String[] {inner, once, twice}) {
      assertEquals(new PagingCookie(3, "AA_-x"), PagingCookie.read(cookie));
    }
    assertNull(PagingCookie.read("<cookie page=\"1\"><name last=\"A\" /></cookie>"));
  }
}
