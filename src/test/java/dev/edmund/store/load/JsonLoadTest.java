package dev.edmund.store.load;

import static dev.edmund.store.load.TestData.ACME;
import static dev.edmund.store.load.TestData.ANNA;
import static dev.edmund.store.load.TestData.BETA;
import static dev.edmund.store.load.TestData.LINK_1;
import static dev.edmund.store.load.TestData.NAVIGATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLoadTest {
  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = new TestData(directory);
    data.writeSmall();
  }

  private void security(String... alerts) {
    data.write("security.json", "{\"id\": \"s\", \"alerts\": [", String.join(",\n", alerts), "]}");
  }

  @Test
  void aSingletonHoldsItsContainedEntities() {
    data.write(
        "security.json",
        "{ \"@odata.context\": \"x\", \"id\": \"s\",",
        "  \"settings\": { \"id\": \"one\" },",
        "  \"alerts\": [ { \"id\": \"a\" }, { \"id\": \"b\", \"@odata.etag\": \"1\" } ] }");
    LoadReport report = data.load();
    assertEquals(1L, report.rows().get("security"));
    assertEquals(
        List.of(List.of("N.root/alerts", "1", "a"), List.of("N.root/alerts", "1", "b")),
        data.rows("SELECT _container, _owner, id FROM N_alert ORDER BY _rid"));
    assertEquals(
        List.of(List.of("N.root/settings", "1", "one")),
        data.rows("SELECT _container, _owner, id FROM N_settings"));
    assertEquals(List.of(List.of("security", "s")), data.rows("SELECT _container, id FROM N_root"));
  }

  @Test
  void collectionsAreRowsInTheirOrder() {
    security(
        "{\"id\":\"a\",\"tags\":[\"x\",null,\"\"],\"states\":["
            + "{\"city\":\"Rome\",\"place\":{\"lat\":1.5}},null,{\"city\":\"Oslo\"}]}");
    data.load();
    assertEquals(
        List.of(List.of("1", "0", "x"), List.of("1", "1", "null"), List.of("1", "2", "")),
        data.rows("SELECT _owner, _ordinal, value FROM N_alert_tags ORDER BY 1, 2"));
    assertEquals(
        List.of(
            List.of("0", "{\"city\":\"Rome\",\"place\":{\"lat\":1.5}}"),
            List.of("1", "null"),
            List.of("2", "{\"city\":\"Oslo\"}")),
        data.rows("SELECT _ordinal, value FROM N_alert_states ORDER BY 1"));
  }

  @Test
  void complexValuesNestAndMayHoldCollections() {
    security(
        "{\"id\":\"a\",\"address\":{\"city\":\"Rome\",\"lines\":[\"1\",\"2\"]}}",
        "{\"id\":\"b\",\"address\":null}");
    data.load();
    assertEquals(
        List.of(List.of("1", "Rome"), List.of("null", "null")),
        data.rows("SELECT address, address_city FROM N_alert ORDER BY _rid"));
    assertEquals(
        List.of(List.of("1", "1"), List.of("1", "2")),
        data.rows("SELECT _owner, value FROM N_alert_address_lines ORDER BY _ordinal"));
  }

  @Test
  void boundReferencesBecomeLinksAndReferences() {
    security(
        "{\"id\":\"a\",\"accounts@odata.bind\":[\"accounts("
            + BETA
            + ")\",\"accounts("
            + ACME
            + ")\"],\"lead@odata.bind\":\"/contacts(contactid="
            + ANNA
            + ")\"}");
    data.load();
    assertEquals(
        List.of(List.of("1", "1"), List.of("1", "2")),
        data.rows("SELECT _source, _target FROM N_alert_accounts ORDER BY 1, 2"));
    assertEquals(List.of(List.of("1")), data.rows("SELECT lead_rid FROM N_alert"));
  }

  @Test
  void aBoundLookupSetsTheDependentPropertyAndItsDiscriminator() {
    Path csv = data.data().resolve("connections.csv");
    assertTrue(csv.toFile().delete());
    data.write(
        "connections.json",
        "{\"value\": [{\"connectionid\": \"" + LINK_1 + "\",",
        "  \"record_contact@odata.bind\": \"contacts(" + ANNA + ")\"}]}");
    data.load();
    assertEquals(
        List.of(List.of(ANNA, "record_contact")),
        data.rows("SELECT _record_value, _record_value_navigation FROM N_connection"));
  }

  @Test
  void aReferenceBoundFromTheCollectionSideIsWrittenIntoTheTarget() {
    assertTrue(data.data().resolve("accounts.csv").toFile().delete());
    data.write(
        "accounts.json",
        "[{\"accountid\":\"" + ACME + "\",\"name\":\"a\",",
        "\"children@odata.bind\":[\"accounts(" + BETA + ")\"]},",
        "{\"accountid\":\"" + BETA + "\",\"name\":\"b\"}]");
    data.load();
    assertEquals(
        List.of(List.of("null"), List.of(ACME)),
        data.rows("SELECT _parent_value FROM N_account ORDER BY _rid"));
  }

  @Test
  void numbersKeepTheirDigitsAndDerivedTypesTheirTables() {
    assertTrue(data.data().resolve("accounts.csv").toFile().delete());
    assertTrue(data.data().resolve("connections.csv").toFile().delete());
    String digits = "12345678901234567890123456.789";
    data.write(
        "accounts.json",
        "[{\"accountid\":\"" + ACME + "\",\"name\":\"a\",\"revenue\":" + digits + ",",
        "\"bytes\":\"9223372036854775807\",\"level\":\"minus\",\"active\":null}]");
    data.write("activities.json", "[{\"activityid\":1,\"@odata.type\":\"#N.task\",\"percent\":5}]");
    data.load();
    assertEquals(
        List.of(List.of(TestData.decimal(digits), "9223372036854775807", "-5", "null")),
        data.rows(
            "SELECT "
                + TestData.decimalColumn("revenue")
                + ", bytes, level, active FROM N_account"));
    assertEquals(
        List.of(List.of("N.task", "5")),
        data.rows("SELECT _type, percent FROM N_activity JOIN N_task USING (_rid)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"colour\":1 | alerts[1]/colour | N.alert has no such property",
        "\"tags\":null | alerts[1]/tags | expected an array",
        "\"tags\":[1] | alerts[1]/tags[0] | expected a string",
        "\"address\":{\"city\":null} | alerts[1]/address/city | must not be null",
        "\"states\":[{}] | alerts[1]/states[0]/city | must not be null",
        "\"address\":{\"city\":\"a\",\"zip\":1} | alerts[1]/address/zip | N.address has no such"
            + " property",
        "\"address\":{\"city\":\"a\",\"place\":{\"lat\":true}} | alerts[1]/address/place/lat |"
            + " expected a number",
        "\"address\":\"a\" | alerts[1]/address | expected an object",
        "\"lead\":{} | alerts[1]/lead/contactid | must not be null",
        "\"lead@odata.bind\":[\"contacts(1)\"] | alerts[1]/lead@odata.bind | expected one"
            + " reference",
        "\"lead@odata.bind\":\"contacts(1)\" | alerts[1]/lead@odata.bind | expected a Guid",
        "\"lead@odata.bind\":\"people(1)\" | alerts[1]/lead@odata.bind | the model has no entity"
            + " set 'people'",
        "\"lead@odata.bind\":\"security\" | alerts[1]/lead@odata.bind | security holds N.root, not"
            + " N.contact",
        "\"lead@odata.bind\":\"contacts(00000000-0000-0000-0000-000000000099)\" |"
            + " alerts[1]/lead@odata.bind |"
            + " there is no contacts(00000000-0000-0000-0000-000000000099)",
        "\"lead@odata.count\":1 | alerts[1]/lead@odata.count | is not understood",
        "\"@odata.type\":\"#N.root\" | @odata.type | 'N.root' is not N.alert or derived from it",
      })
  void whatDoesNotFitIsNamedWithItsOwnLineAndPath(String member, String path, String reason) {
    security("{\"id\":\"a\"}", "{\"id\":\"b\",\n" + member + "}");
    assertEquals("data/security.json:4: column " + path + ": " + reason, data.failure());
    assertFalse(Files.exists(data.file()));
  }

  @Test
  void whatIsMissingIsNamedWithTheLineOfItsEntity() {
    security("{\"id\":\"a\"}", "{\"id\":\"b\",\n\"address\":{}}");
    assertEquals(
        "data/security.json:3: column alerts[1]/address/city: must not be null", data.failure());
    security("{}");
    assertEquals("data/security.json:2: column alerts[0]/id: must not be null", data.failure());
  }

  @Test
  void brokenJsonIsNamedWithItsLine() {
    data.write("security.json", "{\"id\":", "\"s\",,}");
    assertTrue(
        data.failure().startsWith("data/security.json:2: the file is no JSON: Unexpected"),
        data.failure());
    data.write("security.json", "{\"id\": \"s\", \"id\": \"t\"}");
    assertTrue(data.failure().contains("Duplicate"), data.failure());
    data.write("security.json", "{\"id\": \"s\",", "\"any\": [\"a\\u0000\"]}");
    assertEquals(
        "data/security.json:2: the file is no JSON: the character U+0000 is not allowed",
        data.failure());
    data.write("security.json", "[]");
    assertEquals("data/security.json:1: expected one object", data.failure());
    data.write("security.json", "{\"id\": \"s\"}", "{}");
    assertEquals("data/security.json:2: expected the end of the file", data.failure());
    data.write("emails.json", "{\"data\": []}");
    assertEquals("data/emails.json:1: expected only 'value' with an array", data.failure());
  }

  @Test
  void theNavigationPropertyOfALookupIsCheckedInJsonToo() {
    assertTrue(data.data().resolve("connections.csv").toFile().delete());
    data.write(
        "connections.json",
        "[{\"connectionid\":\"" + LINK_1 + "\",",
        "\"_record_value\":\"" + ACME + "\",",
        "\"_record_value" + NAVIGATION + "\":\"related\"}]");
    assertEquals(
        "data/connections.json:3: column _record_value"
            + NAVIGATION
            + ": 'related' is no navigation property of _record_value",
        data.failure());
  }

  @Test
  void aContainedKeyIsUniqueOnlyWithinItsOwner() {
    security("{\"id\":\"a\"}", "{\"id\":\"a\"}");
    assertEquals(
        "data/security.json:3: column id: the row at data/security.json:2 has the same key",
        data.failure());
  }

  @Test
  void theOtherEndOfAReferenceIsNotTakenFromAnotherEntity() {
    assertTrue(data.data().resolve("accounts.csv").toFile().delete());
    assertTrue(data.data().resolve("connections.csv").toFile().delete());
    String child = "\"children@odata.bind\":[\"accounts(" + BETA + ")\"]}";
    data.write(
        "accounts.json",
        "[{\"accountid\":\"" + ACME + "\",\"name\":\"a\"," + child + ",",
        "{\"accountid\":\"" + BETA + "\",\"name\":\"b\"},",
        "{\"accountid\":\"" + ANNA + "\",\"name\":\"c\"," + child + "]");
    assertEquals(
        "data/accounts.json:3: column children@odata.bind: accounts("
            + BETA
            + ") is bound to another entity already",
        data.failure());
  }

  @Test
  void rowsAreReportedByFile() {
    security("{\"id\":\"a\"}");
    assertEquals(
        Map.of("connections", 2L, "accounts", 2L, "contacts", 2L, "security", 1L),
        data.load().rows());
  }
}
