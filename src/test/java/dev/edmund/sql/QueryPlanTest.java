package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.ShippedService;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.PlanQueries;
import dev.edmund.request.ODataRequestLine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQLite makes of the statements: where there is an index it is used. */
final class QueryPlanTest {
  private static final PlanOptions OPTIONS = new PlanOptions(100, false, false);

  private final ShippedService service = ShippedService.get();

  /** Every table is searched, by row id or by an index; only what was found may be sorted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)",
        "systemusers(7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7)",
        "owners(7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7)",
        "activitypointers(9f1ca58d-6680-5576-83c4-24865f3d6755)",
        "emails(9f1ca58d-6680-5576-83c4-24865f3d6755)",
        "networkConnections('nc-0001')",
        "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)?$expand=record1id_account,ownerid",
        "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/record1id_account/name",
        "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)/account_connections1/$count",
        "connections?$filter=_record1id_value eq 3926adb6-58b7-5c8c-80c4-22fe985167e1",
        "connections?$filter=record1id_account/accountid eq 3926adb6-58b7-5c8c-80c4-22fe985167e1",
        "connections?$filter=_ownerid_value eq 3926adb6-58b7-5c8c-80c4-22fe985167e1",
        "connections?$filter=createdon eq 2023-01-01T00:00:00Z",
        "accounts?$filter=name in ('a')",
        "external?$expand=connections($expand=operations)",
        "security/alerts?$expand=networkConnections",
        "networkAccess/logs/connections",
      })
  void searches(String url) throws SQLException {
    for (String step : steps(url)) {
      assertTrue(step.startsWith("SEARCH ") || step.startsWith("USE TEMP"), url + ": " + step);
    }
  }

  /** The outer table is read in the order of an index; the rest is searched; nothing is sorted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections?$expand=record1id_account,record1roleid",
        "connections?$filter=record1id_account/name ne null",
        "accounts?$expand=account_connections1($top=2;$expand=record2id_contact)",
        "accounts?$expand=account_connections1/$count",
        "accounts?$filter=account_connections1/any(c:c/statecode eq 0)",
        "accounts?$filter=account_connections1/$count gt 2",
        "connections?$orderby=createdon",
        "connections?$orderby=createdon desc",
        "connections?$orderby=createdon desc&$expand=record1id_account",
        "activitypointers?$orderby=createdon desc",
        "connectionOperations",
        "networkConnections?$filter=status ne 'blocked'",
      })
  void sortsNothing(String url) throws SQLException {
    List<String> steps = steps(url);
    for (String step : steps) {
      assertFalse(step.contains("TEMP B-TREE"), url + ": " + steps);
    }
    for (String step : steps.subList(1, steps.size())) {
      assertFalse(step.startsWith("SCAN "), url + ": " + steps);
    }
  }

  /** A later page starts in the index behind the last row, whichever way it is read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections",
        "connections?$orderby=createdon",
        "connections?$orderby=createdon desc",
        "connections?$orderby=createdon desc&$expand=record1id_account",
        "accounts?$orderby=name",
        "accounts?$orderby=name desc",
      })
  void continuesInTheIndex(String url) throws SQLException {
    List<@Nullable Object> after =
        url.contains("orderby") ? Arrays.asList("2023-01-01T00:00:00", 17L) : List.of(17L);
    List<String> steps = steps(url, after);
    assertFalse(String.join(" ", steps).contains("TEMP B-TREE"), url + ": " + steps);
    assertTrue(steps.get(0).startsWith("SEARCH t0 USING"), url + ": " + steps);
  }

  /** The words lead to the rows; only for a {@code NOT} all of them are looked at. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections?$search=cat",
        "connections?$search=\"the cat\" dog",
        "connections?$search=cat NOT dog&$orderby=createdon",
        "connections/$count?$search=cat",
        "accounts?$expand=account_connections1($search=cat)&$search=dog",
      })
  void wordsAreFoundInTheirIndex(String url) throws SQLException {
    List<String> steps = steps(url.replace("\"", "%22"));
    assertTrue(steps.stream().anyMatch(s -> s.matches("SCAN .*_words_.* VIRTUAL TABLE .*")), url);
    for (String step : steps) {
      assertTrue(!step.startsWith("SCAN ") || step.contains("_words_"), url + ": " + steps);
    }
  }

  private List<String> steps(String url) throws SQLException {
    return steps(url, List.of());
  }

  private List<String> steps(String url, List<@Nullable Object> after) throws SQLException {
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
    String query = question < 0 ? null : url.substring(question + 1).replace(" ", "%20");
    ODataRequestLine line = service.parser().parse(path, query, ShippedService.ROOT);
    Plan plan = service.planner().plan(line, OPTIONS);
    List<String> steps = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(service.jdbcUrl())) {
      for (PlanQueries.Labelled labelled :
          PlanQueries.of(plan, after, new SqliteDialect().keyset())) {
        explain(connection, ReadSql.render(labelled.query(), new SqliteDialect()), steps);
      }
    }
    return steps;
  }

  private static void explain(Connection connection, Statement statement, List<String> steps)
      throws SQLException {
    try (PreparedStatement explain =
        connection.prepareStatement("EXPLAIN QUERY PLAN " + statement.text())) {
      int position = 0;
      for (Statement.Bind bind : statement.binds()) {
        explain.setObject(++position, bind.accept(new BindValue()));
      }
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
      }
    }
  }

  private static final class BindValue implements Statement.Visitor<Object> {
    @Override
    public Object parameter(Statement.Parameter b) {
      throw new IllegalStateException("No parameter is left");
    }

    @Override
    public Object value(Statement.Value b) {
      return b.value();
    }

    @Override
    public Object parentColumn(Statement.ParentColumn b) {
      return 1L;
    }
  }
}
