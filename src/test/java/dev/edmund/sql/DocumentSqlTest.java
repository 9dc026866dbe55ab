package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.edmund.core.Limits;
import dev.edmund.model.Model;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.PlanQueries;
import dev.edmund.plan.Planner;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL that paths into JSON become: names of properties are only ever binds. */
final class DocumentSqlTest {
  private static final Model MODEL =
      Model.load(Path.of("src/test/resources/models/documents.csdl.xml"));

  private static Statement statement(String filter) {
    UriParser parser = new UriParser(MODEL.edm(), Limits.defaults(), ParserSettings.DEFAULT);
    String query = "$select=ID&$filter=" + filter.replace(" ", "%20");
    ODataRequestLine line = parser.parse("Things", query, "http://edmund.test/odata/");
    Planner planner = new Planner(MODEL, Limits.defaults());
    List<PlanQueries.Labelled> queries =
        PlanQueries.of(
            planner.plan(line, new PlanOptions(100, false, false)),
            List.of(),
            new SqliteDialect().keyset());
    return ReadSql.render(queries.get(0).query(), new SqliteDialect());
  }

  private static String where(Statement statement) {
    String text = statement.text();
    return text.substring(text.indexOf("WHERE ") + 6, text.indexOf("\nORDER"));
  }

  private static String binds(Statement statement) {
    return statement.binds().stream()
        .filter(Statement.Value.class::isInstance)
        .map(b -> String.valueOf(((Statement.Value) b).value()))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Place/City eq 'x'|json_extract(t0.\"Place\", ?) = ?",
        "Node/Next/Name eq null|json_extract(t0.\"Node\", ?) IS NULL",
        "Place/Tax gt 5|edmund_json_decimal(json_extract(t0.\"Place\", ?)) > ?",
        "Place/Tags/any(t:t eq 'a')|EXISTS (SELECT ? FROM json_each(iif(json_type(t0.\"Place\", ?) ="
            + " 'array', json_extract(t0.\"Place\", ?), NULL)) t1 WHERE t1.value = ?)",
        "Shapes/any(s:s/Label eq 'a')|EXISTS (SELECT ? FROM \"self_Thing_Shapes\" t1 WHERE"
            + " t1.\"_owner\" = t0.\"_rid\" AND json_extract(t1.\"value\", ?) = ?)",
        "Colour eq 'x'|edmund_dynamic(?, coalesce(json_extract(t0.\"_dynamic\", ?), ''),"
            + " json_type(t0.\"_dynamic\", ?), json_extract(t0.\"_dynamic\", ?)) = ?"
      })
  void pathsBecomeSql(String filter, String expected) {
    assertEquals(expected, where(statement(filter)));
  }

  @Test
  void namesAreBinds() {
    assertEquals("$.\"City\", x, 101", bindsOf("Place/City eq 'x'"));
    assertEquals(
        "TEXT, $.\"Zürich@type\", $.\"Zürich\", $.\"Zürich\", x, 101", bindsOf("Zürich eq 'x'"));
    assertFalse(statement("Zürich eq 'x'").text().contains("Zürich"));
  }

  private static String bindsOf(String filter) {
    String all = binds(statement(filter));
    return all.endsWith(", 101") ? all : all + ", 101";
  }
}
