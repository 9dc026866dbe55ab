package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final String PRIMARY =
      "<link-entity name='contact' from='contactid' to='primarycontactid'";

  private static String target(String set, String xml) {
    return ROOT + set + "?fetchXml=" + URLEncoder.encode(xml, StandardCharsets.UTF_8);
  }

  private static String fetch(String attributes, String entity, String inside) {
    return "<fetch "
        + attributes
        + "><entity name='"
        + entity
        + "'>"
        + inside
        + "</entity></fetch>";
  }

  private static List<JsonNode> accounts(String attributes, String inside) {
    return EdmundUnderTest.values(target("accounts", fetch(attributes, "account", inside)));
  }

  private static List<JsonNode> contacts(String inside) {
    return EdmundUnderTest.values(target("contacts", fetch("", "contact", inside)));
  }

  private static List<String> texts(List<JsonNode> rows, String... columns) {
    return rows.stream()
        .map(
            row ->
                Stream.of(columns)
                    .map(column -> row.path(column).asText(""))
                    .collect(Collectors.joining("|")))
        .sorted()
        .toList();
  }

  private static Stream<Map<String, String>> rows(String set) {
    return ShippedData.rows(set).stream();
  }

  private static String value(Map<String, String> row, String column) {
    return ShippedData.field(row, column);
  }

  /** The rows of contacts that belong to an account. */
  private static List<Map<String, String>> contactsOf(Map<String, String> account) {
    return rows("contacts")
        .filter(c -> value(c, "_parentcustomerid_value").equals(value(account, "accountid")))
        .toList();
  }

  private static final Predicate<Map<String, String>> ACTIVE =
      row -> value(row, "statecode").equals("0");

  private static List<String> sorted(Stream<String> texts) {
    return texts.sorted().toList();
  }

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
    assertEquals(names.stream().sorted(FetchXmlTest::compare).toList(), names);
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
  void aggregatesOfGroupsAreThoseOfTheirRows() {
    List<JsonNode> found =
        accounts(
            "aggregate='true'",
            "<attribute name='industrycode' groupby='true' alias='industry'/>"
                + "<attribute name='revenue' aggregate='sum' alias='total'/>"
                + "<attribute name='revenue' aggregate='max' alias='most'/>"
                + "<attribute name='accountid' aggregate='count' alias='n'/>"
                + "<attribute name='address1_city' aggregate='countcolumn' alias='cities'/>"
                + "<attribute name='address1_city' aggregate='countcolumn' distinct='true'"
                + " alias='different'/><order alias='n' descending='true'/>");
    Map<String, List<Map<String, String>>> groups =
        rows("accounts").collect(Collectors.groupingBy(row -> value(row, "industrycode")));
    assertEquals(groups.size(), found.size());
    long last = Long.MAX_VALUE;
    for (JsonNode row : found) {
      List<Map<String, String>> group =
          groups.getOrDefault(row.path("industry").asText(""), List.of());
      List<BigDecimal> revenues = decimals(group, "revenue");
      assertEquals(
          0,
          revenues.stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .compareTo(row.path("total").decimalValue()),
          row.toString());
      if (!revenues.isEmpty()) {
        BigDecimal most = revenues.stream().reduce(BigDecimal::max).orElseThrow();
        assertEquals(0, most.compareTo(row.path("most").decimalValue()));
      }
      List<String> cities =
          group.stream().map(a -> value(a, "address1_city")).filter(c -> !c.isEmpty()).toList();
      assertEquals(group.size(), row.path("n").asInt());
      assertEquals(cities.size(), row.path("cities").asInt());
      assertEquals(cities.stream().distinct().count(), row.path("different").asLong());
      assertTrue(row.path("n").asLong() <= last);
      last = row.path("n").asLong();
    }
  }

  private static List<BigDecimal> decimals(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .map(row -> value(row, column))
        .filter(text -> !text.isEmpty())
        .map(BigDecimal::new)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"day", "week", "month", "quarter", "year", "fiscal-period", "fiscal-year"})
  void datesAreGroupedByTheirParts(String part) {
    Map<String, Function<LocalDate, String>> parts =
        Map.of(
            "day", day -> "" + day.getDayOfMonth(),
            "month", day -> "" + day.getMonthValue(),
            "year", day -> "" + day.getYear(),
            "quarter", day -> "" + quarter(day),
            "week",
                day -> {
                  int first = day.withDayOfYear(1).getDayOfWeek().getValue() % 7;
                  return "" + ((day.getDayOfYear() - 1 + first) / 7 + 1);
                },
            "fiscal-year", day -> "FY" + day.getYear(),
            "fiscal-period", day -> "Quarter " + quarter(day) + " FY" + day.getYear());
    Function<LocalDate, String> of = parts.getOrDefault(part, day -> "");
    Map<String, Long> expected =
        rows("accounts")
            .map(row -> LocalDate.parse(value(row, "createdon").substring(0, 10)))
            .collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
    Map<String, Long> found = new TreeMap<>();
    for (JsonNode row :
        accounts(
            "aggregate='true'",
            "<attribute name='createdon' groupby='true' alias='part' dategrouping='"
                + part
                + "'/><attribute name='name' aggregate='count' alias='n'/>"
                + "<order alias='part'/>")) {
      found.put(row.path("part").asText(), row.path("n").asLong());
    }
    assertEquals(expected, found);
  }

  private static int quarter(LocalDate day) {
    return day.get(IsoFields.QUARTER_OF_YEAR);
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
