package dev.edmund.spec;

import static dev.edmund.spec.FetchXml.accounts;
import static dev.edmund.spec.FetchXml.fetch;
import static dev.edmund.spec.FetchXml.rows;
import static dev.edmund.spec.FetchXml.sorted;
import static dev.edmund.spec.FetchXml.target;
import static dev.edmund.spec.FetchXml.texts;
import static dev.edmund.spec.FetchXml.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FetchXML over the shipped rows: what comes out is told in Java, or by the same in OData. */
final class FetchXmlTest {
  private static final String ROOT = "/api/data/v9.2/";
  private static final String ALL = "Prefer: odata.include-annotations=\"*\"";
  private static final Pattern COOKIE = Pattern.compile("pagingcookie=\"([^\"]*)\"");
  private static final String CONTACTS =
      "<link-entity name='contact' from='parentcustomerid' to='accountid'";

  @Test
  void rowsHaveTheColumnsWithTheKeyAndTheETag() {
    JsonNode answer =
        EdmundUnderTest.json(
            target(
                "accounts",
                fetch(
                    "top='1'",
                    "account",
                    "<attribute name='name'/><attribute name='numberofemployees' alias='size'/>"
                        + "<attribute name='ownerid'/><order attribute='name'/>"
                        + "<filter><condition attribute='numberofemployees' operator='not-null'/>"
                        + "</filter>")));
    assertEquals(
        EdmundUnderTest.url(ROOT) + "$metadata#accounts(name,size,_ownerid_value,accountid)",
        answer.path("@odata.context").asText());
    JsonNode row = answer.path("value").path(0);
    Map<String, String> stored =
        ShippedData.row("accounts", "accountid", row.path("accountid").asText());
    assertEquals(value(stored, "name"), row.path("name").asText());
    assertEquals(value(stored, "numberofemployees"), row.path("size").asText());
    assertEquals(value(stored, "_ownerid_value"), row.path("_ownerid_value").asText());
    assertEquals("W/\"" + value(stored, "versionnumber") + "\"", row.path("@odata.etag").asText());
    assertEquals(5, row.size(), row.toString());
  }

  @Test
  void columnsWithoutAValueAreLeftOut() {
    List<JsonNode> rows =
        accounts(
            "",
            "<attribute name='name'/><attribute name='primarycontactid'/>"
                + "<filter><condition attribute='primarycontactid' operator='null'/></filter>");
    assertFalse(rows.isEmpty());
    rows.forEach(row -> assertFalse(row.has("_primarycontactid_value"), row.toString()));
    JsonNode whole = accounts("top='1'", "").get(0);
    assertTrue(whole.has("createdon") && whole.has("_ownerid_value"), whole.toString());
    whole.forEach(value -> assertFalse(value.isNull()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name      | eq          | Fabrikam   | name eq 'Fabrikam'
          name      | ne          | Fabrikam   | name ne 'Fabrikam'
          name      | gt          | M          | name gt 'M'
          name      | like        | %a%        | contains(name,'a')
          name      | like        | F%         | startswith(name,'F')
          name      | like        | %_d%       | matchesPattern(name,'.d')
          name      | like        | [F-T]%     | matchesPattern(name,'^[F-T]')
          name      | not-like    | %a%        | not contains(name,'a')
          accountnumber | not-like | %1%       | accountnumber eq null or not contains(accountnumber,'1')
          name      | ends-with   | s          | endswith(name,'s')
          revenue   | ge          | 1000000.5  | revenue ge 1000000.5
          numberofemployees | lt  | 100        | numberofemployees lt 100
          creditonhold | ne       | true       | creditonhold ne true
          createdon | ge          | 2024-01-01 | createdon ge 2024-01-01T00:00:00Z
          createdon | on-or-before | 2023-06-30 | createdon lt 2023-07-01T00:00:00Z
          createdon | in-fiscal-year | 2024    | year(createdon) eq 2024
          ownerid   | eq          | {E7C9F0B1-EC7F-5144-9CE9-9CB3A9CFB4A5} | \
              _ownerid_value eq e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5
          accountid | under       | ec3ac515-7865-55d1-ac75-d4cdfd01e080 | \
              Microsoft.Dynamics.CRM.Under(PropertyName='accountid',\
          PropertyValue='ec3ac515-7865-55d1-ac75-d4cdfd01e080')
          """)
  void conditionsAreThoseOfFilters(String column, String operator, String value, String filter) {
    String condition =
        "<condition attribute='" + column + "' operator='" + operator + "' value='" + value + "'/>";
    same(condition, filter);
  }

  @Test
  void conditionsWithOtherValuesAreThoseOfFilters() {
    String values = "<value>6</value><value>16</value></condition>";
    same("<condition attribute='name' operator='null'/>", "name eq null");
    same(
        "<condition attribute='parentaccountid' operator='not-null'/>",
        "_parentaccountid_value ne null");
    same("<condition attribute='industrycode' operator='in'>" + values, "industrycode in (6,16)");
    same(
        "<condition attribute='industrycode' operator='not-in'>" + values,
        "industrycode eq null or industrycode ne 6 and industrycode ne 16");
    same(
        "<condition attribute='industrycode' operator='between'>" + values,
        "industrycode ge 6 and industrycode le 16");
    same(
        "<condition attribute='industrycode' operator='not-between'>" + values,
        "industrycode lt 6 or industrycode gt 16");
    same(
        "<condition attribute='createdon' operator='lt' valueof='modifiedon'/>",
        "createdon lt modifiedon");
    same(
        "<condition attribute='ownerid' operator='eq-userid'/>",
        "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')");
    same(
        "<filter type='or'><condition attribute='statecode' operator='eq' value='1'/><filter>"
            + "<condition attribute='name' operator='like' value='A%'/>"
            + "<condition attribute='revenue' operator='gt' value='5'/></filter></filter>",
        "statecode eq 1 or startswith(name,'A') and revenue gt 5");
  }

  private static void same(String condition, String filter) {
    List<JsonNode> found = accounts("", "<filter>" + condition + "</filter>");
    List<JsonNode> expected =
        EdmundUnderTest.values(
            ROOT
                + "accounts?$filter="
                + URLEncoder.encode(filter.replaceAll(",\\s+", ","), StandardCharsets.UTF_8));
    assertEquals(texts(expected, "accountid"), texts(found, "accountid"), condition);
  }

  @Test
  void distinctRowsComeOnce() {
    List<JsonNode> found =
        accounts(
            "distinct='true'", "<attribute name='statecode'/><attribute name='address1_country'/>");
    assertEquals(
        sorted(
            rows("accounts")
                .map(row -> value(row, "statecode") + "|" + value(row, "address1_country"))
                .distinct()),
        texts(found, "statecode", "address1_country"));
    found.forEach(row -> assertFalse(row.has("accountid")));
  }

  private static List<String> pages(String inside, boolean cookies) {
    List<String> all = new ArrayList<>();
    String cookie = "";
    for (int page = 1; page < 50; page++) {
      String given =
          cookies && !cookie.isEmpty()
              ? " paging-cookie='" + cookie.replace("<", "&lt;").replace("\"", "&quot;") + "'"
              : "";
      JsonNode answer =
          EdmundUnderTest.json(
              target("accounts", fetch("count='7' page='" + page + "'" + given, "account", inside)),
              ALL);
      Iterator<JsonNode> rows = answer.path("value").elements();
      assertTrue(answer.path("value").size() <= 7);
      rows.forEachRemaining(row -> all.add(row.path("name") + "|" + row.path("c.fullname")));
      assertFalse(answer.has("@odata.nextLink"));
      if (!answer.path("@Microsoft.Dynamics.CRM.morerecords").asBoolean()) {
        assertFalse(answer.has("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"));
        return all;
      }
      Matcher sent =
          COOKIE.matcher(answer.path("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie").asText());
      assertTrue(sent.find());
      String once = URLDecoder.decode(sent.group(1), StandardCharsets.UTF_8);
      cookie = URLDecoder.decode(once, StandardCharsets.UTF_8);
    }
    throw new AssertionError("pages without an end");
  }

  @Test
  void pagesFollowEachOtherWithAndWithoutCookies() {
    String name = "<attribute name='name'/><order attribute='name' descending='true'/>";
    String contacts = CONTACTS + " alias='c'><attribute name='fullname'/></link-entity>";
    for (String inside : List.of(name, name + contacts)) {
      List<String> whole =
          accounts("", inside).stream()
              .map(row -> row.path("name") + "|" + row.path("c.fullname"))
              .toList();
      assertEquals(whole, pages(inside, true));
      assertEquals(whole, pages(inside, false));
    }
  }

  @Test
  void theNumberOfRowsIsTold() {
    String xml = fetch("count='2' returntotalrecordcount='true'", "account", "");
    JsonNode counted = EdmundUnderTest.json(target("accounts", xml), ALL);
    long all = rows("accounts").count();
    assertEquals(all, counted.path("@odata.count").asLong());
    assertEquals(all, counted.path("@Microsoft.Dynamics.CRM.totalrecordcount").asLong());
    assertFalse(
        counted.path("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").asBoolean(true));
    String plain = target("accounts", fetch("count='2'", "account", ""));
    JsonNode uncounted = EdmundUnderTest.json(plain, ALL);
    assertEquals(-1, uncounted.path("@Microsoft.Dynamics.CRM.totalrecordcount").asLong());
    assertEquals(all, EdmundUnderTest.json(plain + "&$count=true").path("@odata.count").asLong());
    Answer silent = EdmundUnderTest.get(plain).ok();
    assertFalse(silent.text().contains("@Microsoft.Dynamics.CRM.morerecords"), silent.text());
    assertFalse(silent.header("Preference-Applied").orElse("").contains("maxpagesize"));
  }

  @Test
  void batchesHaveFetchXmlInTheirParts() {
    String url = target("accounts", fetch("top='1'", "account", "<attribute name='name'/>"));
    String body =
        "--b\r\nContent-Type: application/http\r\n\r\nGET "
            + url
            + " HTTP/1.1\r\n\r\n\r\n--b--\r\n";
    Answer batch =
        EdmundUnderTest.send(
            "POST", ROOT + "$batch", body, "Content-Type: multipart/mixed; boundary=b");
    assertTrue(batch.ok().text().contains("#accounts(name,accountid)"), batch.text());
  }

  @Test
  void whatIsWrongIsToldWithItsElement() {
    Answer error =
        EdmundUnderTest.get(target("accounts", fetch("", "account", "\n <attribute name='nam'/>")));
    assertEquals(400, error.status());
    assertEquals("0x80060888", error.json().path("error").path("code").asText());
    String message = error.json().path("error").path("message").asText();
    assertTrue(message.contains("<attribute>") && message.contains("line 2"), message);
    assertEquals(400, EdmundUnderTest.get(target("contacts", fetch("", "account", ""))).status());
    String plain = target("accounts", fetch("", "account", ""));
    assertEquals(400, EdmundUnderTest.get(plain + "&$top=1").status());
    String elsewhere =
        plain.replace("/accounts?", "/accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)?");
    assertEquals(501, EdmundUnderTest.get(elsewhere).status());
    assertEquals(200, EdmundUnderTest.head(plain).status());
  }
}
