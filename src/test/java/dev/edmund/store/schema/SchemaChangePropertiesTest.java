package dev.edmund.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.TestDatabase;
import dev.edmund.sql.CatalogueSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever loses nothing in a model keeps all rows, and ends in the tables of a new database. */
class SchemaChangePropertiesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> WIDER =
      List.of(
          "Edm.Byte' Nullable='false' DefaultValue='4",
          "Edm.Int32' Nullable='false' DefaultValue='4",
          "Edm.Int64' DefaultValue='4",
          "Edm.Decimal' Scale='variable' DefaultValue='4",
          "Edm.String' MaxLength='30' DefaultValue='4",
          "Edm.String' DefaultValue='4");

  /** What can happen to a model without a loss. */
  enum Step {
    ADD_TO_BASE,
    ADD_TO_DERIVED,
    WIDEN_FIRST,
    WIDEN_LAST,
    ADD_TYPE,
    ADD_SET,
    ADD_CONTAINMENT,
    ADD_NAVIGATION,
    ADD_COLLECTION,
    MOVE_TO_BASE
  }

  /** A model that grows. Properties have a place in {@link #WIDER}. */
  private static final class Growing {
    private final Map<String, Integer> base = new LinkedHashMap<>(Map.of("x", 0));
    private final Map<String, Integer> derived = new LinkedHashMap<>(Map.of("y", 0));
    private final List<String> members = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private int number;

    void apply(Step step) {
      number++;
      switch (step) {
        case ADD_TO_BASE -> base.put("p" + number, 0);
        case ADD_TO_DERIVED -> derived.put("p" + number, 0);
        case WIDEN_FIRST -> base.computeIfPresent("x", (x, n) -> Math.min(n + 1, WIDER.size() - 1));
        case WIDEN_LAST -> widen(derived);
        case ADD_TYPE ->
            types.add(
                "<EntityType Name='t" + number + "' BaseType='N.a'>" + p("q", 2) + "</EntityType>");
        case ADD_SET -> sets.add("<EntitySet Name='s" + number + "' EntityType='N.a'/>");
        case ADD_CONTAINMENT ->
            members.add(
                "<NavigationProperty Name='c%d' Type='Collection(N.b)' ContainsTarget='true'/>"
                    .formatted(number));
        case ADD_NAVIGATION ->
            members.add(
                "<NavigationProperty Name='n%d' Type='N.b'/><NavigationProperty Name='m%d' Type='Collection(N.a)'/>"
                    .formatted(number, number));
        case ADD_COLLECTION ->
            members.add("<Property Name='l%d' Type='Collection(Edm.Date)'/>".formatted(number));
        case MOVE_TO_BASE -> {
          // A required property of the base would lack values in the rows that did not have it.
          derived.entrySet().stream()
              .findFirst()
              .map(Map.Entry::getKey)
              .ifPresent(name -> base.put(name, derived.remove(name)));
        }
      }
    }

    private static void widen(Map<String, Integer> properties) {
      properties.keySet().stream()
          .reduce((a, b) -> b)
          .ifPresent(
              name -> properties.merge(name, 1, (a, b) -> Math.min(a + b, WIDER.size() - 1)));
    }

    private static String p(String name, int width) {
      return "<Property Name='" + name + "' Type='" + WIDER.get(width) + "'/>";
    }

    private static String all(Map<String, Integer> properties) {
      StringBuilder text = new StringBuilder();
      properties.forEach((name, width) -> text.append(p(name, width)));
      return text.toString();
    }

    String csdl() {
      return "<EntityType Name='a'><Key><PropertyRef Name='id'/></Key>"
          + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>"
          + all(base)
          + String.join("", members)
          + "</EntityType><EntityType Name='b' BaseType='N.a'>"
          + all(derived)
          + "</EntityType>"
          + String.join("", types)
          + "---<EntitySet Name='as' EntityType='N.a'/>"
          + String.join("", sets);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.of(Step.class).list().ofMinSize(1).ofMaxSize(9);
  }

  @Property(tries = 25)
  void everyRowIsKept(@ForAll("steps") List<Step> steps) throws IOException {
    Path directory = Files.createTempDirectory("migrate-properties");
    try {
      Growing growing = new Growing();
      Versions versions =
          new Versions(directory)
              .load(
                  growing.csdl(),
                  "as",
                  "[{'id':1,'x':7},{'@odata.type':'N.b','id':2,'x':8,'y':9},{'id':3,'x':0}]");
      for (Step step : steps) {
        growing.apply(step);
        versions.change(growing.csdl());
      }
      JsonNode rows = MAPPER.readTree(versions.get(growing.csdl(), "as?$orderby=id")).path("value");
      assertEquals(3, rows.size());
      assertEquals("7", rows.path(0).path("x").asText());
      assertEquals("8", rows.path(1).path("x").asText());
      assertEquals("9", rows.path(1).path("y").asText());
      assertEquals("0", rows.path(2).path("x").asText());
      growing.base.keySet().stream()
          .filter(name -> name.startsWith("p"))
          .forEach(name -> assertEquals("4", rows.path(2).path(name).asText(), name));
      assertEquals(fresh(growing.csdl()), shape(versions));
    } finally {
      delete(directory);
    }
  }

  private static List<List<String>> fresh(String csdl) throws IOException {
    Path directory = Files.createTempDirectory("migrate-properties");
    try {
      return shape(new Versions(directory).load(csdl));
    } finally {
      delete(directory);
    }
  }

  /** Columns, keys and indexes, whatever the order in which they came. */
  private static List<List<String>> shape(Versions versions) {
    if (TestDatabase.isPostgres()) {
      List<List<String>> shape = new ArrayList<>(versions.rows(CatalogueSql.POSTGRES.columns()));
      shape.addAll(versions.rows(CatalogueSql.POSTGRES.indexes()));
      shape.sort(Comparator.comparing(List::toString));
      return shape;
    }
    List<List<String>> shape =
        new ArrayList<>(
            versions.rows(
                "SELECT m.name, p.name, p.type, p.\"notnull\", p.dflt_value, p.pk, m.sql LIKE"
                    + " '%WITHOUT ROWID' FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) p"
                    + " WHERE m.type = 'table' ORDER BY 1, 2"));
    shape.addAll(
        versions.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY 1, 2"));
    return shape;
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
