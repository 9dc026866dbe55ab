package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.ForcedDialect;
import dev.edmund.ShippedService;
import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.sql.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many statements an answer takes: over a network each of them is a trip. */
final class StatementCountTest {
  private final ShippedService service = ShippedService.get();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connections?$top=100|NESTED|1",
        "connections?$top=100|BATCHED|1",
        "connections?$top=100&$expand=connection_related_connection|NESTED|101",
        "connections?$top=100&$expand=connection_related_connection|BATCHED|2",
        "connections?$top=100&$expand=connection_related_connection($count=true;$top=2)|BATCHED|3",
        "connections?$top=100&$expand=ownerid($expand=owner_accounts($select=name))|BATCHED|3",
        "accounts?$expand=account_connections1($top=1;$expand=connection_related_connection)|BATCHED|3",
        "connections?$top=100&$expand=ownerid/Microsoft.Dynamics.CRM.team|BATCHED|2"
      })
  void statementsAreRun(String url, Dialect.Expand expand, int statements) throws SQLException {
    AtomicInteger run = new AtomicInteger();
    try (ReadSession session =
        new ReadSession(counting(ReadConnection.class, connect(service.jdbcUrl()), run), true)) {
      write(url, session, ForcedDialect.of(service.dialect(), expand));
    }
    assertEquals(statements, run.get());
  }

  private static ReadConnection connect(String url) throws SQLException {
    ReadSource source =
        PostgresUrl.isOne(url)
            ? new PostgresReads(PostgresUrl.parse(url, Credentials.NONE))
            : new SqliteReads(url);
    return source.connect(Duration.ofSeconds(30));
  }

  private void write(String url, ReadSession session, Dialect dialect) {
    int question = url.indexOf('?');
    String query = url.substring(question + 1).replace(" ", "%20");
    ODataRequestLine line =
        service.parser().parse(url.substring(0, question), query, ShippedService.ROOT);
    Plan.Entities plan =
        (Plan.Entities) service.planner().plan(line, new PlanOptions(5000, false, false));
    JsonOptions options =
        new JsonOptions(JsonOptions.Metadata.MINIMAL, false, term -> false, ShippedService.ROOT);
    EntityWriter writer = EntityWriter.compile(plan.shape(), options, dialect);
    Long top = plan.paging().top();
    try (Rows rows = session.query(plan.query().window(top, 0), dialect)) {
      while (rows.next()) {
        writer.write(rows, new JsonBuffer());
      }
    }
  }

  /** The same, but for what it counts. */
  private static <T> T counting(Class<T> type, T counted, AtomicInteger run) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("executeQuery")) {
                run.incrementAndGet();
              }
              try {
                Object result = method.invoke(counted, arguments);
                if (result instanceof Connection connection) {
                  return counting(Connection.class, connection, run);
                }
                return result instanceof PreparedStatement statement
                    ? counting(PreparedStatement.class, statement, run)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
