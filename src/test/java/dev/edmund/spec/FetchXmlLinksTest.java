package dev.edmund.spec;

import static dev.edmund.spec.FetchXml.ACTIVE;
import static dev.edmund.spec.FetchXml.accounts;
import static dev.edmund.spec.FetchXml.contacts;
import static dev.edmund.spec.FetchXml.contactsOf;
import static dev.edmund.spec.FetchXml.fetch;
import static dev.edmund.spec.FetchXml.rows;
import static dev.edmund.spec.FetchXml.sorted;
import static dev.edmund.spec.FetchXml.target;
import static dev.edmund.spec.FetchXml.texts;
import static dev.edmund.spec.FetchXml.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Links of FetchXML over the shipped rows: what comes out is told in Java, or by the same in OData.
 */
final class FetchXmlLinksTest {
  private static final String CONTACTS =
      "<link-entity name='contact' from='parentcustomerid' to='accountid'";
  private static final String PRIMARY =
      "<link-entity name='contact' from='contactid' to='primarycontactid'";

  @Test
  void innerLinksToOneRowLeaveOnlyWhatHasOne() {
    List<JsonNode> found =
        accounts(
            "",
            "<attribute name='name'/>"
                + PRIMARY
                + " alias='c'><attribute name='fullname'/><attribute name='parentcustomerid'/>"
                + "</link-entity>");
    List<String> expected =
        sorted(
            rows("accounts")
                .filter(account -> !value(account, "_primarycontactid_value").isEmpty())
                .map(
                    account -> {
                      Map<String, String> contact =
                          ShippedData.row(
                              "contacts", "contactid", value(account, "_primarycontactid_value"));
                      return value(account, "name")
                          + "|"
                          + value(contact, "fullname")
                          + "|"
                          + value(contact, "_parentcustomerid_value");
                    }));
    assertEquals(expected, texts(found, "name", "c.fullname", "c.parentcustomerid"));
  }

  @Test
  void linksToManyRowsMultiplyRows() {
    List<String> inner =
        sorted(
            rows("accounts")
                .flatMap(
                    account ->
                        contactsOf(account).stream()
                            .map(c -> value(account, "name") + "|" + value(c, "fullname"))));
    assertEquals(
        inner,
        texts(
            accounts(
                "",
                "<attribute name='name'/>"
                    + CONTACTS
                    + "><attribute name='fullname'/></link-entity>"),
            "name",
            "contact1.fullname"));
    List<String> outer =
        sorted(
            rows("accounts")
                .flatMap(
                    account -> {
                      List<Map<String, String>> inactive =
                          contactsOf(account).stream().filter(ACTIVE.negate()).toList();
                      return inactive.isEmpty()
                          ? Stream.of(value(account, "name") + "|")
                          : inactive.stream()
                              .map(c -> value(account, "name") + "|" + value(c, "fullname"));
                    }));
    assertEquals(
        outer,
        texts(
            accounts(
                "",
                "<attribute name='name'/>"
                    + CONTACTS
                    + " alias='c' link-type='outer'><attribute name='fullname'/><filter>"
                    + "<condition attribute='statecode' operator='ne' value='0'/></filter>"
                    + "</link-entity>"),
            "name",
            "c.fullname"));
  }

  @Test
  void aFilterOfAnOuterLinkLeavesTheRowAndOneByEntitynameDoesNot() {
    String active = "<condition attribute='statecode' operator='eq' value='0'/>";
    List<JsonNode> joined =
        accounts(
            "",
            PRIMARY
                + " alias='c' link-type='outer'><attribute name='contactid'/><filter>"
                + active
                + "</filter></link-entity>");
    assertEquals(rows("accounts").count(), joined.size());
    Map<String, String> states =
        rows("contacts")
            .collect(Collectors.toMap(c -> value(c, "contactid"), c -> value(c, "statecode")));
    joined.stream()
        .filter(row -> row.has("c.contactid"))
        .forEach(row -> assertEquals("0", states.get(row.path("c.contactid").asText())));
    List<JsonNode> after =
        accounts(
            "",
            "<filter>"
                + active.replace("<condition", "<condition entityname='c'")
                + "</filter>"
                + PRIMARY
                + " alias='c' link-type='outer'><attribute name='contactid'/></link-entity>");
    assertEquals(
        rows("accounts")
            .filter(a -> "0".equals(states.get(value(a, "_primarycontactid_value"))))
            .count(),
        after.size());
  }

  @Test
  void linksWithinLinksAndTheirSortKeys() {
    List<JsonNode> found =
        accounts(
            "",
            CONTACTS
                + " alias='c'><attribute name='fullname'/><order attribute='fullname'/>"
                + "<link-entity name='systemuser' from='systemuserid' to='ownerid' alias='u'>"
                + "<attribute name='fullname'/></link-entity></link-entity>");
    Map<String, String> users =
        rows("systemusers")
            .collect(Collectors.toMap(u -> value(u, "ownerid"), u -> value(u, "fullname")));
    List<String> expected =
        sorted(
            rows("accounts")
                .flatMap(account -> contactsOf(account).stream())
                .filter(c -> users.containsKey(value(c, "_ownerid_value")))
                .map(c -> value(c, "fullname") + "|" + users.get(value(c, "_ownerid_value"))));
    assertFalse(expected.isEmpty());
    assertEquals(expected, texts(found, "c.fullname", "u.fullname"));
    List<String> names = found.stream().map(row -> row.path("c.fullname").asText()).toList();
    assertEquals(names.stream().sorted(FetchXmlLinksTest::compare).toList(), names);
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "any,true,false",
    "exists,true,false",
    "in,true,false",
    "not any,false,false",
    "not all,true,false",
    "all,false,true"
  })
  void linksThatAreConditionsLeaveEachRowOnce(String type, boolean some, boolean others) {
    String link =
        CONTACTS
            + " link-type='"
            + type
            + "'><filter><condition attribute='gendercode' operator='eq' value='2'/></filter>"
            + "</link-entity>";
    boolean within = !type.equals("exists") && !type.equals("in");
    List<JsonNode> found = accounts("", within ? "<filter>" + link + "</filter>" : link);
    List<String> expected =
        sorted(
            rows("accounts")
                .filter(
                    account -> {
                      List<Map<String, String>> all = contactsOf(account);
                      boolean any = all.stream().anyMatch(c -> value(c, "gendercode").equals("2"));
                      return any == some && (!others || !all.isEmpty());
                    })
                .map(account -> value(account, "accountid")));
    assertEquals(expected, texts(found, "accountid"));
  }

  @Test
  void linksOverATableThatOnlyJoinsOthersAreItsNavigationProperty() {
    String teams =
        fetch(
            "",
            "systemuser",
            "<attribute name='fullname'/><link-entity name='teammembership' from='systemuserid'"
                + " to='systemuserid' intersect='true'><link-entity name='team' from='teamid'"
                + " to='teamid' alias='t'><attribute name='name'/><filter><condition"
                + " attribute='name' operator='begins-with' value='Sales'/></filter></link-entity>"
                + "</link-entity>");
    assertEquals(
        List.of(
            "James Walker|Sales Americas",
            "Luis Fernández|Sales Americas",
            "Noah Johnson|Sales Americas"),
        texts(EdmundUnderTest.values(target("systemusers", teams)), "fullname", "t.name"));
    String without =
        fetch(
            "",
            "team",
            "<attribute name='name'/><filter><link-entity name='teammembership' from='teamid'"
                + " to='teamid' intersect='true' link-type='not any'><link-entity"
                + " name='systemuser' from='systemuserid' to='systemuserid'><filter><condition"
                + " attribute='fullname' operator='eq' value='Anna Lindström'/></filter>"
                + "</link-entity></link-entity></filter>");
    assertEquals(
        List.of("Contoso", "Field Service", "Sales Americas"),
        texts(EdmundUnderTest.values(target("teams", without)), "name"));
  }

  /** The first of the two columns is that of the role that was related to another one. */
  @ParameterizedTest
  @CsvSource({
    "connectionroleid,associatedconnectionroleid,Supplier,Customer",
    "associatedconnectionroleid,connectionroleid,Customer,Supplier"
  })
  void aTableIsJoinedToItselfEitherWayRound(String own, String other, String from, String to) {
    String roles =
        fetch(
            "",
            "connectionrole",
            "<attribute name='name'/><filter><condition attribute='name' operator='eq' value='"
                + from
                + "'/></filter><link-entity name='connectionroleassociation' from='"
                + own
                + "' to='connectionroleid' intersect='true'><link-entity name='connectionrole'"
                + " from='connectionroleid' to='"
                + other
                + "' alias='r'><attribute name='name'/></link-entity></link-entity>");
    assertEquals(
        List.of(from + "|" + to),
        texts(EdmundUnderTest.values(target("connectionroles", roles)), "name", "r.name"));
  }

  @Test
  void rowsWithoutLinkedRowsAreFound() {
    List<JsonNode> found =
        contacts(
            "<attribute name='fullname'/>"
                + "<link-entity name='account' from='primarycontactid' to='contactid'"
                + " link-type='outer' alias='a'/>"
                + "<filter><condition entityname='a' attribute='accountid' operator='null'/>"
                + "</filter>");
    List<String> primary = ShippedData.column("accounts", "_primarycontactid_value");
    assertEquals(
        sorted(
            rows("contacts").map(c -> value(c, "contactid")).filter(id -> !primary.contains(id))),
        texts(found, "contactid"));
  }

  /** A condition in FetchXML, and the same as a filter. */
  @Test
  void columnsOfLinkedTablesAreCompared() {
    List<JsonNode> found =
        accounts(
            "",
            "<filter><condition attribute='ownerid' operator='eq' valueof='c.ownerid'/></filter>"
                + CONTACTS
                + " alias='c'><attribute name='contactid'/></link-entity>");
    List<String> expected =
        sorted(
            rows("accounts")
                .flatMap(
                    account ->
                        contactsOf(account).stream()
                            .filter(
                                c ->
                                    value(c, "_ownerid_value")
                                        .equals(value(account, "_ownerid_value")))
                            .map(c -> value(c, "contactid"))));
    assertEquals(expected, texts(found, "c.contactid"));
  }

  @Test
  void aggregatesReachLinkedTables() {
    List<JsonNode> found =
        accounts(
            "aggregate='true'",
            "<attribute name='accountid' aggregate='count' alias='n'/>"
                + CONTACTS
                + "><attribute name='jobtitle' groupby='true' alias='job'/></link-entity>");
    Map<String, Long> expected =
        rows("accounts")
            .flatMap(account -> contactsOf(account).stream())
            .collect(
                Collectors.groupingBy(
                    c -> value(c, "jobtitle"), TreeMap::new, Collectors.counting()));
    Map<String, Long> counts = new TreeMap<>();
    found.forEach(row -> counts.put(row.path("job").asText(""), row.path("n").asLong()));
    assertEquals(expected, counts);
  }
}
