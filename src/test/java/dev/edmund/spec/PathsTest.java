package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.url;
import static dev.edmund.spec.EdmundUnderTest.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 40-ADV-12: the resource path conventions (Part 2, 4). */
final class PathsTest {
  private static final String KEY = "8e22ef92-8ae2-5a52-8180-4aba0a111719";
  private static final String NOBODY = "8e22ef92-8ae2-5a52-8180-4aba0a111710";
  private static final String ACCOUNT = "accounts(" + KEY + ")";
  private static final ExpectedRow ROW = row("accounts", "accountid", KEY);
  private static final String ALERT = "security/alerts('c6a604d2-048e-5806-898c-da7835e23f31')";

  private static ExpectedRow row(String set, String key, String value) {
    return ExpectedRow.of(set).stream().filter(r -> r.is(key, value)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts(" + KEY + ")?",
        "accounts(accountid=" + KEY + ")?",
        "accounts(@k)?@k=" + KEY + "&",
        "accounts(accountid=@k)?@k=" + KEY + "&",
        "accounts('" + KEY + "')?",
        "accounts%28" + KEY + "%29?",
        "$entity?$id=accounts(" + KEY + ")&",
        "/beta/accounts/" + KEY + "?",
        "/v1.0/accounts/" + KEY + "?",
        "/v1.0/accounts(" + KEY + ")?",
        "/api/data/v9.2/accounts(" + KEY + ")?"
      })
  @DisplayName("4.3.1, 4.3.6, 4.10: every form of a key leads to the same entity")
  void keys(String target) {
    assertEquals(ROW.text("name"), json(target + "$select=name").get("name").asText());
  }

  @Test
  @DisplayName("4.10: $entity with an absolute id, a cast and a missing id")
  void entityById() {
    assertEquals(
        ROW.text("name"),
        json("$entity?$id=" + url(ACCOUNT) + "&$select=name").get("name").asText());
    ExpectedRow user = ExpectedRow.of("systemusers").get(0);
    assertEquals(
        user.text("fullname"),
        json("$entity/Microsoft.Dynamics.CRM.systemuser?$id=owners("
                + user.text("ownerid")
                + ")&$select=fullname")
            .get("fullname")
            .asText());
    get("$entity").error(400);
    get("$entity?$id=http://elsewhere.example/accounts(" + KEY + ")").error(400);
    get("$entity?$id=accounts(" + NOBODY + ")").error(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"accounts(xyz)", "accounts()", "accounts(nope=" + KEY + ")", "accounts(1)"})
  @DisplayName("4.3.1: a key that is none is a bad request")
  void badKeys(String target) {
    get(target).error(400);
  }

  @Test
  @DisplayName("4.3.6: keys as segments at any depth, where the mount has them")
  void keyAsSegment() {
    String connection =
        ExpectedRow.of("connections").stream()
            .filter(c -> c.is("_record1id_value", KEY))
            .findFirst()
            .orElseThrow()
            .text("connectionid");
    String name = row("connections", "connectionid", connection).text("name");
    String path = "/accounts/" + KEY + "/account_connections1/" + connection + "/name/$value";
    assertEquals(name, get("/beta" + path).ok().text());
    assertEquals(name, get("/v1.0" + path).ok().text());
    get("/odata" + path).error(404);
    assertEquals(
        "60", get("/beta/accounts/$count").ok().text(), "a $ segment is never taken for a key");
    assertEquals(
        "5", get("/beta/owners/Microsoft.Dynamics.CRM.team/$count").ok().text(), "nor is a type");
    get("/beta/connectionOperations/nope").error(404);
  }

  @Test
  @DisplayName("4.4: navigation of any depth")
  void navigation() {
    ExpectedRow parent = row("accounts", "accountid", ROW.text("_parentaccountid_value"));
    ExpectedRow grandparent = row("accounts", "accountid", parent.text("_parentaccountid_value"));
    assertEquals(
        parent.text("name"), json(ACCOUNT + "/parentaccountid?$select=name").get("name").asText());
    assertEquals(
        grandparent.text("name"),
        get(ACCOUNT + "/parentaccountid/parentaccountid/name/$value").ok().text());
    List<String> connections =
        ExpectedRow.of("connections").stream()
            .filter(c -> c.is("_record1id_value", KEY))
            .map(c -> c.text("connectionid"))
            .sorted()
            .toList();
    assertFalse(connections.isEmpty());
    assertEquals(
        connections,
        values(ACCOUNT + "/account_connections1?$select=connectionid").stream()
            .map(c -> c.get("connectionid").asText())
            .sorted()
            .toList());
    String first = ACCOUNT + "/account_connections1(" + connections.get(0) + ")";
    assertEquals(connections.get(0), json(first).get("connectionid").asText());
    assertEquals(KEY, json(first + "/record1id_account").get("accountid").asText());
    String stranger =
        ExpectedRow.of("connections").stream()
            .map(c -> c.text("connectionid"))
            .filter(id -> !connections.contains(id))
            .findFirst()
            .orElseThrow();
    get(ACCOUNT + "/account_connections1(" + stranger + ")").error(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/primarycontactid, 204",
    "/primarycontactid/$ref, 204",
    "/primarycontactid/fullname, 404",
    "/address1_latitude, 204",
    "/address1_latitude/$value, 204",
    "/parentaccountid/parentaccountid/parentaccountid, 204",
    "/parentaccountid/parentaccountid/parentaccountid/name, 404",
    "/nope, 404"
  })
  @DisplayName("Part 1, 11.2.3 to .8: null is 204, what cannot be there is 404")
  void nullAndMissing(String end, int status) {
    assertEquals(status, get(ACCOUNT + end).status(), end);
    assertEquals(404, get("accounts(" + NOBODY + ")" + end).status(), end);
    assertEquals("", status == 204 ? get(ACCOUNT + end).text() : "");
  }

  @Test
  @DisplayName("Part 1, 11.2: the collections of an entity that is not there are not there")
  void collectionsOfNothing() {
    get("accounts(" + NOBODY + ")").error(404);
    get("accounts(" + NOBODY + ")/account_connections1").error(404);
    get("accounts(" + NOBODY + ")/account_connections1/$count").error(404);
    get("accounts(" + NOBODY + ")/account_connections1/$ref").error(404);
    get("accounts(" + NOBODY + ")/$ref").error(404);
    get("security/alerts('nope')/tags").error(404);
    get("security/alerts('nope')/tags/$count").error(404);
  }

  @Test
  @DisplayName("4.6, 4.7: properties, parts of complex ones, and their bare values")
  void properties() {
    assertEquals(ROW.text("name"), json(ACCOUNT + "/name").get("value").asText());
    assertEquals(ROW.text("revenue"), get(ACCOUNT + "/revenue/$value").ok().text());
    assertEquals(
        List.of("text/plain;charset=utf-8"), get(ACCOUNT + "/name/$value").all("Content-Type"));
    String operation = "connectionOperations('5ef0eee5-8bb0-5ac4-be48-e1c6e45dc2b9')";
    ExpectedRow failed = row("connectionOperations", "id", "5ef0eee5-8bb0-5ac4-be48-e1c6e45dc2b9");
    assertEquals(
        failed.text("error/errorMessage"), json(operation + "/error").get("errorMessage").asText());
    assertEquals(
        failed.text("error/errorMessage"), get(operation + "/error/errorMessage/$value").text());
    assertEquals(
        204, get("connectionOperations('7a3bf26e-2b14-50e6-a39e-1aba826b1b68')/error").status());
    ExpectedRow access =
        ExpectedRow.of("networkAccessConnections").stream()
            .filter(r -> !r.isNull("privateAccessDetails/thirdPartyTokenDetails/issuedAtDateTime"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        access.text("privateAccessDetails/thirdPartyTokenDetails/issuedAtDateTime"),
        get("networkAccessConnections('"
                + access.text("id")
                + "')/privateAccessDetails/thirdPartyTokenDetails/issuedAtDateTime/$value")
            .ok()
            .text());
    get(ACCOUNT + "/$value").error(400);
    get("accounts/name").error(404);
  }

  @Test
  @DisplayName("4.7, 11.2.6: a collection of values is counted, filtered, ordered and cut")
  void collectionsOfValues() {
    assertEquals(List.of("network"), texts(ALERT + "/tags", ""));
    assertEquals("1", get(ALERT + "/tags/$count").ok().text());
    assertEquals(List.of("Windows 11", "Ubuntu 24.04"), texts(ALERT + "/hostStates", "os"));
    assertEquals("2", get(ALERT + "/hostStates/$count").ok().text());
    assertEquals("1", get(ALERT + "/hostStates/$count?$filter=os eq 'Windows 11'").ok().text());
    assertEquals(
        List.of("host1.contoso.example"),
        texts(ALERT + "/hostStates?$filter=os eq 'Windows 11'", "fqdn"));
    assertEquals(
        List.of("host2.contoso.example", "host1.contoso.example"),
        texts(ALERT + "/hostStates?$orderby=fqdn desc", "fqdn"));
    assertEquals(
        List.of("host2.contoso.example"), texts(ALERT + "/hostStates?$top=1&$skip=1", "fqdn"));
    assertEquals(List.of("network"), texts(ALERT + "/tags?$filter=startswith($it,'net')", ""));
    assertEquals(List.of(), texts(ALERT + "/tags?$filter=$it eq 'x'", ""));
    assertEquals(1, values(ALERT + "/hostStates?$select=os").get(0).size());
    assertEquals(2, json(ALERT + "/hostStates?$count=true&$top=1").get("@odata.count").asInt());
    get(ALERT + "/hostStates/os").error(404);
  }

  private static List<String> texts(String target, String member) {
    return values(target).stream()
        .map(v -> member.isEmpty() ? v.asText() : v.get(member).asText())
        .toList();
  }

  @Test
  @DisplayName("4.8: /$count is a number and nothing else, with filter and search")
  void counts() {
    assertEquals(
        String.valueOf(ExpectedRow.of("accounts").size()), get("accounts/$count").ok().text());
    assertEquals(
        String.valueOf(
            ExpectedRow.of("accounts").stream().filter(r -> r.is("statecode", "1")).count()),
        get("accounts/$count?$filter=statecode eq 1").ok().text());
    assertEquals("1", get("accounts/$count?$search=%22Works%20Retail%22").ok().text());
    get(ACCOUNT + "/$count").error(400);
  }

  @Test
  @DisplayName("4.5: references to one and to many")
  void references() {
    String parent = "accounts(" + ROW.text("_parentaccountid_value") + ")";
    assertEquals(url(parent), json(ACCOUNT + "/parentaccountid/$ref").get("@odata.id").asText());
    assertEquals(url(ACCOUNT), json(ACCOUNT + "/$ref").get("@odata.id").asText());
    assertEquals(
        List.of(url(ACCOUNT)),
        values("accounts/$ref?$filter=accountid eq " + KEY).stream()
            .map(r -> r.get("@odata.id").asText())
            .toList());
    assertEquals(60, values("accounts/$ref").size());
  }

  @Test
  @DisplayName("4.11: type casts, to what an entity is and to what it is not")
  void casts() {
    String owner = ExpectedRow.of("systemusers").get(0).text("ownerid");
    String user = "/Microsoft.Dynamics.CRM.systemuser";
    assertEquals("16", get("owners" + user + "/$count").ok().text());
    assertEquals(owner, json("owners(" + owner + ")" + user).get("ownerid").asText());
    assertEquals(owner, json("owners" + user + "(" + owner + ")").get("ownerid").asText());
    get("owners(" + owner + ")/Microsoft.Dynamics.CRM.team").error(404);
    get("owners(" + owner + ")/fullname").error(404);
    get("owners(" + owner + ")/Microsoft.Dynamics.CRM.contact").error(404);
    assertEquals(
        ExpectedRow.of("emails").size(),
        values("activitypointers/Microsoft.Dynamics.CRM.email?$select=sender").size());
  }

  @Test
  @DisplayName("4.2: singletons and what they contain")
  void singletons() {
    assertEquals("security", json("security").get("id").asText());
    assertEquals("security", get("security/id/$value").ok().text());
    assertEquals("26", get("security/alerts/$count").ok().text());
    assertEquals("logs", json("networkAccess/logs").get("id").asText());
    assertEquals(
        String.valueOf(ExpectedRow.of("networkAccessConnections").size()),
        get("networkAccess/logs/connections/$count").ok().text());
    assertEquals("10", get("external/connections('contosohr')/operations/$count").ok().text());
    get("security(1)").error(400);
    assertEquals("nc-0010", json(ALERT + "/networkConnections('nc-0010')").get("id").asText());
    get(ALERT + "/networkConnections('nc-0001')").error(404);
  }

  @ParameterizedTest
  @CsvSource({"GrantAccess, 405", "$batch, 405", "nope, 404", "accounts/nope, 404"})
  @DisplayName("4.9, 4.14, 4.15: what is not built names itself, what is not there is not found")
  void notBuilt(String target, int status) {
    String message = get(target).error(status);
    if (status == 501) {
      String name = target.replaceAll("^accounts/|\\(.*$", "");
      assertTrue(message.contains(name), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?$filter=name eq 'x'",
        "?$top=1",
        "?$orderby=name",
        "/name?$select=name",
        "/name/$value?$expand=ownerid"
      })
  @DisplayName("5.1: options that do not fit the resource are bad requests")
  void optionsThatDoNotFit(String end) {
    get(ACCOUNT + end).error(400);
  }
}
