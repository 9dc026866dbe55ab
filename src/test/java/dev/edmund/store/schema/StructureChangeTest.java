package dev.edmund.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types, base types, containment and navigation properties that come, go and move. */
class StructureChangeTest {
  private static final String ID =
      "<Key><PropertyRef Name='id'/></Key><Property Name='id' Type='Edm.Int32' Nullable='false'/>";
  private static final String X = "<Property Name='x' Type='Edm.String'/>";
  private static final String AS = "<EntitySet Name='as' EntityType='N.a'/>";
  private static final String BS = "<EntitySet Name='bs' EntityType='N.b'/>";

  @TempDir Path directory = Path.of("");

  private Versions versions() {
    return new Versions(directory);
  }

  static String type(String name, String rest) {
    return "<EntityType Name='" + name + "'" + rest + "</EntityType>";
  }

  private static void answers(Versions versions, String model, String url, String expected) {
    String body = versions.get(model, url).replace("\n", "").replace('"', '\'');
    assertEquals(expected, body.replaceFirst("^\\{'value':(.*)}$", "$1"));
  }

  private static final String HIERARCHY =
      type("a", ">" + ID)
          + type("b", " BaseType='N.a'>" + X)
          + type("c", " BaseType='N.a'>" + "<Property Name='y' Type='Edm.Int32'/>")
          + "---"
          + AS;
  private static final String HIERARCHY_ROWS =
      "[{'id':1},{'@odata.type':'N.b','id':2,'x':'u'},{'@odata.type':'N.c','id':3,'y':7}]";

  @Test
  void aPropertyThatMovesToTheBaseTypeTakesItsValuesAlong() {
    String after = HIERARCHY.replace(X, "").replace(type("a", ">" + ID), type("a", ">" + ID + X));
    Versions versions = versions().load(HIERARCHY, "as", HIERARCHY_ROWS);
    versions.change(after);
    answers(versions, after, "as", "[{'id':1,'x':null},{'id':2,'x':'u'},{'id':3,'x':null,'y':7}]");
    versions.change(HIERARCHY);
    answers(versions, HIERARCHY, "as", "[{'id':1},{'id':2,'x':'u'},{'id':3,'y':7}]");
  }

  @Test
  void aPropertyThatLeavesTheBaseTypeIsLostWhereOtherTypesHadIt() {
    String before = HIERARCHY.replace(X, "").replace(type("a", ">" + ID), type("a", ">" + ID + X));
    Versions versions =
        versions().load(before, "as", "[{'id':1,'x':'v'},{'@odata.type':'N.b','id':2,'x':'u'}]");
    assertEquals(
        List.of("This would be lost:", "N_a.x: 1 of 2 rows has a value that would be lost"),
        versions.refusal(HIERARCHY, false));
    versions.change(HIERARCHY, true);
    answers(versions, HIERARCHY, "as", "[{'id':1},{'id':2,'x':'u'}]");
  }

  @Test
  void aTypeThatIsGoneTakesItsRowsAndWhatHangsOnThem() {
    String before =
        HIERARCHY
                .replace(
                    X,
                    X
                        + "<Property Name='tags' Type='Collection(Edm.String)'/>"
                        + "<NavigationProperty Name='inner' Type='Collection(N.d)' ContainsTarget='true'/>"
                        + "<NavigationProperty Name='friend' Type='N.a'/>")
                .replace(
                    "---",
                    type("d", ">" + ID + "<NavigationProperty Name='of' Type='N.a'/>") + "---")
            + "<EntitySet Name='ds' EntityType='N.d'/>";
    Versions versions =
        versions()
            .load(
                before,
                "as",
                HIERARCHY_ROWS.replace("'x':'u'", "'x':'u','tags':['p','q'],'inner':[{'id':9}]"),
                "ds",
                "[{'id':1}]");
    versions.sql("UPDATE N_d SET of_rid = 2 WHERE id = 1");
    String after = type("a", ">" + ID) + before.substring(before.indexOf("<EntityType Name='c'"));
    List<String> refusal = versions.refusal(after, false);
    assertTrue(
        refusal.contains("N_a: 1 row of types that the model no longer has would be lost"),
        refusal.toString());
    assertTrue(refusal.contains("N_b: 1 row would be lost"), refusal.toString());
    versions.change(after, true);
    answers(versions, after, "as", "[{'id':1},{'id':3,'y':7}]");
    answers(versions, after, "ds?$expand=of", "[{'id':1,'of':null}]");
    assertEquals(
        List.of(List.of("1")), versions.rows("SELECT count(*) FROM N_d"), "contained rows, too");
  }

  @Test
  void aTypeThatGetsABaseTypeKeepsItsRows() {
    String before = type("b", ">" + ID + X) + "---" + BS;
    String after =
        type("a", ">" + ID + "<Property Name='z' Type='Edm.Int32' DefaultValue='3'/>")
            + type("b", " BaseType='N.a'>" + X)
            + "---"
            + AS
            + BS;
    Versions versions = versions().load(before, "bs", "[{'id':5,'x':'u'},{'id':6,'x':'v'}]");
    versions.change(after);
    answers(versions, after, "bs", "[{'id':5,'z':3,'x':'u'},{'id':6,'z':3,'x':'v'}]");
    answers(versions, after, "as", "[{'id':5,'z':3,'x':'u'},{'id':6,'z':3,'x':'v'}]");
    answers(versions, after, "as(6)", "{'id':6,'z':3,'x':'v'}");
  }

  @Test
  void aTypeBetweenBaseAndDerivedKeepsTheirRows() {
    String before = type("a", ">" + ID) + type("b", " BaseType='N.a'>" + X) + "---" + AS;
    String after =
        type("a", ">" + ID)
            + type("m", " BaseType='N.a'><Property Name='w' Type='Edm.Int32'/>" + X)
            + type("b", " BaseType='N.m'>")
            + "---"
            + AS;
    Versions versions =
        versions().load(before, "as", "[{'id':1},{'@odata.type':'N.b','id':2,'x':'u'}]");
    versions.change(after);
    answers(versions, after, "as", "[{'id':1},{'id':2,'w':null,'x':'u'}]");
  }

  /** Both have a row 1: in a table of both they would be one. */
  @Test
  void typesWithRowsOfTheirOwnCannotGetOneBaseType() {
    String before = type("a", ">" + ID) + type("b", ">" + ID + X) + "---" + AS + BS;
    String after = type("a", ">" + ID) + type("b", " BaseType='N.a'>" + X) + "---" + AS + BS;
    Versions versions = versions().load(before, "as", "[{'id':1}]", "bs", "[{'id':2}]");
    assertEquals(
        List.of(
            "This has to be mended first:",
            "N_b: 1 row cannot be put into N_a, which has others with the same row ids; load the"
                + " data into a new database"),
        versions.refusal(after, true));
  }

  @Test
  void aTypeWithRowsDoesNotLoseItsBaseType() {
    String before = type("a", ">" + ID) + type("b", " BaseType='N.a'>" + X) + "---" + AS + BS;
    String after = type("a", ">" + ID) + type("b", ">" + ID + X) + "---" + AS + BS;
    Versions versions = versions().load(before, "bs", "[{'id':2,'x':'u'}]");
    List<String> refusal = versions.refusal(after, true);
    assertTrue(
        refusal.contains(
            "N_b: 1 row would have to leave N_a, the base type no longer; load the data into a new"
                + " database"),
        refusal.toString());
    assertEquals(
        "no refusal",
        new Versions(directory.resolve("data")).load(before).refusal(after, false).get(0));
  }

  @Test
  void aSetThatGetsNeighboursKeepsItsRows() {
    String before = type("a", ">" + ID) + "---" + AS;
    String after =
        type(
                "a",
                ">"
                    + ID
                    + "<NavigationProperty Name='in' Type='Collection(N.a)' ContainsTarget='true'/>")
            + "---"
            + AS
            + "<EntitySet Name='others' EntityType='N.a'/><Singleton Name='one' Type='N.a'/>";
    Versions versions = versions().load(before, "as", "[{'id':1},{'id':2}]");
    versions.change(after);
    answers(versions, after, "as", "[{'id':1},{'id':2}]");
    answers(versions, after, "others", "[]");
    answers(versions, after, "as(1)/in", "[]");
    versions.change(before);
    answers(versions, before, "as", "[{'id':1},{'id':2}]");
  }

  @Test
  void rowsOfASetThatIsGoneAreNotMixedWithOthers() {
    String two = AS + "<EntitySet Name='others' EntityType='N.a'/>";
    String before = type("a", ">" + ID) + "---" + two;
    String after = type("a", ">" + ID) + "---" + AS;
    Versions versions = versions().load(before, "as", "[{'id':1}]", "others", "[{'id':1}]");
    assertEquals(
        List.of(
            "This would be lost:",
            "N_a: 1 row of sets, singletons or containments that the model no longer has would be"
                + " lost",
            "This has to be mended first:",
            "N_a: rows have the same key (id)"),
        versions.refusal(after, false));
    assertEquals(
        List.of(
            "This has to be mended first:",
            "as, others: would show the rows of another set of the same type; put the sets into"
                + " their old order"),
        versions.refusal(
            type("a", ">" + ID) + "---<EntitySet Name='others' EntityType='N.a'/>" + AS, true));
  }

  private static String lookup(String... targets) {
    StringBuilder navigation = new StringBuilder(type("t", ">" + ID) + type("u", ">" + ID));
    navigation.append("<EntityType Name='a'>").append(ID);
    navigation.append("<Property Name='ref' Type='Edm.Int32'/>");
    for (String target : targets) {
      navigation.append(
          "<NavigationProperty Name='to_%s' Type='N.%s'><ReferentialConstraint Property='ref' ReferencedProperty='id'/></NavigationProperty>"
              .formatted(target, target));
    }
    return navigation
        + "</EntityType>---"
        + AS
        + "<EntitySet Name='ts' EntityType='N.t'/><EntitySet Name='us' EntityType='N.u'/>";
  }

  @Test
  void aLookupThatGetsFurtherTargetsStillLeadsToTheOld() {
    Versions versions =
        versions().load(lookup("t"), "as", "[{'id':1,'ref':4},{'id':2}]", "ts", "[{'id':4}]");
    versions.change(lookup("t", "u"));
    String url = "as?$expand=to_t,to_u";
    answers(
        versions,
        lookup("t", "u"),
        url,
        "[{'id':1,'ref':4,'to_t':{'id':4},'to_u':null},{'id':2,'ref':null,'to_t':null,'to_u':null}]");
    assertEquals(
        List.of(
            "This would be lost:",
            "N_a.ref_navigation: 1 of 2 rows has a value that would be lost"),
        versions.refusal(lookup("u"), false));
  }

  @Test
  void linksOfANavigationPropertyThatIsGoneAreTold() {
    String many = "<NavigationProperty Name='friends' Type='Collection(N.a)'/>";
    String one = "<NavigationProperty Name='boss' Type='N.a'/>";
    String before = type("a", ">" + ID + many + one) + "---" + AS;
    Versions versions = versions().load(before, "as", "[{'id':1},{'id':2}]");
    versions.sql("INSERT INTO N_a_friends (_source, _target) VALUES (1, 2)");
    versions.sql("UPDATE N_a SET boss_rid = 1 WHERE id = 2");
    assertEquals(
        List.of(
            "This would be lost:",
            "N_a.boss_rid: 1 of 2 rows has a value that would be lost",
            "N_a_friends: 1 row would be lost"),
        versions.refusal(type("a", ">" + ID) + "---" + AS, false));
  }

  @Test
  void complexValuesGetAndLoseParts() {
    String complex = "<ComplexType Name='s'>%s</ComplexType>";
    String w = "<Property Name='w' Type='Edm.Int32' Nullable='false' DefaultValue='1'/>";
    String h = "<Property Name='h' Type='Edm.Int32' Nullable='false' DefaultValue='2'/>";
    String a = type("a", ">" + ID + "<Property Name='s' Type='N.s'/>") + "---" + AS;
    Versions versions =
        versions().load(complex.formatted(w) + a, "as", "[{'id':1,'s':{'w':5}},{'id':2}]");
    String after = complex.formatted(w + h) + a;
    versions.change(after);
    answers(versions, after, "as", "[{'id':1,'s':{'w':5,'h':2}},{'id':2,'s':null}]");
    String required = after.replace("Type='N.s'", "Type='N.s' Nullable='false'");
    assertEquals(
        List.of(
            "This has to be mended first:",
            "N_a.s: may not be null, but is in 1 of 2 rows (the first: id 2), and a complex value"
                + " has no DefaultValue"),
        versions.refusal(required, false));
    versions.sql("DELETE FROM N_a WHERE id = 2");
    versions.change(required);
    answers(versions, required, "as", "[{'id':1,'s':{'w':5,'h':2}}]");
  }

  /** An open type may hold what no columns can; what is in columns is not put together again. */
  @Test
  void aComplexTypeThatBecomesOpenIsTold() {
    String complex = "<ComplexType Name='s'><Property Name='w' Type='Edm.Int32'/></ComplexType>";
    String a = type("a", ">" + ID + "<Property Name='s' Type='N.s'/>") + "---" + AS;
    Versions versions = versions().load(complex + a, "as", "[{'id':1,'s':{'w':5}},{'id':2}]");
    String open = complex.replace("Name='s'", "Name='s' OpenType='true'") + a;
    assertEquals(
        List.of(
            "This would be lost:",
            "N_a.s: 1 of 2 rows has a value that the new type does not have and that would be lost"
                + " (the first: id 1)",
            "N_a.s_w: 1 of 2 rows has a value that would be lost"),
        versions.refusal(open, false));
    versions.change(open, true);
    assertEquals(
        List.of(List.of("1", "null"), List.of("2", "null")),
        versions.rows("SELECT id, s FROM N_a ORDER BY 1"));
  }

  /** Dynamic properties, streams and offsets have system columns and tables. */
  @Test
  void typesThatBecomeOpenOrMediaKeepTheirRows() {
    String before = type("a", ">" + ID + "<Property Name='d' Type='Edm.Date'/>") + "---" + AS;
    Versions versions = versions().load(before, "as", "[{'id':1,'d':'2025-01-31'}]");
    String after =
        before
            .replace("Name='a'", "Name='a' OpenType='true' HasStream='true'")
            .replace("</EntityType>", "<Property Name='photo' Type='Edm.Stream'/></EntityType>");
    versions.change(after);
    assertEquals(List.of(List.of("1", "2025-01-31")), versions.rows("SELECT id, d FROM N_a"));
    assertEquals(
        List.of(List.of("0"), List.of("0")),
        versions.rows("SELECT count(*) FROM N_a_photo UNION ALL SELECT count(*) FROM N_a__media"));
    versions.change(before);
    assertEquals(List.of(List.of("1", "2025-01-31")), versions.rows("SELECT id, d FROM N_a"));
  }

  /** The alias is part of every table's name, and none of what the rows are. */
  @Test
  void anAliasRenamesTheTables() throws Exception {
    String before = type("a", ">" + ID + "<Property Name='tags' Type='Collection(Edm.String)'/>");
    Versions versions = versions().load(before + "---" + AS, "as", "[{'id':1,'tags':['u','v']}]");
    String after =
        java.nio.file.Files.readString(directory.resolve("model.xml"))
            .replace("Namespace=\"N\"", "Namespace=\"N\" Alias=\"other\"");
    Path file = java.nio.file.Files.writeString(directory.resolve("aliased.xml"), after);
    try (var database = versions.open()) {
      var storage = dev.edmund.model.Model.load(file).storage();
      Plan plan =
          new dev.edmund.store.SchemaManager(database, storage)
              .migrate(Migration.Consent.LOSSLESS, dev.edmund.core.Progress.NONE);
      assertTrue(plan.changes().contains("table N_a is called other_a"), plan.toString());
    }
    assertEquals(
        List.of(List.of("u"), List.of("v")),
        versions.rows("SELECT value FROM other_a_tags JOIN other_a ON _owner = _rid"));
    assertEquals(
        List.of(),
        versions.rows(TestDatabase.tables()).stream()
            .filter(table -> table.get(0).startsWith("N_"))
            .toList());
  }

  @Test
  void whatOthersMadeForATableStays() {
    String before = type("a", ">" + ID + X) + "---" + AS;
    Versions versions = versions().load(before, "as", "[{'id':1,'x':'12'}]");
    versions.sql("CREATE INDEX mine ON N_a (x)");
    versions.sql("CREATE TABLE log (id)");
    if (TestDatabase.isPostgres()) {
      versions.sql(
          "CREATE FUNCTION log() RETURNS trigger LANGUAGE plpgsql"
              + " AS 'BEGIN INSERT INTO log VALUES (old.id); END'");
      versions.sql("CREATE TRIGGER logged AFTER DELETE ON N_a FOR EACH ROW EXECUTE FUNCTION log()");
    } else {
      versions.sql(
          "CREATE TRIGGER logged AFTER DELETE ON N_a BEGIN INSERT INTO log VALUES (old.id); END");
    }
    versions.change(before.replace(X, X.replace("String", "Int32")));
    assertEquals(
        List.of(List.of("logged"), List.of("mine")),
        versions.rows(
            TestDatabase.isPostgres()
                ? "SELECT relname FROM pg_class WHERE relname = 'mine'"
                    + " AND relnamespace = current_schema()::regnamespace"
                    + " UNION SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
                    + " WHERE tgname = 'logged'"
                    + " AND relnamespace = current_schema()::regnamespace ORDER BY 1"
                : "SELECT name FROM sqlite_schema WHERE name IN ('mine', 'logged') ORDER BY 1"));
    versions.sql("CREATE TABLE n_NEW (a)");
    assertEquals(
        List.of(
            "This has to be mended first:",
            "N_new: a table of this name is there and is not Edmund's"),
        versions.refusal(
            before
                .replace(X, X.replace("String", "Int32"))
                .replace("---", type("new", ">" + ID) + "---"),
            true));
  }
}
