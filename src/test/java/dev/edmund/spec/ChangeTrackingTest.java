package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.plan.paging.DeltaTokens;
import dev.edmund.plan.paging.SkipTokens;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients follow the changes of a result (Part 1, 11.3; JSON Format, 15). */
final class ChangeTrackingTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String TRACK = "Prefer: odata.track-changes";
  private static final String NEWER = "OData-MaxVersion: 4.01";

  static final String MODEL =
      """
      <EntityType Name='Customer'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <Property Name='Age' Type='Edm.Int32'/>
        <Property Name='Tags' Type='Collection(Edm.String)' Nullable='false'/>
        <NavigationProperty Name='Boss' Type='self.Customer'/>
      </EntityType>
      <EntityType Name='Animal'>
        <Key><PropertyRef Name='Kind'/><PropertyRef Name='Number'/></Key>
        <Property Name='Kind' Type='Edm.String' Nullable='false'/>
        <Property Name='Number' Type='Edm.Decimal' Scale='variable' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Dog' BaseType='self.Animal'>
        <Property Name='Breed' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Note'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
      </EntityType>
      <Action Name='Birthday'>
        <Annotation Term='Edmund.V1.Sql'
          String='UPDATE &quot;self_Customer&quot; SET &quot;Age&quot; = &quot;Age&quot; + 1'/>
      </Action>
      <EntityContainer Name='C'>
        <EntitySet Name='Customers' EntityType='self.Customer'>
          <NavigationPropertyBinding Path='Boss' Target='Customers'/>
        </EntitySet>
        <EntitySet Name='Others' EntityType='self.Customer'/>
        <EntitySet Name='Animals' EntityType='self.Animal'/>
        <EntitySet Name='Notes' EntityType='self.Note'>
          <Annotation Term='Org.OData.Capabilities.V1.ChangeTracking'>
            <Record><PropertyValue Property='Supported' Bool='false'/></Record>
          </Annotation>
        </EntitySet>
        <ActionImport Name='Birthday' Action='self.Birthday'/>
        <Annotation Term='Org.OData.Capabilities.V1.DefaultCapabilities'>
          <Record><PropertyValue Property='ChangeTracking'>
            <Record><PropertyValue Property='Supported' Bool='true'/></Record>
          </PropertyValue></Record>
        </Annotation>
      </EntityContainer>
      """;

  private static final Map<String, String> DATA =
      Map.of(
          "Customers.json",
          """
          [{"Id":1,"Name":"a","Age":10,"Tags":["x"]},{"Id":2,"Name":"b","Age":20},
           {"Id":3,"Name":"c","Age":30}]
          """,
          "Others.json",
          "[{\"Id\":1,\"Name\":\"o\"}]",
          "Animals.json",
          """
          [{"Kind":"cat","Number":1.5,"Name":"Tom"},
           {"@odata.type":"#self.Dog","Kind":"d'og","Number":2,"Breed":"Pug"}]
          """);

  @TempDir Path folder = Path.of("");
  private List<ModelUnderTest> servers = new ArrayList<>();

  @BeforeEach
  void start() {
    servers.add(ModelUnderTest.serve(folder, MODEL, DATA));
  }

  @AfterEach
  void stop() {
    servers.forEach(ModelUnderTest::close);
    servers = new ArrayList<>();
  }

  private ModelUnderTest server() {
    return servers.get(0);
  }

  /** The delta link at the end of a result, as a target. */
  private String link(String target, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(TRACK);
    return next(server().get(target, all.toArray(String[]::new)).ok().json());
  }

  private String next(JsonNode page) {
    assertTrue(page.has("@odata.deltaLink"), page::toString);
    return server().targetOf(page.get("@odata.deltaLink").asText());
  }

  private void post(String set, String body) {
    server().post(set, body, JSON).is(201);
  }

  private void patch(String entity, String body) {
    server().send("PATCH", entity, body, JSON).is(204);
  }

  private void delete(String entity) {
    server().send("DELETE", entity, "").is(204);
  }

  private JsonNode delta(String link, String... headers) {
    return server().json(link, headers);
  }

  /** The texts of a member of each item, and of nothing where it has none. */
  private static List<String> of(JsonNode page, String member) {
    List<String> all = new ArrayList<>();
    page.get("value").forEach(item -> all.add(item.path(member).asText("")));
    return all;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server().database();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String one(String query) throws SQLException {
    try (Connection connection = server().database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  @Test
  @DisplayName("Part 1, 8.2.8.8: a delta link at the end of the result, and Preference-Applied")
  void preference() {
    Answer answer = server().get("Customers?$orderby=Id desc", TRACK).ok();
    assertEquals("odata.track-changes", answer.header("Preference-Applied").orElseThrow());
    assertEquals(List.of("3", "2", "1"), of(answer.json(), "Id"));
    assertTrue(answer.json().get("@odata.deltaLink").asText().contains("/Customers?$deltatoken="));
    Answer newer = server().get("Customers", "Prefer: track-changes", NEWER).ok();
    assertEquals("track-changes", newer.header("Preference-Applied").orElseThrow());
    assertFalse(server().json("Customers").has("@odata.deltaLink"));
  }

  @Test
  @DisplayName("Part 1, 11.3: on the last page only; top, skip, count and order stay behind")
  void lastPage() {
    String first = "Customers?$top=2&$count=true&$orderby=Name&$skip=1";
    JsonNode page = server().get(first, TRACK, "Prefer: odata.maxpagesize=1").ok().json();
    assertFalse(page.has("@odata.deltaLink"), page::toString);
    patch("Customers(1)", "{\"Age\":11}");
    String target = server().targetOf(page.get("@odata.nextLink").asText());
    JsonNode last = server().json(target, "Prefer: odata.maxpagesize=1");
    String link = next(last);
    assertTrue(link.matches("Customers\\?\\$deltatoken=[^&]+"), link);
    // What was changed behind the first page is told.
    assertEquals(List.of("1"), of(delta(link), "Id"));
  }

  @ParameterizedTest
  @DisplayName("Part 1, 8.2.8.8: no preference applied where changes cannot be followed")
  @ValueSource(
      strings = {
        "Notes",
        "Customers(1)/Tags",
        "Customers?$expand=Boss",
        "Customers?$filter=Boss/Age gt 1",
        "Customers?$filter=year(now()) gt 2000",
        "Customers?$compute=Age add 1 as Older&$select=Older",
        "Customers?$apply=filter(Age gt 1)",
        "Customers/$ref",
        "Customers/$filter(@f)?@f=Age gt 1",
      })
  void notApplied(String target) {
    Answer answer = server().get(target, TRACK).ok();
    assertEquals(List.of(), answer.all("Preference-Applied"));
    assertFalse(answer.text().contains("deltaLink"), answer::text);
  }

  @Test
  @DisplayName("JSON Format, 15.1: added, changed and deleted entities, each once")
  void payload() {
    String link = link("Customers");
    post("Customers", "{\"Id\":4,\"Name\":\"d\",\"Tags\":[\"p\",\"q\"]}");
    patch("Customers(2)", "{\"Age\":21}");
    patch("Customers(2)", "{\"Age\":22}");
    delete("Customers(3)");
    Answer answer = server().get(link).ok();
    JsonNode page = answer.json();
    String root = server().url("");
    assertEquals(root + "$metadata#Customers/$delta", page.get("@odata.context").asText());
    assertEquals(List.of("2", "4", ""), of(page, "Id"));
    assertEquals(22, page.get("value").get(0).get("Age").asInt());
    assertEquals("[\"p\",\"q\"]", page.get("value").get(1).get("Tags").toString());
    assertTrue(page.get("value").get(1).has("@odata.etag"));
    assertEquals(
        "{\"@odata.context\":\""
            + root
            + "$metadata#Customers/$deletedEntity\",\"id\":\""
            + root
            + "Customers(3)\",\"reason\":\"deleted\"}",
        page.get("value").get(2).toString());
    assertEquals(List.of(), of(delta(next(page)), "Id"));
    // A delta link may be followed again.
    assertEquals(List.of("2", "4", ""), of(delta(link), "Id"));
  }

  @Test
  @DisplayName("JSON Format 4.01, 15.3: @removed with the reason and the id, in every metadata")
  void removed() {
    String link = link("Customers");
    delete("Customers(3)");
    String id = "\"@odata.id\":\"" + server().url("Customers(3)") + "\"}";
    String removed = "\"@removed\":{\"reason\":\"deleted\"}," + id;
    assertEquals("{" + removed, delta(link, NEWER).get("value").get(0).toString());
    assertEquals(
        "{\"@odata.context\":\""
            + server().url("$metadata#Customers/$deletedEntity")
            + "\","
            + removed,
        delta(link, NEWER, "Accept: application/json;metadata=full")
            .get("value")
            .get(0)
            .toString());
    String none = "Accept: application/json;odata.metadata=none";
    assertEquals("{" + removed, delta(link, NEWER, none).get("value").get(0).toString());
    assertTrue(delta(link, none).get("value").get(0).has("@odata.context"));
  }

  @Test
  @DisplayName("Part 1, 11.3.1: with $filter, what does not match any more is removed as changed")
  void filtered() {
    String link = link("Customers?$filter=Age lt 25&$select=Name");
    patch("Customers(1)", "{\"Age\":99}");
    patch("Customers(3)", "{\"Age\":3}");
    delete("Customers(2)");
    JsonNode page = delta(link);
    assertEquals(
        server().url("$metadata#Customers(Name)/$delta"), page.get("@odata.context").asText());
    assertEquals(List.of(server().url("Customers(3)"), "", ""), of(page, "@odata.id"));
    assertEquals(
        List.of("", server().url("Customers(1)"), server().url("Customers(2)")), of(page, "id"));
    assertEquals(List.of("", "changed", "deleted"), of(page, "reason"));
    assertFalse(page.get("value").get(0).has("Age"));
  }

  @Test
  @DisplayName("Part 1, 11.3.1: a filter of collections depends on the entity alone")
  void filteredByCollection() {
    String link = link("Customers?$filter=Tags/any(t:t eq 'x')");
    server().send("PUT", "Customers(1)/Tags", "{\"value\":[]}", JSON);
    server().send("PUT", "Customers(2)/Tags", "{\"value\":[\"x\"]}", JSON);
    JsonNode page = delta(link);
    assertEquals(List.of("2", ""), of(page, "Id"));
    assertEquals(List.of("", "changed"), of(page, "reason"));
  }

  @Test
  @DisplayName("Part 1, 11.3: deleted and created again is there, created and deleted is not")
  void again() {
    String link = link("Customers");
    delete("Customers(3)");
    post("Customers", "{\"Id\":9,\"Name\":\"z\"}");
    delete("Customers(9)");
    post("Customers", "{\"Id\":3,\"Name\":\"new\"}");
    JsonNode page = delta(link);
    assertEquals(List.of("3", ""), of(page, "Id"));
    assertEquals("new", page.get("value").get(0).get("Name").asText());
    assertTrue(page.get("value").get(1).get("id").asText().endsWith("Customers(9)"));
  }

  @Test
  @DisplayName("Part 1, 11.3: sets of one type have changes of their own")
  void twoSets() {
    String customers = link("Customers");
    String others = link("Others");
    delete("Others(1)");
    post("Others", "{\"Id\":2}");
    assertEquals(List.of(), of(delta(customers), "Id"));
    assertEquals(List.of("2", ""), of(delta(others), "Id"));
    patch("Customers(1)", "{\"Age\":1}");
    assertEquals(List.of("1"), of(delta(customers), "Id"));
  }

  @Test
  @DisplayName("Part 1, 11.3: derived types, and keys of several properties")
  void derived() {
    String animals = link("Animals");
    String dogs = link("Animals/self.Dog");
    patch("Animals(Kind='d''og',Number=2)/self.Dog", "{\"Breed\":\"Boxer\"}");
    JsonNode changed = delta(dogs);
    assertEquals(
        server().url("$metadata#Animals/self.Dog/$delta"), changed.get("@odata.context").asText());
    assertEquals(List.of("Boxer"), of(changed, "Breed"));
    delete("Animals(Kind='cat',Number=1.5)");
    delete("Animals(Kind='d''og',Number=2)");
    String root = server().url("");
    assertEquals(
        List.of(root + "Animals(Kind='cat',Number=1.5)", root + "Animals(Kind='d''og',Number=2)"),
        of(delta(animals), "id"));
    assertEquals(List.of(root + "Animals(Kind='d''og',Number=2)"), of(delta(dogs), "id"));
  }

  @Test
  @DisplayName("Part 1, 11.3.2: pages of changes end with one delta link, that of the first page")
  void pages() {
    String link = link("Customers");
    for (int i = 10; i < 15; i++) {
      post("Customers", "{\"Id\":" + i + "}");
    }
    for (int i = 1; i <= 3; i++) {
      delete("Customers(" + i + ")");
    }
    List<String> ids = new ArrayList<>();
    String target = link;
    String last = "";
    for (int page = 1; !target.isEmpty(); page++) {
      JsonNode part = delta(target, "Prefer: odata.maxpagesize=3");
      part.get("value")
          .forEach(item -> ids.add(item.has("Id") ? item.get("Id").asText() : "removed"));
      if (page == 1) {
        patch("Customers(10)", "{\"Age\":5}");
      }
      boolean more = part.has("@odata.nextLink");
      assertEquals(!more, part.has("@odata.deltaLink"), part::toString);
      last = more ? "" : next(part);
      target = more ? server().targetOf(part.get("@odata.nextLink").asText()) : "";
    }
    assertEquals(List.of("10", "11", "12", "13", "14", "removed", "removed", "removed"), ids);
    assertEquals(List.of("10"), of(delta(last), "Id"));
  }

  @Test
  @DisplayName("Part 1, 11.3.2: the number of changes, by /$count and by $count")
  void counts() {
    String link = link("Customers?$select=Id&$filter=Age lt 25");
    patch("Customers(1)", "{\"Age\":99}");
    patch("Customers(3)", "{\"Age\":3}");
    delete("Customers(2)");
    assertEquals("3", server().get(link.replace("?", "/$count?")).ok().text());
    assertEquals("3", delta(link + "&$count=true").get("@odata.count").asText());
  }

  @Test
  @DisplayName("Part 1, 11.3: changes by SQL, of actions and of others, are seen")
  void bySql() throws SQLException {
    String link = link("Customers");
    server().post("Birthday", "{}", JSON).is(204);
    JsonNode page = delta(link);
    // The action changes all rows of the type.
    assertEquals(List.of("1", "2", "3"), of(page, "Id"));
    String later = next(page);
    execute(
        "UPDATE \"self_Customer\" SET \"Id\" = 7 WHERE \"Id\" = 2",
        "DELETE FROM \"self_Customer\" WHERE \"Id\" = 3");
    page = delta(later);
    assertEquals(List.of("7", "", ""), of(page, "Id"));
    String root = server().url("");
    assertEquals(List.of("", root + "Customers(2)", root + "Customers(3)"), of(page, "id"));
    later = next(page);
    execute((TestDatabase.isPostgres() ? "TRUNCATE " : "DELETE FROM ") + "\"self_Customer\"");
    assertEquals(List.of("deleted", "deleted"), of(delta(later), "reason"));
  }

  @Test
  @DisplayName("Part 1, 11.3: what was taken back is no change")
  void takenBack() {
    String link = link("Customers");
    String batch =
        """
        {"requests":[
          {"id":"1","atomicityGroup":"g","method":"POST","url":"Customers",
           "headers":{"content-type":"application/json"},"body":{"Id":50}},
          {"id":"2","atomicityGroup":"g","method":"POST","url":"Customers",
           "headers":{"content-type":"application/json"},"body":{"Id":1}}]}
        """;
    server().post("$batch", batch, JSON).ok();
    assertEquals(List.of(), of(delta(link), "Id"));
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.3: a token is good for its query, and signed")
  @ValueSource(strings = {"abc", "AAAA"})
  void forged(String token) {
    assertTrue(server().get("Customers?$deltatoken=" + token).error(400).contains("delta token"));
    String link = link("Customers");
    String own = link.substring(link.indexOf('=') + 1);
    for (String target :
        List.of(
            "Customers?$filter=Age gt 1&$deltatoken=" + own,
            "Others?$deltatoken=" + own,
            "Notes?$deltatoken=" + own,
            "Customers(1)?$deltatoken=" + own,
            "Customers?$deltatoken=" + own.substring(0, own.length() - 1) + "_",
            "Customers?$skiptoken=" + own)) {
      server().get(target).error(400);
    }
  }

  @Test
  @DisplayName("Part 1, 11.3.2: 410 with the URL of the whole where changes are forgotten")
  void forgotten() throws SQLException {
    String link = link("Customers?$filter=Age gt 1");
    execute("UPDATE \"self_Customer\" SET \"Name\" = 'x'");
    String log = "\"edmund_log_self_Customer\"";
    execute("UPDATE " + log + " SET changed = 0");
    // The first change has the log forget what is old.
    post("Customers", "{\"Id\":80}");
    assertEquals("1", one("SELECT count(*) FROM " + log));
    Answer answer = server().get(link);
    assertTrue(answer.error(410).contains("too old"));
    assertEquals(
        server().url("Customers?$filter=Age%20gt%201"), answer.header("Location").orElseThrow());
    assertEquals("gone", answer.json().at("/error/code").asText());
    String fresh = link("Customers?$filter=Age gt 1");
    patch("Customers(80)", "{\"Age\":2}");
    assertEquals(List.of("80"), of(delta(fresh), "Id"));
  }

  @Test
  @DisplayName("Part 1, 11.3.2: a delta link is good for seven days")
  void tooOld() throws SQLException {
    byte[] secret =
        Base64.getDecoder().decode(one("SELECT value FROM edmund_meta WHERE name = 'secret'"));
    String epoch =
        one("SELECT value FROM edmund_meta WHERE name = 'edmund_log_self_Customer epoch'");
    String mark = TestDatabase.isPostgres() ? one("SELECT pg_current_snapshot()::text") : "0";
    DeltaTokens tokens = new SkipTokens(secret).deltas();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int hours : List.of(1, 7 * 24 - 1, 7 * 24 + 1)) {
      String state = new DeltaTokens.Token(now.minus(Duration.ofHours(hours)), epoch, mark).state();
      int status = hours > 7 * 24 ? 410 : 200;
      server().get("Customers?$deltatoken=" + tokens.encode(state, "Customers?")).is(status);
    }
    String other = new DeltaTokens.Token(now, "1", mark).state();
    server().get("Customers?$deltatoken=" + tokens.encode(other, "Customers?")).is(410);
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.3: on every mount, in the shipped model")
  @ValueSource(strings = {"/odata/", "/api/data/v9.2/", "/beta/", "/v1.0/"})
  void everyMount(String mount) {
    JsonNode page = EdmundUnderTest.json(mount + "accounts?$select=name", TRACK);
    String link = page.get("@odata.deltaLink").asText();
    String begin = EdmundUnderTest.url(mount) + "accounts?$select=name&$deltatoken=";
    assertTrue(link.startsWith(begin), link);
    JsonNode delta = EdmundUnderTest.json(EdmundUnderTest.pathOf(link));
    assertEquals(
        EdmundUnderTest.url(mount) + "$metadata#accounts(name)/$delta",
        delta.get("@odata.context").asText());
    assertTrue(delta.has("@odata.deltaLink"));
  }
}
