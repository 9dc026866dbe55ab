package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conventions of the Dataverse Web API, as its clients know them. */
final class DataverseTest {
  private static final String NOWHERE = "00000000-0000-0000-0000-0000000000aa";
  private static final String CONNECTION = "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)";
  private static final String ALL = "Prefer: odata.include-annotations=\"*\"";
  private static final String FORMATTED = "@OData.Community.Display.V1.FormattedValue";

  private static @Nullable DataverseUnderTest started;

  @BeforeAll
  static void start(@TempDir Path folder) {
    started = DataverseUnderTest.serve(folder);
  }

  @AfterAll
  static void stop() {
    dataverse().close();
  }

  private static DataverseUnderTest dataverse() {
    return Objects.requireNonNull(started);
  }

  private static JsonNode error(Answer answer, int status, String code) {
    JsonNode error = answer.is(status).json().path("error");
    assertEquals(code, error.path("code").asText(), answer::text);
    assertFalse(error.path("message").asText().isEmpty(), answer::text);
    return error;
  }

  private static String message(Answer answer, int status, String code) {
    return error(answer, status, code).path("message").asText();
  }

  @Test
  @DisplayName("an entity that is not there is named by its type and id")
  void missing() {
    String expected = "account With Id = " + NOWHERE + " Does Not Exist";
    String target = "accounts(" + NOWHERE + ")";
    assertEquals(expected, message(dataverse().get(target), 404, "0x80040217"));
    assertEquals(expected, message(dataverse().send("DELETE", target, ""), 404, "0x80040217"));
    Answer update = dataverse().patch(target, "{\"name\":\"A\"}", "If-Match: *");
    assertEquals(expected, message(update, 404, "0x80040217"));
    assertEquals(
        "Resource not found for the segment 'Account'.",
        message(dataverse().get("Account"), 404, "0x8006088a"));
  }

  @ParameterizedTest
  @DisplayName("what cannot be understood has the code of a bad request")
  @CsvSource({
    "accounts?$filter=nosuch eq 1, 400",
    "accounts?$select=Name, 400",
    "accounts?$top=x, 400",
    "accounts?$skiptoken=forged, 400",
    "accounts?savedQuery=x, 501"
  })
  void badRequest(String target, int status) {
    error(dataverse().get(target), status, "0x80060888");
  }

  @Test
  @DisplayName("what Dataverse documents words for is told in these")
  void words() {
    assertEquals(
        "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
        message(dataverse().get("accounts?$select=Name"), 400, "0x80060888"));
    String tooLong = "{\"name\":\"" + "x".repeat(161) + "\"}";
    assertEquals(
        "A validation error occurred.  The length of the 'name' attribute of the 'account' entity"
            + " exceeded the maximum allowed length of '160'.",
        message(dataverse().post("accounts", tooLong), 400, "0x80044331"));
    String related = "accounts(f51e83bf-af2a-53e0-9acb-1f64ebd4f0f9)/account_parent_account";
    error(dataverse().post(related, tooLong), 400, "0x80048d19");
  }

  @Test
  @DisplayName("the record that is not there is the one that is named")
  void namedMissing() {
    String contact = "contact With Id = " + NOWHERE + " Does Not Exist";
    for (String root : List.of("", "/", dataverse().url(""))) {
      String bind = "{\"primarycontactid@odata.bind\":\"" + root + "contacts(" + NOWHERE + ")\"}";
      assertEquals(contact, message(dataverse().post("accounts", bind), 404, "0x80040217"));
    }
    String account = dataverse().created(dataverse().post("accounts", "{\"name\":\"A\"}"));
    String target = "accounts(" + account + ")";
    for (String path :
        List.of("/primarycontactid", "/contact_customer_accounts(" + NOWHERE + ")/$ref")) {
      String message = message(dataverse().send("DELETE", target + path, ""), 404, "0x80040217");
      assertFalse(message.contains(account), message);
    }
    dataverse().send("DELETE", target, "").is(204);
  }

  @Test
  @DisplayName("304 is only for what the version of the record tells of")
  void notModified() {
    String etag = dataverse().get(CONNECTION).ok().header("ETag").orElseThrow();
    String known = "If-None-Match: " + etag;
    dataverse().get(CONNECTION + "?$select=name", known).is(304);
    dataverse().get(CONNECTION + "?$expand=record1id_account", known).ok();
    dataverse().get(CONNECTION + "?$select=name&expand=record1id_account", known).ok();
    dataverse().get(CONNECTION, known, ALL).ok();
  }

  @Test
  @DisplayName("records have both ids of a user, and amounts the id of their currency")
  void unselected() {
    JsonNode user = items(dataverse().json("systemusers?$select=fullname&$top=1")).get(0);
    assertEquals(user.path("ownerid"), user.path("systemuserid"), user::toString);
    JsonNode team = items(dataverse().json("teams?$select=name&$top=1")).get(0);
    assertEquals(team.path("ownerid"), team.path("teamid"), team::toString);
    JsonNode account = items(dataverse().json("accounts?$select=revenue&$top=1", ALL)).get(0);
    assertTrue(account.has("_transactioncurrencyid_value" + FORMATTED), account::toString);
    assertTrue(account.has("accountid"), account::toString);
    JsonNode name = items(dataverse().json("accounts?$select=name&$top=1", ALL)).get(0);
    assertFalse(name.has("_transactioncurrencyid_value"), name::toString);
    JsonNode owner =
        items(
                dataverse()
                    .json("systemusers?$select=title&$expand=businessunitid($select=name)&$top=1"))
            .get(0)
            .path("businessunitid");
    assertTrue(owner.has("businessunitid"), owner::toString);
  }

  @Test
  @DisplayName("what was deleted since a delta link is told by its id alone")
  void deletedById() {
    String account = dataverse().created(dataverse().post("accounts", "{\"name\":\"A\"}"));
    String tracked = "Prefer: odata.track-changes";
    String link =
        dataverse().json("accounts?$select=name", tracked).get("@odata.deltaLink").asText();
    dataverse().send("DELETE", "accounts(" + account + ")", "").is(204);
    JsonNode deleted = items(dataverse().json(dataverse().targetOf(link))).get(0);
    assertEquals(account, deleted.path("id").asText(), deleted::toString);
    assertEquals("deleted", deleted.path("reason").asText());
  }

  @Test
  @DisplayName("the server makes the full name of a contact")
  void fullName() {
    String contact =
        "contacts("
            + dataverse()
                .created(
                    dataverse()
                        .post("contacts", "{\"firstname\":\"Rafel\",\"lastname\":\"Shillo\"}"))
            + ")";
    assertEquals("Rafel Shillo", fullName(contact));
    dataverse().patch(contact, "{\"jobtitle\":\"Developer\",\"fullname\":\"No\"}").is(204);
    assertEquals("Rafel Shillo", fullName(contact));
    dataverse().send("PUT", contact + "/lastname", "{\"value\":\"Curtis\"}").is(204);
    assertEquals("Rafel Curtis", fullName(contact));
    dataverse().patch(contact, "{\"firstname\":null}").is(204);
    assertEquals("Curtis", fullName(contact));
    dataverse().send("DELETE", contact, "").is(204);
    JsonNode made =
        dataverse()
            .post(
                "accounts?$select=name&$expand=primarycontactid($select=fullname)",
                "{\"name\":\"A\",\"primarycontactid\":{\"firstname\":\"Susie\"}}",
                "Prefer: return=representation")
            .is(201)
            .json();
    assertEquals("Susie", made.at("/primarycontactid/fullname").asText());
  }

  private static String fullName(String contact) {
    return dataverse().json(contact + "?$select=fullname").path("fullname").asText();
  }

  @Test
  @DisplayName("a body that cannot be read has a code of its own")
  void badBody() {
    error(dataverse().post("accounts", "{\"nosuch\":1}"), 400, "0x80048d19");
    error(dataverse().post("accounts", "{"), 400, "0x80048d19");
  }

  @Test
  @DisplayName("members beside code and message come with include-annotations alone")
  void errorDetails() {
    String target = "accounts(" + NOWHERE + ")";
    JsonNode plain = error(dataverse().get(target), 404, "0x80040217");
    assertEquals(2, plain.size());
    JsonNode all = error(dataverse().get(target, ALL), 404, "0x80040217");
    assertEquals(all.path("message"), all.path("@Microsoft.PowerApps.CDS.InnerError.Message"));
    assertTrue(
        all.path("@Microsoft.PowerApps.CDS.HelpLink").asText().contains("%3a80040217"),
        all::toString);
    JsonNode one =
        error(
            dataverse()
                .get(
                    target,
                    "Prefer: odata.include-annotations=\"Microsoft.PowerApps.CDS.HelpLink\""),
            404,
            "0x80040217");
    assertEquals(3, one.size());
  }

  @Test
  @DisplayName("every answer has the ids of its request; headers of Dataverse are tolerated")
  void headers() {
    Answer answer =
        dataverse()
            .get(
                "accounts?$top=1",
                "Consistency: Strong",
                "MSCRM.SuppressDuplicateDetection: true",
                "MSCRM.SolutionUniqueName: x",
                "MSCRM.BypassCustomPluginExecution: true",
                "x-ms-client-request-id: " + NOWHERE)
            .ok();
    assertEquals(
        answer.header("x-ms-service-request-id").orElseThrow(),
        answer.header("REQ_ID").orElseThrow());
    assertEquals(List.of(NOWHERE), answer.all("x-ms-client-request-id"));
    assertEquals(List.of("4.0"), answer.all("OData-Version"));
    assertEquals(List.of("application/json; odata.metadata=minimal"), answer.all("Content-Type"));
    Answer failed = dataverse().get("nosuch").is(404);
    assertEquals(1, failed.all("x-ms-service-request-id").size());
    assertNotEquals(answer.header("REQ_ID").orElseThrow(), failed.header("REQ_ID").orElseThrow());
  }

  @Test
  @DisplayName("next links have a paging cookie, and are followed as they are")
  void paging() {
    Set<String> all = new HashSet<>();
    String size = "Prefer: odata.maxpagesize=150";
    String target = "connections?$select=name&$count=true";
    int pages = 0;
    while (true) {
      JsonNode page = dataverse().json(target, size);
      pages++;
      items(page).forEach(row -> all.add(row.path("connectionid").asText()));
      if (!page.has("@odata.nextLink")) {
        break;
      }
      String link = page.path("@odata.nextLink").asText();
      String cookie =
          "$skiptoken=%3Ccookie%20pagenumber%3D%22" + (pages + 1) + "%22%20pagingcookie";
      assertTrue(link.contains(cookie), link);
      assertTrue(link.endsWith("%22%20istracking%3D%22False%22%20%2F%3E"), link);
      target = dataverse().targetOf(link);
    }
    assertEquals(5, pages);
    assertEquals(ShippedData.rows("connections").size(), all.size());
  }

  @Test
  @DisplayName("$top gives way to the page size; without one it holds")
  void top() {
    JsonNode page = dataverse().json("connections?$top=2", "Prefer: odata.maxpagesize=5");
    assertEquals(5, items(page).size());
    assertTrue(page.has("@odata.nextLink"));
    assertEquals(2, items(dataverse().json("connections?$top=2")).size());
  }

  @Test
  @DisplayName("the count is told as an annotation too")
  void count() {
    int rows = ShippedData.rows("connections").size();
    JsonNode counted = dataverse().json("connections?$count=true&$top=1", ALL);
    assertEquals(rows, counted.path("@odata.count").asInt());
    assertEquals(rows, counted.path("@Microsoft.Dynamics.CRM.totalrecordcount").asInt());
    assertFalse(
        counted.path("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").asBoolean(true));
    JsonNode not = dataverse().json("connections?$top=1", ALL);
    assertEquals(-1, not.path("@Microsoft.Dynamics.CRM.totalrecordcount").asInt());
    assertFalse(
        dataverse()
            .json("connections?$count=true&$top=1")
            .has("@Microsoft.Dynamics.CRM.totalrecordcount"));
    assertEquals(String.valueOf(rows), dataverse().get("connections/$count").ok().text());
  }

  @Test
  @DisplayName("formatted values: labels, names, dates, numbers and booleans")
  void formattedValues() {
    JsonNode row = dataverse().json(CONNECTION, ALL);
    assertEquals("Active", row.path("statecode" + FORMATTED).asText());
    assertEquals("1/26/2023 11:25 AM", row.path("createdon" + FORMATTED).asText());
    assertEquals("1,054,520", row.path("versionnumber" + FORMATTED).asText());
    assertEquals("151.384920175512345678901", row.path("exchangerate" + FORMATTED).asText());
    assertTrue(
        Set.of("Yes", "No").contains(row.path("ismaster" + FORMATTED).asText()), row::toString);
    String account = row.path("_record1id_value").asText();
    assertEquals(
        ShippedData.field(ShippedData.row("accounts", "accountid", account), "name"),
        row.path("_record1id_value" + FORMATTED).asText());
    assertEquals(
        "account", row.path("_record1id_value@Microsoft.Dynamics.CRM.lookuplogicalname").asText());
    assertFalse(row.has("name" + FORMATTED));
    assertFalse(row.has("connectionid" + FORMATTED));
  }

  @Test
  @DisplayName("an owner is told by its own type and name")
  void owner() {
    for (JsonNode row : items(dataverse().json("connections?$select=_ownerid_value", ALL))) {
      String id = row.path("_ownerid_value").asText();
      boolean user = ShippedData.column("systemusers", "ownerid").contains(id);
      assertEquals(
          user ? "systemuser" : "team",
          row.path("_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname").asText());
      assertEquals(
          user
              ? ShippedData.field(ShippedData.row("systemusers", "ownerid", id), "fullname")
              : ShippedData.field(ShippedData.row("teams", "ownerid", id), "name"),
          row.path("_ownerid_value" + FORMATTED).asText());
    }
  }

  @Test
  @DisplayName("annotations stand in expanded rows and in what a change answers")
  void annotationsEverywhere() {
    JsonNode row =
        dataverse()
            .json(
                CONNECTION
                    + "?$select=_record1roleid_value&$expand=record1id_account"
                    + "($select=createdon,_ownerid_value)",
                ALL);
    assertTrue(row.at("/record1id_account").has("createdon" + FORMATTED), row::toString);
    JsonNode made =
        dataverse()
            .post(
                "connectionroles",
                "{\"name\":\"Tester\",\"category\":1}",
                "Prefer: return=representation, odata.include-annotations=\"*\"")
            .is(201)
            .json();
    assertTrue(made.has("category" + FORMATTED), made::toString);
  }

  @Test
  @DisplayName("lookups stand in $select, $filter and $orderby")
  void lookups() {
    String account = dataverse().json(CONNECTION).path("_record1id_value").asText();
    JsonNode found =
        dataverse()
            .json(
                "connections?$select=_record1id_value&$orderby=_record2id_value desc"
                    + "&$filter=_record1id_value eq "
                    + account);
    assertNotEquals(0, items(found).size());
    items(found).forEach(row -> assertEquals(account, row.path("_record1id_value").asText()));
  }

  @ParameterizedTest
  @DisplayName("WhoAmI, with parentheses and without")
  @ValueSource(strings = {"WhoAmI", "WhoAmI()", "WhoAmI%28%29"})
  void whoAmI(String target) {
    JsonNode me = dataverse().json(target);
    assertEquals(
        dataverse().url("$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse"),
        me.path("@odata.context").asText());
    assertTrue(
        ShippedData.column("systemusers", "systemuserid").contains(me.path("UserId").asText()));
    assertTrue(
        ShippedData.column("businessunits", "businessunitid")
            .contains(me.path("BusinessUnitId").asText()));
    assertEquals(36, me.path("OrganizationId").asText().length());
    String other = ShippedData.column("systemusers", "systemuserid").get(1);
    assertEquals(
        other, dataverse().json(target, "MSCRMCallerID: " + other).path("UserId").asText());
    error(dataverse().get(target, "MSCRMCallerID: " + NOWHERE), 403, "0x80040220");
  }

  @Test
  @DisplayName("RetrieveVersion and RetrieveCurrentOrganization")
  void organization() {
    assertEquals("9.2.0.0", dataverse().json("RetrieveVersion").path("Version").asText());
    String call =
        "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')";
    JsonNode detail = dataverse().json(call).path("Detail");
    assertEquals(dataverse().json("WhoAmI").path("OrganizationId"), detail.path("OrganizationId"));
    assertEquals("Contoso", detail.path("FriendlyName").asText());
    String root = dataverse().url("").replace(DataverseUnderTest.ROOT, "/");
    assertEquals(root, detail.at("/Endpoints/Values/0").asText());
    error(dataverse().get("RetrieveCurrentOrganization()"), 400, "0x80060888");
  }

  @ParameterizedTest
  @DisplayName("RetrieveTotalRecordCount takes its names in place and by alias")
  @ValueSource(
      strings = {
        "RetrieveTotalRecordCount(EntityNames=['connection','systemuser'])",
        "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=['connection','systemuser']",
        "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=[%22connection%22,%22systemuser%22]"
      })
  void totals(String target) {
    JsonNode counts = dataverse().json(target).path("EntityRecordCountCollection");
    assertEquals("[\"connection\",\"systemuser\"]", counts.path("Keys").toString());
    assertEquals(
        dataverse().get("connections/$count").ok().text(), counts.at("/Values/0").asText());
    assertEquals(2, counts.path("Count").asInt());
    error(dataverse().get("RetrieveTotalRecordCount(EntityNames=['nosuch'])"), 400, "0x80060888");
  }

  @ParameterizedTest
  @DisplayName("Columns of related tables are called by table and column in groups")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          groupby((primarycontactid/fullname),aggregate(revenue with sum as total))|contact_fullname
          filter(name ne 'groupby((a/b))')/groupby((statecode,primarycontactid/fullname))|contact_fullname
          groupby((primarycontactid/parentcustomerid_account/name))|account_name
          groupby((primarycontactid/fullname))/filter(primarycontactid/fullname ne 'x')|contact_fullname
          groupby((primarycontactid/fullname))&$orderby=primarycontactid/fullname desc|contact_fullname
          """)
  void groups(String apply, String column) {
    JsonNode whole = dataverse().json("accounts?$apply=" + apply);
    List<String> names = new ArrayList<>();
    items(whole).forEach(row -> names.add(row.path(column).asText()));
    assertTrue(whole.get("@odata.context").asText().contains(column), whole::toString);
    assertTrue(names.size() > 5, names::toString);
    assertEquals(names.size(), new HashSet<>(names).size());
    items(whole).forEach(row -> assertFalse(row.has("primarycontactid"), row::toString));
  }

  @Test
  @DisplayName("Choices in groups have their labels")
  void groupLabels() {
    List<JsonNode> rows =
        items(
            dataverse()
                .json("accounts?$apply=groupby((statuscode),aggregate($count as count))", ALL));
    List<String> labels = new ArrayList<>();
    rows.forEach(row -> labels.add(row.path("statuscode" + FORMATTED).asText()));
    assertEquals(Set.of("Active", "Inactive"), Set.copyOf(labels), rows::toString);
    assertEquals("1", rows.get(0).path("statuscode").asText());
  }

  @ParameterizedTest
  @DisplayName("Money has the sign and the digits of the currency of its row")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          USD|1234567.895  |$1,234,567.90
          EUR|-0.5         |(€0.50)
          JPY|1999.5       |¥2,000
          GBP|0            |£0.00
          ''|12.5000       |12.5
          """)
  void money(String currency, String amount, String text) {
    String bind =
        currency.isEmpty()
            ? ""
            : ",\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies("
                + ShippedData.field(
                    ShippedData.row("transactioncurrencies", "isocurrencycode", currency),
                    "transactioncurrencyid")
                + ")\"";
    String id =
        dataverse()
            .created(
                dataverse()
                    .post("accounts", "{\"name\":\"Rich\",\"revenue\":" + amount + bind + "}"));
    JsonNode row = dataverse().json("accounts(" + id + ")?$select=revenue", ALL);
    assertEquals(text, row.path("revenue" + FORMATTED).asText(), row::toString);
    dataverse().send("DELETE", "accounts(" + id + ")", "").is(204);
  }
}
