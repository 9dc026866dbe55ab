package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.items;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.pathOf;
import static dev.edmund.spec.EdmundUnderTest.url;
import static dev.edmund.spec.EdmundUnderTest.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 40-ADV-3: the OData JSON format, as it is read. */
final class JsonFormatTest {
  private static final String FULL = "Accept: application/json;odata.metadata=full";
  private static final String NONE = "Accept: application/json;odata.metadata=none";
  private static final String V401 = "OData-MaxVersion: 4.01";
  private static final String KEY = "8e22ef92-8ae2-5a52-8180-4aba0a111719";
  private static final String ACCOUNT = "accounts(" + KEY + ")";
  private static final String ALERT = "security/alerts('c6a604d2-048e-5806-898c-da7835e23f31')";
  private static final String USER = "Microsoft.Dynamics.CRM.systemuser";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "accounts?$top=1 | accounts",
        "ACCOUNT | accounts/$entity",
        "accounts?$top=0&$select=name,revenue | accounts(name,revenue)",
        "accounts?$top=0&$select=* | accounts(*)",
        "ACCOUNT?$select=name | accounts(name)/$entity",
        "ACCOUNT/parentaccountid?$select=name | accounts(name)/$entity",
        "ACCOUNT/account_connections1?$top=0 | connections",
        "security | security",
        "security/alerts?$top=0 | security/alerts",
        "ALERT?$select=id | security/alerts(id)/$entity",
        "networkAccess/logs | networkAccess/logs",
        "networkAccess/logs/connections?$top=0 | networkAccessConnections",
        "owners/USER?$top=0 | owners/USER",
        "ACCOUNT/ownerid/USER?$select=fullname | owners/USER(fullname)/$entity",
        "owners?$top=0&$select=ownerid,USER/fullname | owners(ownerid,USER/fullname)",
        "accounts/$ref?$top=0 | Collection($ref)",
        "ACCOUNT/$ref | $ref",
        "ACCOUNT/name | ACCOUNT/name",
        "ACCOUNT/parentaccountid/name | accounts(a5a2a66b-e95c-53a8-88ce-873961a2f9e0)/name",
        "ALERT/vendorInformation | ALERT/vendorInformation",
        "ALERT/vendorInformation?$select=vendor | ALERT/vendorInformation(vendor)",
        "ALERT/vendorInformation/vendor | ALERT/vendorInformation/vendor",
        "ALERT/tags | ALERT/tags",
        "security/id | security/id",
        "security/alerts?$top=0&$select=vendorInformation/vendor | security/alerts(vendorInformation/vendor)",
        "accounts?$top=0&$expand=parentaccountid($select=name) | accounts(parentaccountid(name))",
        "accounts?$top=0&$select=name&$expand=account_connections1/$ref | accounts(name)",
        "accounts?$top=0&$select=name&$expand=parentaccountid($levels=3;$select=name) | accounts(name,parentaccountid+(name))",
        "accounts?$top=0&$select=name,parentaccountid&$expand=parentaccountid($select=name) | accounts(name,parentaccountid,parentaccountid(name))",
        "accounts?$top=0&$expand=parentaccountid($expand=ownerid($select=ownerid)) | accounts(parentaccountid(ownerid(ownerid)))"
      })
  @DisplayName("Part 1, 10: the context URL of every kind of resource")
  void context(String target, String fragment) {
    String expected = url("$metadata#") + expanded(fragment);
    assertEquals(expected, json(expanded(target)).get("@odata.context").asText());
    assertEquals(expected, json(expanded(target), V401).get("@odata.context").asText());
    assertFalse(json(expanded(target), NONE).has("@odata.context"));
  }

  private static String expanded(String text) {
    return text.replace("ACCOUNT", ACCOUNT).replace("ALERT", ALERT).replace("USER", USER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$expand=parentaccountid | accounts | accounts(parentaccountid())",
        "$select=name&$expand=parentaccountid | accounts(name,parentaccountid) "
            + "| accounts(name,parentaccountid())",
        "$select=name,parentaccountid&$expand=parentaccountid | accounts(name,parentaccountid) "
            + "| accounts(name,parentaccountid,parentaccountid())",
        "$expand=parentaccountid($levels=2) | accounts | accounts(parentaccountid+())",
      })
  @DisplayName("Part 1, 10.9: an expansion without a list is told with () by 4.01, without by 4.0")
  void emptyLists(String options, String v40, String v401) {
    String target = "accounts?$top=0&" + options;
    assertEquals(url("$metadata#") + v40, json(target).get("@odata.context").asText());
    assertEquals(url("$metadata#") + v401, json(target, V401).get("@odata.context").asText());
  }

  @Test
  @DisplayName("Part 1, 10.1: the service document's context, and absolute URLs on every mount")
  void mounts() {
    for (String mount : List.of("/odata/", "/api/data/v9.2/", "/beta/", "/v1.0/")) {
      assertEquals(url(mount + "$metadata"), json(mount).get("@odata.context").asText());
      assertEquals(
          url(mount + "$metadata#accounts"),
          json(mount + "accounts?$top=0").get("@odata.context").asText());
    }
  }

  @Test
  @DisplayName("3.1.3: metadata=none has nothing but nextLink and count")
  void none() {
    JsonNode page =
        json(
            "owners?$count=true&$expand=owner_accounts($count=true;$top=1)",
            NONE,
            "Prefer: odata.maxpagesize=3");
    Set<String> control = new HashSet<>();
    collectControl(page, control);
    assertEquals(Set.of("@odata.count", "@odata.nextLink", "owner_accounts@odata.count"), control);
  }

  private static void collectControl(JsonNode node, Set<String> found) {
    node.properties()
        .forEach(
            member -> {
              if (member.getKey().contains("@")) {
                found.add(member.getKey());
              }
              collectControl(member.getValue(), found);
            });
    if (node.isArray()) {
      node.forEach(item -> collectControl(item, found));
    }
  }

  @Test
  @DisplayName("3.1.2, 4.6: metadata=full tells type, id, etag, links and the types of properties")
  void full() {
    JsonNode account = json(ACCOUNT, FULL);
    assertEquals("#Microsoft.Dynamics.CRM.account", account.get("@odata.type").asText());
    assertEquals(url(ACCOUNT), account.get("@odata.id").asText());
    assertEquals(ACCOUNT, account.get("@odata.editLink").asText());
    assertEquals(ACCOUNT + "/ownerid", account.get("ownerid@odata.navigationLink").asText());
    assertEquals(ACCOUNT + "/ownerid/$ref", account.get("ownerid@odata.associationLink").asText());
    assertEquals("#Decimal", account.get("revenue@odata.type").asText());
    assertEquals("#Int64", account.get("versionnumber@odata.type").asText());
    assertEquals("#DateTimeOffset", account.get("createdon@odata.type").asText());
    assertEquals("#Guid", account.get("accountid@odata.type").asText());
    assertFalse(account.has("name@odata.type"), "the type of a string is evident");
    assertFalse(account.has("creditonhold@odata.type"), "so is that of a boolean");
    JsonNode alert = json(ALERT, FULL);
    assertEquals("#microsoft.graph.alertSeverity", alert.get("severity@odata.type").asText());
    assertEquals("#Collection(String)", alert.get("tags@odata.type").asText());
    assertEquals(
        "#Collection(microsoft.graph.hostSecurityState)",
        alert.get("hostStates@odata.type").asText());
    assertEquals(
        "#microsoft.graph.securityVendorInformation",
        alert.at("/vendorInformation/@odata.type").asText());
  }

  @Test
  @DisplayName("4.6.3: metadata=full tells the type of a property that is a response of its own")
  void fullProperties() {
    assertEquals("#Int64", json(ACCOUNT + "/versionnumber", FULL).get("@odata.type").asText());
    assertEquals(
        "#microsoft.graph.alertSeverity",
        json(ALERT + "/severity", FULL).get("@odata.type").asText());
    assertEquals(
        "#microsoft.graph.securityVendorInformation",
        json(ALERT + "/vendorInformation", FULL).get("@odata.type").asText());
    assertEquals("#Collection(String)", json(ALERT + "/tags", FULL).get("@odata.type").asText());
    assertFalse(json(ACCOUNT + "/name", FULL).has("@odata.type"));
    assertFalse(json(ACCOUNT + "/versionnumber").has("@odata.type"));
  }

  @Test
  @DisplayName("4.6.8, 4.6.9: singletons and contained entities have URLs without a needless key")
  void singletons() {
    for (String target : List.of("security", "networkAccess", "networkAccess/logs")) {
      JsonNode entity = json(target, FULL);
      assertEquals(url(target), entity.get("@odata.id").asText());
      assertEquals(target, entity.get("@odata.editLink").asText());
      assertEquals(url(target), json(target + "/$ref").get("@odata.id").asText());
    }
    JsonNode expanded = json("networkAccess?$expand=logs", FULL).get("logs");
    assertEquals(url("networkAccess/logs"), expanded.get("@odata.id").asText());
    JsonNode alert = json("security?$expand=alerts($top=1)", FULL).at("/alerts/0");
    String path = "security/alerts('" + alert.get("id").asText() + "')";
    assertEquals(url(path), alert.get("@odata.id").asText());
    assertEquals(
        path + "/networkConnections",
        alert.get("networkConnections@odata.navigationLink").asText());
  }

  @Test
  @DisplayName("4.6.3, 4.6.9: a derived entity tells its type, and its links lead through a cast")
  void derived() {
    JsonNode minimal = values("owners?$top=1").get(0);
    assertEquals("#" + USER, minimal.get("@odata.type").asText());
    assertTrue(minimal.has("@odata.etag"));
    JsonNode full = values("owners?$top=1", FULL).get(0);
    String path = "owners(" + full.get("ownerid").asText() + ")";
    assertEquals(url(path), full.get("@odata.id").asText());
    assertEquals(path + "/" + USER, full.get("@odata.editLink").asText());
    List<String> links = new ArrayList<>();
    full.properties()
        .forEach(
            member -> {
              if (member.getKey().endsWith("@odata.navigationLink")) {
                links.add(member.getValue().asText());
              }
            });
    assertTrue(links.contains(path + "/" + USER + "/businessunitid"), () -> links.toString());
    for (String link : links) {
      int status = get(link).status();
      assertTrue(status == 200 || status == 204, () -> link + " answers " + status);
    }
    assertFalse(values("owners/" + USER + "?$top=1").get(0).has("@odata.type"));
  }

  @Test
  @DisplayName("4.6.8: minimal metadata tells the id of an entity whose key was not selected")
  void idWithoutKey() {
    assertEquals(url(ACCOUNT), json(ACCOUNT + "?$select=name").get("@odata.id").asText());
    assertFalse(json(ACCOUNT + "?$select=name,accountid").has("@odata.id"));
    assertFalse(json(ACCOUNT).has("@odata.id"));
    assertFalse(json(ACCOUNT + "?$select=name", NONE).has("@odata.id"));
    JsonNode parent =
        json(ACCOUNT + "?$expand=parentaccountid($select=name)").get("parentaccountid");
    assertEquals(
        url("accounts(a5a2a66b-e95c-53a8-88ce-873961a2f9e0)"), parent.get("@odata.id").asText());
  }

  @Test
  @DisplayName("4.6.10: the ETag in the body is the one in the header; 304 when it still holds")
  void etags() {
    Answer answer = get(ACCOUNT).ok();
    String etag = answer.json().get("@odata.etag").asText();
    String version =
        ExpectedRow.of("accounts").stream()
            .filter(r -> r.is("accountid", KEY))
            .findFirst()
            .orElseThrow()
            .text("versionnumber");
    assertEquals("W/\"" + version + "\"", etag);
    assertEquals(List.of(etag), answer.all("ETag"));
    assertEquals("", get(ACCOUNT, "If-None-Match: " + etag).is(304).text());
    get(ACCOUNT, "If-None-Match: W/\"1\"").is(200);
    assertEquals(
        "W/\"1\"", json("connectionOperations?$top=1").at("/value/0/@odata.etag").asText());
  }

  @Test
  @DisplayName("3.2, 7.1: numbers are numbers to the last digit, and texts with IEEE754Compatible")
  void numbers() {
    String target =
        "networkAccessConnections?$select=sentBytes&$filter=sentBytes eq 9223372036854775807";
    assertTrue(get(target).ok().text().contains("\"sentBytes\":9223372036854775807"));
    Answer texts = get(target, "Accept: application/json;IEEE754Compatible=true").ok();
    assertTrue(texts.text().contains("\"sentBytes\":\"9223372036854775807\""));
    assertTrue(texts.header("Content-Type").orElse("").contains("IEEE754Compatible=true"));
    String connection = "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)?$select=exchangerate";
    assertTrue(get(connection).text().contains("\"exchangerate\":151.384920175512345678901"));
    assertTrue(
        get(connection, "Accept: application/json;IEEE754Compatible=true")
            .text()
            .contains("\"exchangerate\":\"151.384920175512345678901\""));
    for (ExpectedRow row : ExpectedRow.of("accounts")) {
      JsonNode account =
          json("accounts(" + row.text("accountid") + ")?$select=revenue,exchangerate");
      for (String column : List.of("revenue", "exchangerate")) {
        if (row.isNull(column)) {
          assertTrue(account.get(column).isNull());
        } else {
          assertEquals(0, row.number(column).compareTo(account.get(column).decimalValue()));
        }
      }
    }
  }

  @Test
  @DisplayName("7.1, 7.2: every cell of the two Graph files comes back as it stands there")
  void everyCell() {
    for (String set :
        List.of("networkConnections", "networkAccessConnections", "connectionOperations")) {
      List<ExpectedRow> rows = ExpectedRow.of(set);
      List<String> columns =
          rows.stream().flatMap(r -> r.fields().keySet().stream()).distinct().toList();
      for (JsonNode entity : values(set)) {
        ExpectedRow row =
            rows.stream()
                .filter(r -> r.is("id", entity.get("id").asText()))
                .findFirst()
                .orElseThrow();
        for (String column : columns) {
          JsonNode value = entity.at("/" + column);
          String told = value.isNull() || value.isMissingNode() ? "\0" : value.asText();
          assertEquals(
              shortest(row.fields().getOrDefault(column, "\0")),
              told,
              () -> set + " " + row + " " + column);
        }
      }
    }
  }

  /** A fraction of a second is told without zeros at its end. */
  private static String shortest(String value) {
    return value.replaceFirst("(T\\d\\d:\\d\\d:\\d\\d(\\.\\d*[1-9])?)\\.?0+Z$", "$1Z");
  }

  @Test
  @DisplayName("7.1, 7.3, 7.4: null, empty collections, collections of texts and of objects")
  void nullAndEmpty() {
    JsonNode empty = json("security/alerts('6911f87d-eea6-5f65-8698-93416441f840')");
    assertTrue(empty.get("tags").isArray());
    assertEquals(0, empty.get("tags").size());
    JsonNode alert = json(ALERT);
    assertEquals("network", alert.at("/tags/0").asText());
    assertEquals("Ubuntu 24.04", alert.at("/hostStates/1/os").asText());
    assertTrue(alert.at("/hostStates/1/publicIpAddress").isNull());
    assertTrue(alert.at("/vendorInformation/subProvider").isNull());
    JsonNode operation = json("connectionOperations('7a3bf26e-2b14-50e6-a39e-1aba826b1b68')");
    assertTrue(operation.get("error").isNull());
    JsonNode expanded =
        json(ACCOUNT + "?$expand=primarycontactid,Account_SyncErrors($filter=name eq 'x')");
    assertTrue(expanded.get("primarycontactid").isNull());
    assertEquals(0, expanded.get("Account_SyncErrors").size());
  }

  @Test
  @DisplayName("4.6.6: next links are absolute, keep the options, and lead to every row once")
  void nextLinks() {
    JsonNode page =
        json(
            "accounts?$select=accountid&$orderby=name desc&$count=true&$top=25",
            "Prefer: odata.maxpagesize=10");
    List<String> ids = new ArrayList<>();
    int pages = 1;
    while (true) {
      items(page).forEach(a -> ids.add(a.get("accountid").asText()));
      assertEquals(ExpectedRow.of("accounts").size(), page.get("@odata.count").asInt());
      if (!page.has("@odata.nextLink")) {
        break;
      }
      page = json(pathOf(page.get("@odata.nextLink").asText()), "Prefer: odata.maxpagesize=10");
      pages++;
    }
    assertEquals(3, pages);
    assertEquals(
        ExpectedRow.of("accounts").stream()
            .sorted((a, b) -> b.text("name").compareTo(a.text("name")))
            .limit(25)
            .map(a -> a.text("accountid"))
            .toList(),
        ids);
  }

  @Test
  @DisplayName("4.6.5, 8.3: nested counts stand before the collection they count")
  void nestedCounts() {
    String text =
        get(ACCOUNT + "?$select=name&$expand=account_connections1($count=true;$top=1;$select=name)")
            .ok()
            .text();
    assertTrue(
        text.matches(
            "(?s).*\"account_connections1@odata.count\":4,\"account_connections1\":\\[\\{.*"),
        text);
    assertEquals(
        4,
        json(ACCOUNT + "?$expand=account_connections1/$count")
            .get("account_connections1@odata.count")
            .asInt());
  }

  @Test
  @DisplayName("3.2: a count is an Int64, and so a text with IEEE754Compatible")
  void countsAsTexts() {
    JsonNode page =
        json(
            "accounts?$top=1&$count=true&$expand=account_connections1($count=true;$top=0)",
            "Accept: application/json;IEEE754Compatible=true");
    assertEquals("60", page.get("@odata.count").textValue());
    assertEquals("4", page.at("/value/0/account_connections1@odata.count").textValue());
  }

  @Test
  @DisplayName("4.4: what is streamed is in order: control information, properties, links")
  void streaming() {
    Answer answer =
        get(
            "accounts?$top=1&$expand=ownerid($select=ownerid)",
            "Accept: application/json;odata.metadata=full;odata.streaming=true");
    assertEquals(
        List.of("application/json;odata.metadata=full;odata.streaming=true"),
        answer.ok().all("Content-Type"));
    List<String> names = new ArrayList<>();
    answer.json().at("/value/0").fieldNames().forEachRemaining(names::add);
    assertEquals("@odata.type", names.get(0));
    assertTrue(names.indexOf("@odata.etag") < names.indexOf("name"), names::toString);
    int owner = names.indexOf("ownerid");
    assertEquals("ownerid@odata.navigationLink", names.get(owner - 1));
    int link = names.indexOf("parentaccountid@odata.navigationLink");
    assertTrue(link > names.indexOf("versionnumber"), names::toString);
    assertTrue(link > names.indexOf("modifiedon"), names::toString);
  }
}
