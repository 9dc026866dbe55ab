package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query functions of Dataverse over the shipped rows: which are found is told in Java. */
final class DataverseFunctionsTest {
  private static final String ROOT = "/api/data/v9.2/";
  private static final String ANNA = "5fe2fc1e-c49d-595f-a625-00838b882ae2";
  private static final String BERND = "b32ad8ad-e15a-5e4e-95fe-00ff0a5671a9";

  private static String target(String set, String function) {
    return ROOT + set + "?$filter=Microsoft.Dynamics.CRM." + function.replace("\"", "%22");
  }

  private static Set<String> found(String set, String function, String id, String... headers) {
    return EdmundUnderTest.values(target(set, function) + "&$select=" + id, headers).stream()
        .map(row -> row.get(id).asText())
        .collect(Collectors.toSet());
  }

  private static Set<String> expected(String set, String id, Predicate<Map<String, String>> test) {
    return ShippedData.rows(set).stream()
        .filter(test)
        .map(row -> ShippedData.field(row, id))
        .collect(Collectors.toSet());
  }

  private static void check(String function, Predicate<Map<String, String>> test) {
    Set<String> expected = expected("accounts", "accountid", test);
    assertFalse(expected.isEmpty(), "no row shows what " + function + " does");
    assertEquals(expected, found("accounts", function, "accountid"), function);
  }

  private static Instant created(Map<String, String> row) {
    return Instant.parse(ShippedData.field(row, "createdon"));
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  /** The moment of the request is one of both between which it was sent and answered. */
  private static void relative(String function, BiPredicate<Instant, Instant> holds) {
    Instant before = Instant.now();
    Set<String> found = found("accounts", function, "accountid");
    Instant after = Instant.now();
    List<Set<String>> possible =
        List.of(before, after).stream()
            .map(now -> expected("accounts", "accountid", row -> holds.test(created(row), now)))
            .toList();
    assertTrue(possible.contains(found), () -> function + ": " + found);
  }

  @Test
  void datesAreTakenByTheirDistanceFromNow() {
    relative(
        "LastXMonths(PropertyName='createdon',PropertyValue=24)",
        (moment, now) -> !moment.isAfter(now) && !day(moment).isBefore(day(now).minusMonths(24)));
    relative(
        "OlderThanXYears(PropertyName='createdon',PropertyValue=2)",
        (moment, now) -> day(moment).isBefore(day(now).minusYears(2)));
    relative(
        "LastXDays(PropertyName='createdon',PropertyValue=900)",
        (moment, now) -> !moment.isAfter(now) && !day(moment).isBefore(day(now).minusDays(900)));
    relative(
        "OlderThanXHours(PropertyName='createdon',PropertyValue=20000)",
        (moment, now) -> moment.isBefore(now.minus(20000, ChronoUnit.HOURS)));
    relative(
        "LastYear(PropertyName='createdon')",
        (moment, now) -> day(moment).getYear() == day(now).getYear() - 1);
    relative("Tomorrow(PropertyName='createdon')", (moment, now) -> day(moment).isAfter(day(now)));
  }

  @Test
  void datesAreTakenByTheirDay() {
    Map<String, String> some = ShippedData.rows("accounts").get(0);
    LocalDate day = day(created(some));
    check(
        "On(PropertyName='createdon',PropertyValue='" + day + "')",
        row -> day(created(row)).equals(day));
    check(
        "OnOrAfter(PropertyName='createdon',PropertyValue=" + day + ")",
        row -> !day(created(row)).isBefore(day));
    check(
        "OnOrBefore(PropertyName='createdon',PropertyValue='" + day + "T12:00:00Z')",
        row -> !day(created(row)).isAfter(day));
  }

  @Test
  void datesAreTakenByTheirFiscalPeriod() {
    check(
        "InFiscalYear(PropertyName='createdon',PropertyValue=2024)",
        row -> day(created(row)).getYear() == 2024);
    check(
        "InFiscalPeriod(PropertyName='createdon',PropertyValue=2)",
        row -> (day(created(row)).getMonthValue() + 2) / 3 == 2);
    check(
        "InFiscalPeriodAndYear(PropertyName='createdon',PropertyValue1=3,PropertyValue2=2024)",
        row ->
            day(created(row)).getYear() == 2024
                && (day(created(row)).getMonthValue() + 2) / 3 == 3);
    Instant begin = LocalDateTime.of(2024, 7, 1, 0, 0).toInstant(ZoneOffset.UTC);
    check(
        "InOrAfterFiscalPeriodAndYear"
            + "(PropertyName='createdon',PropertyValue1=3,PropertyValue2=2024)",
        row -> !created(row).isBefore(begin));
    check(
        "InOrBeforeFiscalPeriodAndYear"
            + "(PropertyName='createdon',PropertyValue1=2,PropertyValue2=2024)",
        row -> created(row).isBefore(begin));
  }

  @Test
  void valuesAreComparedWithSeveral() {
    Predicate<Map<String, String>> few =
        row -> {
          String number = ShippedData.field(row, "numberofemployees");
          return !number.isEmpty()
              && Integer.parseInt(number) >= 5
              && Integer.parseInt(number) <= 2000;
        };
    check("Between(PropertyName='numberofemployees',PropertyValues=[\"5\",\"2000\"])", few);
    check(
        "NotBetween(PropertyName='numberofemployees',PropertyValues=[\"5\",\"2000\"])",
        few.negate());
    Predicate<Map<String, String>> rich =
        row -> {
          String revenue = ShippedData.field(row, "revenue");
          return !revenue.isEmpty()
              && new BigDecimal(revenue).compareTo(new BigDecimal("1000000")) >= 0
              && new BigDecimal(revenue).compareTo(new BigDecimal("447674398.3317")) <= 0;
        };
    check("Between(PropertyName='revenue',PropertyValues=[1000000,\"447674398.3317\"])", rich);
    Predicate<Map<String, String>> sectors =
        row -> Set.of("16", "1", "7").contains(ShippedData.field(row, "industrycode"));
    check("In(PropertyName='industrycode',PropertyValues=[\"16\",'1',7])", sectors);
    check("ContainValues(PropertyName='industrycode',PropertyValues=[\"16\",'1',7])", sectors);
    check("NotIn(PropertyName='industrycode',PropertyValues=[\"16\",'1',7])", sectors.negate());
    check(
        "In(PropertyName=@p1,PropertyValues=@p2)&@p1='address1_city'&@p2=[\"København\"]"
            .replace("ø", "%C3%B8"),
        row -> ShippedData.field(row, "address1_city").equals("København"));
  }

  @Test
  void propertiesOfRelatedRecordsAreAskedToo() {
    Set<String> parents =
        expected(
            "accounts",
            "accountid",
            row -> ShippedData.field(row, "name").equals("Adventure Works Retail"));
    Map<String, String> any =
        ShippedData.rows("accounts").stream()
            .filter(row -> !ShippedData.field(row, "_parentaccountid_value").isEmpty())
            .findFirst()
            .orElseThrow();
    String parent = ShippedData.field(any, "_parentaccountid_value");
    String name =
        ShippedData.field(ShippedData.row("accounts", "accountid", parent), "name")
            .replace("&", "%26");
    Set<String> named =
        expected("accounts", "accountid", row -> ShippedData.field(row, "name").equals(name));
    assertFalse(parents.isEmpty());
    check(
        "In(PropertyName='parentaccountid/name',PropertyValues=[\"" + name + "\"])",
        row -> named.contains(ShippedData.field(row, "_parentaccountid_value")));
  }

  private static Set<String> below(String set, String id, String parent, String top) {
    Set<String> found = new HashSet<>();
    boolean more = true;
    while (more) {
      more =
          found.addAll(
              expected(
                  set,
                  id,
                  row ->
                      ShippedData.field(row, parent).equals(top)
                          || found.contains(ShippedData.field(row, parent))));
    }
    return found;
  }

  @Test
  void hierarchiesOfAccounts() {
    String top =
        ShippedData.rows("accounts").stream()
            .map(row -> ShippedData.field(row, "_parentaccountid_value"))
            .filter(parent -> !parent.isEmpty())
            .max(
                (one, other) ->
                    below("accounts", "accountid", "_parentaccountid_value", one).size()
                        - below("accounts", "accountid", "_parentaccountid_value", other).size())
            .orElseThrow();
    Set<String> below = below("accounts", "accountid", "_parentaccountid_value", top);
    String of = "(PropertyName='accountid',PropertyValue='" + top + "')";
    assertEquals(below, found("accounts", "Under" + of, "accountid"));
    Set<String> others = expected("accounts", "accountid", row -> true);
    others.removeAll(below);
    assertEquals(others, found("accounts", "NotUnder" + of, "accountid"));
    below.add(top);
    assertEquals(below, found("accounts", "UnderOrEqual" + of, "accountid"));
    below.remove(top);
    String leaf = below.iterator().next();
    Set<String> above = new HashSet<>();
    String parent = leaf;
    while (!parent.isEmpty()) {
      parent =
          ShippedData.field(
              ShippedData.row("accounts", "accountid", parent), "_parentaccountid_value");
      above.add(parent);
    }
    above.remove("");
    String from = "(PropertyName='accountid',PropertyValue=" + leaf + ")";
    assertEquals(above, found("accounts", "Above" + from, "accountid"));
    above.add(leaf);
    assertEquals(above, found("accounts", "AboveOrEqual" + from, "accountid"));
  }

  @Test
  void theHierarchyOfALookup() {
    String unit = ShippedData.field(ShippedData.rows("businessunits").get(0), "businessunitid");
    Set<String> units =
        below("businessunits", "businessunitid", "_parentbusinessunitid_value", unit);
    units.add(unit);
    check(
        "UnderOrEqual(PropertyName='owningbusinessunit',PropertyValue='" + unit + "')",
        row -> units.contains(ShippedData.field(row, "_owningbusinessunit_value")));
  }

  @Test
  void theCallerIsTheOneOfWhoAmI() {
    assertEquals(ANNA, EdmundUnderTest.json(ROOT + "WhoAmI").get("UserId").asText());
    for (String user : List.of(ANNA, BERND)) {
      String header = "MSCRMCallerID: " + user;
      assertEquals(
          expected(
              "accounts",
              "accountid",
              row -> ShippedData.field(row, "_ownerid_value").equals(user)),
          found("accounts", "EqualUserId(PropertyName='ownerid')", "accountid", header));
      Set<String> below = below("systemusers", "systemuserid", "_parentsystemuserid_value", user);
      below.add(user);
      assertEquals(
          expected(
              "accounts",
              "accountid",
              row -> below.contains(ShippedData.field(row, "_ownerid_value"))),
          found(
              "accounts", "EqualUserOrUserHierarchy(PropertyName='ownerid')", "accountid", header));
      String unit =
          ShippedData.field(
              ShippedData.row("systemusers", "systemuserid", user), "_businessunitid_value");
      Predicate<Map<String, String>> same =
          row -> ShippedData.field(row, "_owningbusinessunit_value").equals(unit);
      assertEquals(
          expected("accounts", "accountid", same),
          found(
              "accounts",
              "EqualBusinessId(PropertyName='owningbusinessunit')",
              "accountid",
              header));
      assertEquals(
          expected("accounts", "accountid", same.negate()),
          found(
              "accounts",
              "NotEqualBusinessId(PropertyName='owningbusinessunit')",
              "accountid",
              header));
    }
    check(
        "NotEqualUserId(PropertyName='ownerid')",
        row -> !ShippedData.field(row, "_ownerid_value").equals(ANNA));
  }

  @Test
  void functionsAreKnownUnderTheirMountOnly() {
    String call = "accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName='createdon')";
    EdmundUnderTest.get("/odata/" + call).error(400);
    EdmundUnderTest.get(ROOT + call).ok();
  }

  @Test
  void whatCannotBeAnsweredIsSaid() {
    String message =
        EdmundUnderTest.get(target("accounts", "LastXDays(PropertyName='createdon')"))
            .is(400)
            .json()
            .at("/error/message")
            .asText();
    assertTrue(message.contains("LastXDays"), message);
    assertTrue(message.contains("PropertyValue"), message);
    EdmundUnderTest.get(target("accounts", "EqualUserTeams(PropertyName='name')")).is(400);
  }

  @Test
  void functionsStandInExpandAndApplyToo() {
    String function =
        "Microsoft.Dynamics.CRM.InFiscalYear(PropertyName='createdon',PropertyValue=2024)";
    int in2024 =
        expected("accounts", "accountid", row -> day(created(row)).getYear() == 2024).size();
    assertEquals(
        in2024,
        EdmundUnderTest.json(
                ROOT + "accounts?$apply=filter(" + function + ")/aggregate($count as n)")
            .at("/value/0/n")
            .asInt());
    EdmundUnderTest.values(
            ROOT
                + "systemusers?$select=fullname&$expand=createdby_connection($select=createdon;$filter="
                + function
                + ")&$top=3")
        .forEach(
            user ->
                user.get("createdby_connection")
                    .forEach(
                        connection ->
                            assertTrue(connection.get("createdon").asText().startsWith("2024"))));
  }

  private static final String TEAMS =
      """
      <edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.0'>
      <edmx:Reference Uri='Edmund.V1.xml'>
        <edmx:Include Namespace='Edmund.V1' Alias='Edmund'/></edmx:Reference>
      <edmx:DataServices>
      <Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='Microsoft.Dynamics.CRM'>
      <EntityType Name='systemuser'><Key><PropertyRef Name='systemuserid'/></Key>
        <Property Name='systemuserid' Type='Edm.Guid' Nullable='false'/>
        <Property Name='createdon' Type='Edm.DateTimeOffset'/>
        <Property Name='_businessunitid_value' Type='Edm.Guid'/>
        <Property Name='_parentsystemuserid_value' Type='Edm.Guid'/>
        <NavigationProperty Name='parentsystemuserid' Type='Microsoft.Dynamics.CRM.systemuser'>
          <ReferentialConstraint Property='_parentsystemuserid_value'
              ReferencedProperty='systemuserid'/></NavigationProperty>
        <NavigationProperty Name='teammembership_association'
            Type='Collection(Microsoft.Dynamics.CRM.team)' Partner='teammembership_association'/>
      </EntityType>
      <EntityType Name='team'><Key><PropertyRef Name='teamid'/></Key>
        <Property Name='teamid' Type='Edm.Guid' Nullable='false'/>
        <NavigationProperty Name='teammembership_association'
            Type='Collection(Microsoft.Dynamics.CRM.systemuser)'
            Partner='teammembership_association'/>
      </EntityType>
      <EntityType Name='note'><Key><PropertyRef Name='noteid'/></Key>
        <Property Name='noteid' Type='Edm.Int32' Nullable='false'/>
        <Property Name='due' Type='Edm.Date'/>
        <Property Name='choices' Type='Edm.String'/>
        <Property Name='more' Type='Collection(Edm.Int32)' Nullable='false'/>
        <Property Name='language' Type='Edm.Int32'/>
        <Property Name='_ownerid_value' Type='Edm.Guid'/>
      </EntityType>
      <EntityContainer Name='System'>
        <EntitySet Name='systemusers' EntityType='Microsoft.Dynamics.CRM.systemuser'>
          <Annotation Term='Edmund.V1.Users' PropertyPath='systemuserid'/>
        </EntitySet>
        <EntitySet Name='teams' EntityType='Microsoft.Dynamics.CRM.team'/>
        <EntitySet Name='notes' EntityType='Microsoft.Dynamics.CRM.note'/>
        <Annotation Term='Edmund.V1.Mounts'><Collection><Record>
          <PropertyValue Property='Path' String='/odata/'/>
          <PropertyValue Property='Conventions' String='Dataverse'/>
          <PropertyValue Property='Callers'><Collection><Record>
            <PropertyValue Property='Header' String='MSCRMCallerID'/>
            <PropertyValue Property='Property' String='systemuserid'/>
          </Record></Collection></PropertyValue>
        </Record></Collection></Annotation>
      </EntityContainer></Schema></edmx:DataServices></edmx:Edmx>
      """;

  private static String id(int number) {
    return "00000000-0000-0000-0000-00000000000" + number;
  }

  private static String user(int number, String parent, String teams) {
    return "{\"systemuserid\":\""
        + id(number)
        + "\",\"createdon\":\"2026-01-0"
        + number
        + "T00:00:00Z\",\"_parentsystemuserid_value\":"
        + parent
        + ",\"teammembership_association@odata.bind\":["
        + teams
        + "]}";
  }

  private static String note(int number, String due, String choices, String more, String owner) {
    return String.format(
        "{\"noteid\":%d,\"due\":%s,\"choices\":%s,\"more\":%s,\"language\":%d,\"_ownerid_value\":%s}",
        number, due, choices, more, 1032 + number, owner);
  }

  private static Set<String> notes(ModelUnderTest service, String function, String... headers) {
    return EdmundUnderTest.items(
            service.json("notes?$filter=Microsoft.Dynamics.CRM." + function, headers))
        .stream()
        .map(note -> note.get("noteid").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void teamsDatesAndChoices(@TempDir Path folder) throws Exception {
    String users =
        List.of(
                user(1, "null", "\"teams(" + id(7) + ")\""),
                user(2, "\"" + id(1) + "\"", "\"teams(" + id(8) + ")\""),
                user(3, "null", "\"teams(" + id(9) + ")\""))
            .toString();
    String teams =
        List.of(7, 8, 9).stream()
            .map(number -> "{\"teamid\":\"" + id(number) + "\"}")
            .toList()
            .toString();
    String notes =
        List.of(
                note(1, "\"2024-06-30\"", "\"1,9\"", "[1,2]", "\"" + id(7) + "\""),
                note(2, "\"2024-07-01\"", "\"11, 2\"", "[]", "\"" + id(8) + "\""),
                note(3, "\"2025-01-01\"", "\"2\"", "[3]", "\"" + id(9) + "\""),
                note(4, "null", "null", "[2,3]", "\"" + id(1) + "\""),
                note(5, "\"2024-12-31\"", "\"\"", "[4]", "\"" + id(2) + "\""))
            .toString();
    Path model = Files.writeString(folder.resolve("teams.xml"), TEAMS);
    try (ModelUnderTest service =
        ModelUnderTest.serve(
            folder,
            model,
            Map.of("systemusers.json", users, "teams.json", teams, "notes.json", notes))) {
      String owner = "(PropertyName='ownerid')";
      assertEquals(Set.of("1"), notes(service, "EqualUserTeams" + owner));
      assertEquals(Set.of("1", "4"), notes(service, "EqualUserOrUserTeams" + owner));
      assertEquals(Set.of("4", "5"), notes(service, "EqualUserOrUserHierarchy" + owner));
      assertEquals(
          Set.of("1", "2", "4", "5"), notes(service, "EqualUserOrUserHierarchyAndTeams" + owner));
      String caller = "MSCRMCallerID: " + id(3);
      assertEquals(Set.of("3"), notes(service, "EqualUserOrUserTeams" + owner, caller));
      assertEquals(Set.of("1"), notes(service, "EqualUserLanguage(PropertyName='language')"));

      String due = "(PropertyName='due',PropertyValue";
      assertEquals(Set.of("1", "2", "5"), notes(service, "InFiscalYear" + due + "=2024)"));
      assertEquals(Set.of("2"), notes(service, "On" + due + "='2024-07-01')"));
      assertEquals(Set.of("1", "2"), notes(service, "OnOrBefore" + due + "=2024-07-01)"));
      assertEquals(Set.of("2", "3", "5"), notes(service, "OnOrAfter" + due + "=2024-07-01)"));
      assertEquals(
          Set.of("2"), notes(service, "InFiscalPeriodAndYear" + due + "1=3,PropertyValue2=2024)"));
      assertEquals(Set.of("1"), notes(service, "InFiscalPeriod" + due + "=2)"));
      assertEquals(Set.of("1", "2", "3", "5"), notes(service, "OlderThanXMinutes" + due + "=1)"));

      String choices = "ContainValues(PropertyName='choices',PropertyValues=";
      assertEquals(Set.of("1"), notes(service, choices + "['1'])"));
      assertEquals(Set.of("1", "2", "3"), notes(service, choices + "[2,9])"));
      assertEquals(Set.of("2", "3", "4", "5"), notes(service, "DoesNot" + choices + "[1])"));
      String more = "ContainValues(PropertyName='more',PropertyValues=[2,4])";
      assertEquals(Set.of("1", "4", "5"), notes(service, more));
      assertEquals(Set.of("2", "3"), notes(service, "DoesNot" + more));
    }
  }
}
