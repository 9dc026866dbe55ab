package dev.edmund.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hidden version of entities comes and goes with the model, and with it no data. */
class VersionChangeTest {
  private static final String TYPE =
      "<EntityType Name='a'><Key><PropertyRef Name='id'/></Key>"
          + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='v' Type='Edm.Int64'/></EntityType>"
          + "<EntityType Name='b' BaseType='N.a'><Property Name='x' Type='Edm.Int32'/>"
          + "</EntityType>---";
  private static final String PLAIN = TYPE + "<EntitySet Name='as' EntityType='N.a'/>";
  private static final String NAMED =
      TYPE
          + "<EntitySet Name='as' EntityType='N.a'>"
          + "<Annotation Term='Org.OData.Core.V1.OptimisticConcurrency'><Collection>"
          + "<PropertyPath>v</PropertyPath></Collection></Annotation></EntitySet>";
  private static final String ROWS =
      "[{'id':1,'v':7},{'@odata.type':'#N.b','id':2,'x':3,'v':8},{'id':3,'v':9}]";

  @TempDir Path directory = Path.of("");

  private Versions loaded(String model) {
    return new Versions(directory).load(model, "as", ROWS);
  }

  private static List<List<String>> versions(Versions versions) {
    return versions.rows("SELECT id, v, _version FROM N_a ORDER BY 1");
  }

  private static final List<List<String>> ONES =
      List.of(List.of("1", "7", "1"), List.of("2", "8", "1"), List.of("3", "9", "1"));

  /** As a version of Edmund left it that had no such column. */
  private Versions before() {
    Versions versions = loaded(PLAIN);
    versions.sql("ALTER TABLE N_a DROP COLUMN _version");
    versions.sql(
        "UPDATE edmund_meta SET value = replace(value, '\"_version\":{\"type\":\"INTEGER\"},', '')"
            + " WHERE name = 'mapping'");
    versions.sql("UPDATE edmund_meta SET value = '' WHERE name = 'fingerprint'");
    assertEquals(
        List.of(List.of("0")),
        versions.rows("SELECT count(*) FROM edmund_meta WHERE value LIKE '%_version%'"));
    return versions;
  }

  @Test
  void aDatabaseWithoutTheColumnGetsIt() {
    Versions versions = before();
    Plan plan = versions.change(PLAIN);
    assertEquals(List.of("new column N_a._version"), plan.changes());
    assertEquals(List.of(), plan.losses());
    // In place: the rows are not written again.
    assertEquals(1, plan.statements().size(), plan::toString);
    String statement = plan.statements().get(0);
    assertTrue(statement.startsWith("ALTER TABLE \"N_a\" ADD COLUMN \"_version\" "), statement);
    assertTrue(statement.endsWith(" NOT NULL DEFAULT 1;"), statement);
    assertEquals(ONES, versions(versions));
    assertEquals(Plan.EMPTY, versions.change(PLAIN));
  }

  @Test
  void aDatabaseThatIsNotKnownGetsIt() {
    Versions versions = before().forget();
    versions.change(PLAIN);
    assertEquals(ONES, versions(versions));
  }

  @Test
  void aTableThatIsMadeAnewGetsItToo() {
    Versions versions = before();
    String text = PLAIN.replace("'v' Type='Edm.Int64'", "'v' Type='Edm.String'");
    versions.change(text);
    assertEquals(ONES, versions(versions));
    versions.sql("UPDATE N_a SET _version = 5 WHERE id = 3");
    versions.change(PLAIN);
    assertEquals(List.of("3", "9", "5"), versions(versions).get(2));
  }

  @Test
  void aRowThatSaysNothingBeginsWithOne() {
    Versions versions = before();
    versions.change(PLAIN);
    versions.sql("INSERT INTO N_a (_rid, _type, id, v) VALUES (4, 'N.a', 4, 0)");
    assertEquals(List.of("4", "0", "1"), versions(versions).get(3));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aModelThatNamesAPropertyLosesNothing(boolean known) {
    Versions versions = loaded(PLAIN);
    versions.sql("UPDATE N_a SET _version = 5 WHERE id = 1");
    if (!known) {
      versions.forget();
    }
    Plan plan = versions.change(NAMED);
    assertEquals(List.of("no column N_a._version"), plan.changes());
    assertEquals(List.of(), plan.losses());
    assertEquals(
        List.of(List.of("1", "7"), List.of("2", "8"), List.of("3", "9")),
        versions.rows("SELECT id, v FROM N_a ORDER BY 1"));
  }

  @Test
  void aModelThatNamesAPropertyNoLongerLosesNothing() {
    Versions versions = loaded(NAMED);
    Plan plan = versions.change(PLAIN);
    assertEquals(List.of("new column N_a._version"), plan.changes());
    assertEquals(ONES, versions(versions));
  }

  @Test
  void aBaseTypeThatIsNewTakesTheVersions() {
    String before =
        "<EntityType Name='b'><Key><PropertyRef Name='id'/></Key>"
            + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>"
            + "<Property Name='x' Type='Edm.Int32'/></EntityType>"
            + "---<EntitySet Name='bs' EntityType='N.b'/>";
    Versions versions = new Versions(directory).load(before, "bs", "[{'id':1},{'id':2}]");
    versions.sql("UPDATE N_b SET _version = 5 WHERE id = 2");
    Plan plan = versions.change(PLAIN);
    assertEquals(List.of(), plan.losses());
    assertEquals(
        List.of(List.of("1", "1"), List.of("2", "5")),
        versions.rows("SELECT id, _version FROM N_a ORDER BY 1"));
  }

  private static String withProperty(String model) {
    return model.replace("Name='v'", "Name='_version'").replace(">v<", ">_version<");
  }

  @Test
  void aPropertyOfThatNameKeepsItsColumn() {
    String rows = ROWS.replace("'v'", "'_version'");
    Versions versions = new Versions(directory).load(withProperty(PLAIN), "as", rows);
    assertEquals(
        List.of(List.of("1", "7"), List.of("2", "8"), List.of("3", "9")),
        versions.rows("SELECT id, _version FROM N_a ORDER BY 1"));
    Plan plan = versions.change(withProperty(NAMED));
    assertEquals(1, plan.changes().size(), plan::toString);
    assertTrue(plan.changes().get(0).matches("no column N_a\\._version_\\w{8}"), plan::toString);
    assertEquals(List.of(), plan.losses());
  }

  @Test
  void aPropertyOfThatNameIsNotTakenForTheVersion() {
    String rows = ROWS.replace("'v'", "'_version'");
    Versions versions = new Versions(directory).load(withProperty(PLAIN), "as", rows);
    String without = PLAIN.replace("<Property Name='v' Type='Edm.Int64'/>", "");
    assertEquals(
        List.of("This would be lost:", "N_a._version: 3 of 3 rows have a value that would be lost"),
        versions.refusal(without, false));
    versions.change(without, true);
    assertEquals(
        List.of(List.of("1", "1"), List.of("2", "1"), List.of("3", "1")),
        versions.rows("SELECT id, _version FROM N_a ORDER BY 1"));
    versions.change(withProperty(PLAIN));
    assertEquals(
        List.of(List.of("1", "null"), List.of("2", "null"), List.of("3", "null")),
        versions.rows("SELECT id, _version FROM N_a ORDER BY 1"));
  }
}
