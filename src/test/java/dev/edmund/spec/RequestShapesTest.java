package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that differ in literals alone share what was worked out for the first of them. Each is
 * asked once more with {@code %24filter} or {@code %28}, which mean the same (Part 2, 2) and are
 * read and planned by themselves.
 */
final class RequestShapesTest {
  private static final String SCHEMA =
      """
      <EnumType Name='Colour'><Member Name='Red' Value='1'/><Member Name='Blue' Value='2'/></EnumType>
      <TypeDefinition Name='Grams' UnderlyingType='Edm.Int32'/>
      <EntityType Name='Thing'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Tiny' Type='Edm.SByte'/><Property Name='Small' Type='Edm.Byte'/>
        <Property Name='Short' Type='Edm.Int16'/><Property Name='Long' Type='Edm.Int64'/>
        <Property Name='Price' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='Real' Type='Edm.Double'/><Property Name='Single' Type='Edm.Single'/>
        <Property Name='Text' Type='Edm.String' MaxLength='5'/>
        <Property Name='Uid' Type='Edm.Guid'/><Property Name='On' Type='Edm.Boolean'/>
        <Property Name='Day' Type='Edm.Date'/><Property Name='At' Type='Edm.DateTimeOffset'/>
        <Property Name='Time' Type='Edm.TimeOfDay'/><Property Name='Span' Type='Edm.Duration'/>
        <Property Name='Bytes' Type='Edm.Binary'/><Property Name='Colour' Type='self.Colour'/>
        <Property Name='Weight' Type='self.Grams'/>
        <Property Name='Words' Type='Collection(Edm.String)'/>
        <NavigationProperty Name='Next' Type='self.Thing'/>
      </EntityType>
      <EntityType Name='Named'><Key><PropertyRef Name='Name'/><PropertyRef Name='Part'/></Key>
        <Property Name='Name' Type='Edm.String' Nullable='false'/>
        <Property Name='Part' Type='Edm.Int16' Nullable='false'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Things' EntityType='self.Thing'>
          <NavigationPropertyBinding Path='Next' Target='Things'/></EntitySet>
        <EntitySet Name='Names' EntityType='self.Named'/>
      </EntityContainer>
      """;

  private static final List<String> PROPERTIES =
      List.of(
          "Id", "Tiny", "Small", "Short", "Long", "Price", "Real", "Single", "Text", "Uid", "On",
          "Day", "At", "Time", "Span", "Bytes", "Colour", "Weight", "Words", "Next/Id", "Missing");

  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "-1",
          "-0",
          "+1",
          "007",
          "127",
          "128",
          "200",
          "255",
          "256",
          "-129",
          "300",
          "32768",
          "70000",
          "3000000000",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999",
          "1.0",
          "1.5",
          "1.50",
          "-1.5",
          "1e3",
          "1.5e-3",
          "NaN",
          "INF",
          "-INF",
          "''",
          "'a'",
          "'b'",
          "'A'",
          "'O''Neil'",
          "'a%20b'",
          "'a+b'",
          "'%25'",
          "'%C3%BC'",
          "'%FF'",
          "'%27'",
          "'a,b'",
          "'a/b'",
          "'a%2Fb'",
          "'(a)'",
          "'longer'",
          "'1'",
          "'Red'",
          "'Green'",
          "1%31",
          "00000000-0000-0000-0000-000000000001",
          "ABCDEFAB-0000-0000-0000-00000000000A",
          "abcdefab-0000-0000-0000-00000000000a",
          "'00000000-0000-0000-0000-000000000001'",
          "00000000-0000-0000-0000-00000000000",
          "2025-01-01",
          "2025-02-30",
          "'2025-01-01'",
          "2025-01-01T00:00:00Z",
          "2025-01-01T00%3A00%3A00Z",
          "2025-01-01T01:00:00+01:00",
          "2025-01-01T01:00:00%2B01:00",
          "2025-01-01T00:00:00.5Z",
          "2025-02-30T00:00:00Z",
          "2025-01-01T00:00:00",
          "10000-01-01T00:00:00Z",
          "12:30:00",
          "duration'P1D'",
          "binary'AQ'",
          "self.Colour'Red'",
          "null",
          "true",
          "false",
          "@p",
          "Id",
          "Text",
          "-Id",
          "x",
          "");

  private static final List<String> OPERATORS = List.of("eq", "ne", "gt", "ge", "lt", "le", "in");

  private static final String DATA =
      """
      [{"Id":1,"Tiny":1,"Small":200,"Short":300,"Long":3000000000,"Price":1.5,"Real":1.5,"Single":1.5,
        "Text":"a","Uid":"00000000-0000-0000-0000-000000000001","On":true,"Day":"2025-01-01",
        "At":"2025-01-01T00:00:00Z","Time":"12:30:00","Span":"P1D","Bytes":"AQ","Colour":"Red",
        "Weight":1,"Words":["a"],"Next@odata.bind":"Things(2)"},
       {"Id":2,"Tiny":-1,"Small":0,"Short":-129,"Long":1,"Price":1.0,"Real":1e3,"Single":2,
        "Text":"O'Ne","Uid":"abcdefab-0000-0000-0000-00000000000a","On":false,"Day":"2025-02-03",
        "At":"2024-12-31T23:59:59Z","Time":"00:00:00","Span":"PT1S","Bytes":"","Colour":"Blue",
        "Weight":127,"Words":[]},
       {"Id":3},{"Id":300,"Text":"a b"},{"Id":70000,"Text":""}]
      """;

  private static final String NAMES =
      """
      [{"Name":"a","Part":1},{"Name":"a b","Part":2},{"Name":"O'Neil","Part":300},
       {"Name":"","Part":-1}]
      """;

  @SuppressWarnings("NullAway.Init")
  private static ModelUnderTest service;

  private final Random random = new Random(20_250_101);

  @BeforeAll
  static void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(folder, SCHEMA, Map.of("Things.json", DATA, "Names.json", NAMES));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Part 2, 5.1.1: a filter means the same whatever was asked before. */
  @Test
  void filtersWithOtherLiteralsAnswerAsIfAskedAlone() {
    int answered = 0;
    List<String> forms = forms();
    for (int i = 0; i < 3_000; i++) {
      String form = forms.get(random.nextInt(forms.size()));
      String filter = form;
      while (filter.contains("?")) {
        filter = filter.replaceFirst("\\?", java.util.regex.Matcher.quoteReplacement(literal()));
      }
      String rest = "&$top=3&$orderby=Id&$select=Id,Text" + (filter.contains("@p") ? "&@p=1" : "");
      Answer shared = service.get("Things?$filter=" + filter + rest);
      Answer alone = service.get("Things?%24filter=" + filter + rest);
      assertSame(alone, shared, filter);
      answered += shared.status() == 200 ? 1 : 0;
    }
    assertTrue(answered > 500, answered + " filters were right");
  }

  /** Some forms of filters, each of which comes again with other literals. */
  private List<String> forms() {
    List<String> forms = new ArrayList<>();
    for (String property : PROPERTIES) {
      for (String operator : OPERATORS) {
        String list = operator.equals("in") ? "(?,?)" : "?";
        forms.add(property + "%20" + operator + "%20" + list);
      }
      forms.add("?+lt+" + property);
      forms.add("not%20(" + property + "%20eq%20?)%20or%20Id%20eq%20?");
      forms.add("(Id%20gt%20?%20and%20" + property + "%20ne%20?)");
    }
    for (String function : List.of("contains", "startswith", "endswith", "concat")) {
      forms.add(function + "(Text,?)");
      forms.add(function + "(?,Text)%20and%20Text%20ne%20null");
      forms.add("not%20" + function + "(Text,?)");
    }
    forms.add("Id%20add%20?%20gt%20?");
    forms.add("Words/any(w:w%20eq%20?)");
    forms.add("length(Text)%20eq%20?");
    forms.add("?%20eq%20?");
    return forms;
  }

  /** Part 2, 4.3.1: an entity is found by its key whatever was asked before. */
  @Test
  void keysAnswerAsIfAskedAlone() {
    List<String> forms =
        List.of(
            "Things(?)", "Things(Id=?)", "Things(?)/Text", "Names(Name=?,Part=?)", "Names(?,?)");
    int answered = 0;
    for (int i = 0; i < 1_500; i++) {
      String path = forms.get(random.nextInt(forms.size()));
      while (path.contains("?")) {
        path = path.replaceFirst("\\?", java.util.regex.Matcher.quoteReplacement(literal()));
      }
      Answer shared = service.get(path);
      Answer alone = service.get(path.replace("(", "%28").replace(")", "%29"));
      assertSame(alone, shared, path);
      answered += shared.status() == 200 ? 1 : 0;
    }
    assertTrue(answered > 50, answered + " keys were there");
  }

  /** Part 1, 11.2.6.7: pages go on within the request they belong to. */
  @Test
  void nextLinksBelongToTheirOwnLiterals() {
    for (String literal : List.of("0", "1", "2", "3", "300")) {
      String rest = "Id%20ge%20" + literal + "&$count=true";
      Answer shared = service.get("Things?$filter=" + rest, "Prefer: maxpagesize=1");
      Answer alone = service.get("Things?%24filter=" + rest, "Prefer: maxpagesize=1");
      while (shared.text().contains("nextLink")) {
        assertEquals(rows(alone), rows(shared), literal);
        shared = service.get(next(shared), "Prefer: maxpagesize=1");
        alone = service.get(next(alone), "Prefer: maxpagesize=1");
      }
      assertEquals(rows(alone), rows(shared), literal);
    }
  }

  /** Part 1, 11.2.6.7: a page is the same whatever pages of the same text were asked for before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Things?",
        "Things?$orderby=Text&",
        "Things?$orderby=Text%20desc,Colour&",
        "Things?$orderby=On,Price%20desc&$count=true&",
        "Things?$orderby=Next/Id%20desc&$expand=Next&",
        "Things?$filter=Id%20gt%201&$orderby=Day&",
        "Things?$filter=Words/any(w:w%20eq%20'a')%20or%20Id%20ge%20@p&@p=3&",
        "Things?$top=4&$skip=1&$orderby=Text&",
        "Things?$select=Text&$search=a&",
        "Things?$apply=groupby((On,Colour))&$orderby=On&",
        "Things(1)/Next?",
        "Things(1)/Words?",
        "Names?$orderby=Part%20desc&"
      })
  void pagesAnswerAsIfAskedAlone(String query) {
    for (int size = 1; size <= 3; size++) {
      String prefer = "Prefer: maxpagesize=" + size;
      Answer page = service.get(query + "$format=json", prefer);
      while (page.text().contains("nextLink")) {
        String link = next(page);
        page = service.get(link, prefer);
        assertSame(alone(link, prefer), page, link);
        assertSame(page, service.get(link, prefer), link);
      }
      for (String token : List.of("", "abc", "a%20b", "a&$skiptoken=b")) {
        String other = query + "$format=json&$skiptoken=" + token;
        assertSame(alone(other, prefer), service.get(other, prefer), other);
      }
    }
  }

  private static Answer alone(String link, String prefer) {
    return service.get(link.replace("$skiptoken", "%24skiptoken"), prefer);
  }

  /** A page is one of the request that the token was made for. */
  @Test
  void tokensOfOtherRequestsAreRefused() {
    String mine = next(service.get("Things?$orderby=Id", "Prefer: maxpagesize=1"));
    String other = next(service.get("Things?$orderby=Text", "Prefer: maxpagesize=1"));
    assertEquals(200, service.get(mine).status());
    assertEquals(200, service.get(other).status());
    String mixed = mine.replaceAll("skiptoken=.*", other.replaceAll(".*(skiptoken=)", "$1"));
    assertEquals(400, service.get(mixed).status());
  }

  private static String rows(Answer answer) {
    // Messages about a path show it as it was sent, and count in that.
    return answer
        .text()
        .replaceAll(",\"@odata.nextLink\":\"[^\"]*\"", "")
        .replace("%28", "(")
        .replace("%29", ")")
        .replaceAll("encoding at position \\d+", "encoding");
  }

  private static String next(Answer answer) {
    return answer.text().replaceAll("(?s).*nextLink\":\"https?://[^/]*/odata/([^\"]*)\".*", "$1");
  }

  private static void assertSame(Answer alone, Answer shared, String what) {
    assertEquals(
        alone.status() + " " + alone.header("ETag") + rows(alone),
        shared.status() + " " + shared.header("ETag") + rows(shared),
        what);
  }

  private String literal() {
    return LITERALS.get(random.nextInt(LITERALS.size()));
  }
}
