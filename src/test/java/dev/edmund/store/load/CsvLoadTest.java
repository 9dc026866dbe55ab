package dev.edmund.store.load;

import static dev.edmund.store.load.TestData.ACME;
import static dev.edmund.store.load.TestData.ANNA;
import static dev.edmund.store.load.TestData.BETA;
import static dev.edmund.store.load.TestData.LINK_1;
import static dev.edmund.store.load.TestData.NAVIGATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLoadTest {
  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = new TestData(directory);
  }

  @Test
  void rowsArriveInFileOrderWithRowIdsFromOne() {
    LoadReport report = data.writeSmall().load();
    assertEquals(Map.of("connections", 2L, "accounts", 2L, "contacts", 2L), report.rows());
    assertEquals(
        List.of("connections", "accounts", "contacts"), List.copyOf(report.rows().keySet()));
    assertEquals(
        List.of(List.of("1", "Acme"), List.of("2", "Beta")),
        data.rows("SELECT _rid, name FROM N_account ORDER BY 1"));
    assertEquals(
        List.of(List.of("record_account", LINK_1.replace("d1", "d2"))),
        data.rows(
            "SELECT _record_value_navigation, _related_value FROM N_connection WHERE _rid = 1"));
  }

  @Test
  void textKeepsQuotesCommasLineBreaksEmojiAndTheEmptyString() {
    data.write("contacts.csv", "contactid,name");
    String nasty = "\"say \"\"hi\"\", then\r\nleave 🙂 é\"";
    data.write("contacts.csv", "contactid,name", ANNA + "," + nasty, ACME + ",\"\"", BETA + ",");
    data.load();
    assertEquals(
        List.of(List.of("say \"hi\", then\r\nleave 🙂 é"), List.of(""), List.of("null")),
        data.rows("SELECT name FROM N_contact ORDER BY _rid"));
  }

  @Test
  void numbersAreExact() {
    String digits = "12345678901234567890123456.789";
    data.write(
        "accounts.csv",
        "accountid,name,revenue,bytes,level,access",
        ACME + ",a," + digits + ",9223372036854775807,minus,\"read,write\"",
        BETA + ",b,-" + digits + ",-9223372036854775808,high,");
    data.load();
    assertEquals(
        List.of(
            List.of(TestData.decimal(digits), "9223372036854775807", "-5", "3"),
            List.of(TestData.decimal("-" + digits), "-9223372036854775808", "1257", "null")),
        data.rows(
            "SELECT "
                + TestData.decimalColumn("revenue")
                + ", bytes, level, access FROM N_account ORDER BY _rid"));
  }

  @Test
  void datesBytesAndBooleansHaveTheirCanonicalForm() {
    data.write(
        "accounts.csv",
        "accountid,name,created,day,blob,active",
        ACME.toUpperCase(java.util.Locale.ROOT)
            + ",a,2025-03-01T00:15:00.123456789012+01:00,2024-02-29,_-8,false");
    data.load();
    assertEquals(
        List.of(List.of(ACME, "2025-02-28T23:15:00.123456789012", "2024-02-29", "FFEF", "0")),
        data.rows("SELECT accountid, created, day, hex(blob), active FROM N_account"));
  }

  /** CSDL XML 4.01, 7.2.7. */
  @Test
  void anAbsentColumnGivesTheDefaultAndAnEmptyCellNull() {
    data.write("accounts.csv", "accountid,name", ACME + ",a");
    data.load();
    assertEquals(List.of(List.of("1")), data.rows("SELECT active FROM N_account"));
  }

  @Test
  void partsOfComplexValuesMakeItPresent() {
    data.write(
        "accounts.csv",
        "accountid,name,address/city,address/place/lat",
        ACME + ",a,Rome,",
        BETA + ",b,,",
        ANNA + ",c,Oslo,59.9");
    data.load();
    assertEquals(
        List.of(
            List.of("1", "Rome", "null", "null"),
            List.of("null", "null", "null", "null"),
            List.of("1", "Oslo", "1", "59.9")),
        data.rows(
            "SELECT address, address_city, address_place, address_place_lat"
                + " FROM N_account ORDER BY _rid"));
  }

  @Test
  void rowsOfDerivedTypesGoToAllTablesOfTheHierarchy() {
    data.write(
        "activities.csv",
        "@odata.type,activityid,subject,sender,percent",
        "#N.email,1,hello,anna,",
        "N.task,2,do,,50");
    data.write("emails.csv", "activityid,subject,sender", "3,later,bob");
    data.load();
    assertEquals(
        List.of(
            List.of("1", "N.email", "hello"),
            List.of("2", "N.task", "do"),
            List.of("3", "N.email", "later")),
        data.rows("SELECT _rid, _type, subject FROM N_activity ORDER BY _rid"));
    assertEquals(
        List.of(List.of("1", "anna"), List.of("3", "bob")),
        data.rows("SELECT _rid, sender FROM N_email ORDER BY _rid"));
    assertEquals(List.of(List.of("2", "50")), data.rows("SELECT _rid, percent FROM N_task"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    data.write("contacts.csv", "\uFEFFcontactid,name", ANNA + ",Anna").load();
    assertEquals(List.of(List.of(ANNA)), data.rows("SELECT contactid FROM N_contact"));
  }

  /** The reason behind the place; the row is the second of two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bytes | 12x | expected a value of Edm.Int64, found '12x'",
        "bytes | 9223372036854775808 | out of the range of Edm.Int64, found '9223372036854775808'",
        "name | 123456789012345678901 | longer than MaxLength 20 (21)",
        "price | 1.234 | more fractional digits than Scale 2 (1.234)",
        "price | 1234.5 | more digits than Precision 5 allows (1234.5)",
        "touched | 2025-01-01T00:00:00.1234Z | more fractional digits of a second than Precision 3",
        "touched | 2025-01-01 | expected a date and time with offset, found '2025-01-01'",
        "day | 2025-02-30 | expected a value of Edm.Date, found '2025-02-30'",
        "level | low | 'low' is no member of N.level",
        "active | yes | expected true or false, found 'yes'",
        "blob | ** | expected base64url, found '**'",
        "address/place/alt | 2147483648 | out of the range of Edm.Int32, found '2147483648'",
        "_parent_value | none | expected a Guid, found 'none'",
        "_parent_value | 00000000-0000-0000-0000-000000000099 |"
            + " no account has accountid 00000000-0000-0000-0000-000000000099",
      })
  void aBadValueIsNamedWithFileLineColumnAndReason(String column, String value, String reason) {
    String header = column.equals("name") ? "accountid,name" : "accountid,name," + column;
    String cells = column.equals("name") ? value : "b," + value;
    if (column.startsWith("address")) {
      header += ",address/city";
      cells += ",Rome";
    }
    data.write(
        "accounts.csv",
        header,
        ACME
            + ",\"two\nlines\""
            + (header.split(",").length > 2 ? "," : "")
            + (column.startsWith("address") ? "," : ""),
        BETA + "," + cells);
    assertEquals("data/accounts.csv:4: column " + column + ": " + reason, data.failure());
    assertNothingLeft();
  }

  @Test
  void whatIsNotNullableMustBeGiven() {
    data.write("accounts.csv", "accountid,name", ACME + ",");
    assertEquals("data/accounts.csv:2: column name: must not be null", data.failure());
    data.write("accounts.csv", "name", "Acme");
    assertEquals("data/accounts.csv:2: column accountid: must not be null", data.failure());
    data.write("accounts.csv", "accountid,name,address/place/lat", ACME + ",a,1");
    assertEquals("data/accounts.csv:2: column address/city: must not be null", data.failure());
  }

  @Test
  void unknownAndRepeatedColumnsAreNamed() {
    data.write("accounts.csv", "accountid,name,colour");
    assertEquals(
        "data/accounts.csv:1: column colour: N.account has no property 'colour'", data.failure());
    data.write("accounts.csv", "accountid,name,name");
    assertEquals("data/accounts.csv:1: column name: stands twice in the header", data.failure());
    data.write("accounts.csv", "accountid,name,address");
    assertEquals(
        "data/accounts.csv:1: column address: holds no single value: name the parts as"
            + " 'address/part', or give collections in a JSON file",
        data.failure());
    data.write("accounts.csv", "accountid,name,name/first");
    assertEquals("data/accounts.csv:1: column name/first: 'name' has no parts", data.failure());
    assertNothingLeft();
  }

  @Test
  void aRowWithAnotherNumberOfCellsIsNamed() {
    data.write("contacts.csv", "contactid,name", ANNA + ",Anna,more");
    assertEquals("data/contacts.csv:2: expected 2 cells, found 3", data.failure());
    data.write("contacts.csv", "contactid,name", ANNA);
    assertEquals("data/contacts.csv:2: expected 2 cells, found 1", data.failure());
  }

  @Test
  void filesThatAreNoCsvAreRefused() throws Exception {
    data.write("contacts.csv", "contactid,name", ANNA + ",\"open");
    assertTrue(
        data.failure().startsWith("data/contacts.csv:1: after this line the file is no CSV"),
        data.failure());
    Files.write(
        data.data().resolve("contacts.csv"),
        ("contactid,name\n" + ANNA + ",Zo\u00eb\n").getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(data.failure().contains("not UTF-8"), data.failure());
    Files.write(data.data().resolve("contacts.csv"), new byte[0]);
    assertEquals("data/contacts.csv:1: the header line is missing", data.failure());
    assertNothingLeft();
  }

  @Test
  void aFileOfNoSetIsRefused() {
    data.write("acounts.csv", "accountid");
    assertEquals(
        "data/acounts.csv: the model has no entity set or singleton 'acounts'", data.failure());
  }

  @Test
  void twoFilesForOneSetAreRefused() {
    data.write("accounts.csv", "accountid,name").write("accounts.json", "[]");
    assertEquals("data/accounts.json: there is accounts.csv too; keep one", data.failure());
  }

  @Test
  void aKeyThatIsThereTwiceIsNamedWithBothLines() {
    data.write("contacts.csv", "contactid", ANNA, BETA, ANNA.toUpperCase(java.util.Locale.ROOT));
    assertEquals(
        "data/contacts.csv:4: column contactid: the row at data/contacts.csv:2 has the same key",
        data.failure());
    assertNothingLeft();
  }

  @Test
  void keysAreUniqueAcrossTheSetsOfAHierarchy() {
    data.write("activities.csv", "@odata.type,activityid", "N.task,7");
    data.write("emails.csv", "activityid", "6", "7");
    assertEquals(
        "data/emails.csv:3: column activityid: the row at data/activities.csv:2 has the same key",
        data.failure());
  }

  @Test
  void aPolymorphicLookupNeedsToSayWhereItLeads() {
    String header = "connectionid,_record_value,_record_value" + NAVIGATION;
    data.writeSmall().write("connections.csv", header, LINK_1 + "," + ACME + ",");
    assertEquals(
        "data/connections.csv:2: column _record_value: needs the name of a navigation property in"
            + " _record_value"
            + NAVIGATION,
        data.failure());
    data.write("connections.csv", header, LINK_1 + "," + ACME + ",parent");
    assertEquals(
        "data/connections.csv:2: column _record_value"
            + NAVIGATION
            + ": 'parent' is no navigation property of _record_value",
        data.failure());
    data.write("connections.csv", header, LINK_1 + ",,record_account");
    assertEquals(
        "data/connections.csv:2: column _record_value: is null but has a navigation property",
        data.failure());
  }

  @Test
  void aPolymorphicLookupIsCheckedAgainstTheTypeThatItNames() {
    String header = "connectionid,_record_value,_record_value" + NAVIGATION;
    data.writeSmall()
        .write(
            "connections.csv",
            header,
            LINK_1 + "," + ACME + ",record_account",
            LINK_1.replace("d1", "d9") + "," + ACME + ",record_contact");
    assertEquals(
        "data/connections.csv:3: column _record_value: no contact has contactid " + ACME,
        data.failure());
    assertNothingLeft();
  }

  @Test
  void anAbstractTypeAndAForeignOneHaveNoRows() {
    data.write("activities.csv", "activityid", "1");
    assertEquals(
        "data/activities.csv:2: column @odata.type: N.activity is abstract: a derived type is"
            + " needed",
        data.failure());
    data.write("activities.csv", "@odata.type,activityid", "N.account,1");
    assertEquals(
        "data/activities.csv:2: column @odata.type: 'N.account' is not N.activity or derived from"
            + " it",
        data.failure());
    data.write("activities.csv", "@odata.type,activityid,percent", "N.email,1,5");
    assertEquals(
        "data/activities.csv:2: column percent: N.email has no such property", data.failure());
  }

  @Test
  void inAnOlderFileOnlyEdmundsTablesAreTakenBack() {
    try (Database database = data.open()) {
      TestData.execute(database, "CREATE TABLE mine (a)");
    }
    data.write("contacts.csv", "contactid", "x");
    assertEquals(
        "data/contacts.csv:2: column contactid: expected a Guid, found 'x'", data.failure());
    assertEquals(List.of("mine"), List.copyOf(data.content().keySet()));
  }

  private void assertNothingLeft() {
    assertFalse(Files.exists(data.file()), "the new file is removed");
    assertFalse(Files.exists(Path.of(data.file() + "-wal")));
  }
}
