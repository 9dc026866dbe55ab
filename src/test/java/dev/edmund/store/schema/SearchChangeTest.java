package dev.edmund.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of words that come, go and change with the model. */
class SearchChangeTest {
  private static final String KEY =
      "<Key><PropertyRef Name='id'/></Key><Property Name='id' Type='Edm.Int32' Nullable='false'/>";
  private static final String PLAIN = model(property("x", "Edm.String", false));
  private static final String SEARCHED = model(property("x", "Edm.String", true));
  private static final String ROWS = "[{'id':1,'x':'blue cat'},{'id':2,'x':'red dog'}]";

  @TempDir Path directory = Path.of("");

  private static String property(String name, String type, boolean searchable) {
    return "<Property Name='"
        + name
        + "' Type='"
        + type
        + "'>"
        + (searchable ? "<Annotation Term='Edmund.V1.Searchable'/>" : "")
        + "</Property>";
  }

  private static String model(String properties) {
    return "<EntityType Name='a'>"
        + KEY
        + properties
        + "</EntityType>---<EntitySet Name='as' EntityType='N.a'/>";
  }

  private Versions loaded(String model) {
    return new Versions(directory).load(model, "as", ROWS);
  }

  private static void finds(Versions versions, String model, String search, int... ids) {
    String body = versions.get(model, "as?$select=id&$search=" + search).replace("\n", "");
    StringBuilder expected = new StringBuilder();
    for (int id : ids) {
      expected.append(expected.isEmpty() ? "" : ",").append("{\"id\":").append(id).append('}');
    }
    assertEquals("{\"value\":[" + expected + "]}", body);
  }

  /** Whatever is of words, the tables that FTS5 makes for itself included. */
  private static List<List<String>> traces(Versions versions) {
    return versions.rows(
        TestDatabase.isPostgres()
            ? "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
                + " AND indexname LIKE '%words%'"
            : "SELECT name FROM sqlite_schema WHERE name LIKE '%words%'");
  }

  @Test
  void aDatabaseWithoutTheIndexGetsIt() {
    Versions versions = loaded(PLAIN);
    Plan plan = versions.change(SEARCHED);
    assertEquals(1, plan.changes().size(), plan::toString);
    assertTrue(plan.changes().get(0).startsWith("new index N_a_words_"), plan::toString);
    finds(versions, SEARCHED, "cat", 1);
    assertEquals(Plan.EMPTY, versions.change(SEARCHED));
  }

  @Test
  void aDatabaseThatIsNotKnownGetsIt() {
    Versions versions = loaded(PLAIN).forget();
    versions.change(SEARCHED);
    finds(versions, SEARCHED, "dog", 2);
  }

  @Test
  void anIndexThatIsWantedNoLongerGoesWithoutATrace() {
    Versions versions = loaded(SEARCHED);
    assertFalse(traces(versions).isEmpty());
    versions.change(PLAIN);
    assertEquals(List.of(), traces(versions));
    versions.sql("UPDATE N_a SET x = 'green' WHERE id = 1");
  }

  @Test
  void anotherPropertyIsIndexedWithTheOthers() {
    Versions versions = loaded(SEARCHED);
    String two = model(property("x", "Edm.String", true) + property("y", "Edm.String", true));
    versions.change(two);
    versions.sql("UPDATE N_a SET y = 'green cat' WHERE id = 2");
    finds(versions, two, "cat", 1, 2);
    versions.change(SEARCHED, true);
    finds(versions, SEARCHED, "cat", 1);
  }

  @Test
  void aTableThatIsMadeAnewIsIndexedAnew() {
    Versions versions = loaded(SEARCHED);
    String required = SEARCHED.replace("Name='x'", "Name='x' Nullable='false'");
    versions.change(required);
    String more = model(property("x", "Edm.String", true) + property("n", "Edm.Int32", false));
    versions.change(more);
    versions.sql("UPDATE N_a SET n = 7 WHERE id = 1");
    String text = model(property("x", "Edm.String", true) + property("n", "Edm.String", false));
    versions.change(text);
    finds(versions, text, "cat", 1);
    versions.sql("UPDATE N_a SET x = 'cat' WHERE id = 2");
    finds(versions, text, "\"cat\"".replace("\"", "%22"), 1, 2);
  }

  @Test
  void aTableThatGetsAnotherNameIsSearchedOn() {
    Versions versions = loaded(SEARCHED);
    String named =
        SEARCHED.replace(
            "</EntityType>", "<Annotation Term='Edmund.V1.Table' String='t'/></EntityType>");
    versions.change(named);
    finds(versions, named, "cat", 1);
    versions.sql("UPDATE t SET x = 'cat' WHERE id = 2");
    finds(versions, named, "cat", 1, 2);
    assertTrue(
        traces(versions).stream().allMatch(row -> row.get(0).startsWith("t_words_")),
        traces(versions)::toString);
  }

  @Test
  void aTypeThatGoesTakesItsWordsAlong() {
    String other = "<EntityType Name='b'>" + KEY + "</EntityType>";
    Versions versions = loaded(other + SEARCHED);
    String without = other + "---<EntitySet Name='bs' EntityType='N.b'/>";
    versions.change(without, true);
    assertEquals(List.of(), traces(versions));
  }
}
