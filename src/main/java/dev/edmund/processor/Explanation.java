package dev.edmund.processor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.format.json.TreeJson;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanQueries;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.apache.olingo.server.api.ODataResponse;

/**
 * Answers with how a request would be answered: its tree, its plan, each statement with the
 * database's own plan, and how long the steps take. Statements are run to the end and their rows
 * thrown away; what is nested in rows is shown and not run.
 */
final class Explanation {
  private static final String CONTENT_TYPE = "application/vnd.edmund.explain+json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Reader reader;
  private final Exchange exchange;

  Explanation(Reader reader, Exchange exchange) {
    this.reader = reader;
    this.exchange = exchange;
  }

  /**
   * Fills the response.
   *
   * @param understood when the request had been read, as {@link System#nanoTime} has it
   */
  void answer(Plan plan, long understood, ODataResponse response) {
    long planned = System.nanoTime();
    ObjectNode answer = JSON.objectNode();
    ObjectNode times = answer.putObject("microseconds");
    times.put("request", micros(understood - exchange.timings().begun()));
    times.put("plan", micros(planned - understood));
    ArrayNode statements = answer.putArray("statements");
    List<PlanQueries.Labelled> queries = PlanQueries.of(plan, List.of(), reader.dialect().keyset());
    long begun = System.nanoTime();
    List<Statement> rendered =
        queries.stream().map(q -> ReadSql.render(q.query(), reader.dialect())).toList();
    times.put("sql", micros(System.nanoTime() - begun));
    for (int i = 0; i < rendered.size(); i++) {
      statements.add(statement(queries.get(i).label(), rendered.get(i)));
    }
    answer.set("request", TreeJson.of(exchange.line()));
    answer.set("plan", TreeJson.of(plan));
    Responses.start(response, exchange, 200);
    boolean preferred = exchange.preferences().explain();
    Responses.header(response, "Preference-Applied", preferred ? "edmund.explain" : null);
    Responses.body(
        response, CONTENT_TYPE, answer.toPrettyString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode statement(String label, Statement statement) {
    ObjectNode told = JSON.objectNode();
    told.put("for", label.isEmpty() ? "rows" : label);
    told.put("sql", statement.text());
    told.set("binds", TreeJson.of(statement.binds()));
    boolean nested = statement.binds().stream().anyMatch(Statement.ParentColumn.class::isInstance);
    if (!nested) {
      Dialect.Explained explained = reader.dialect().explained(statement);
      String lines = reader.read(false, session -> lines(session, explained));
      told.put("database", lines);
      reader.read(true, session -> timed(session, statement, told));
    }
    return told;
  }

  private static String lines(ReadSession session, Dialect.Explained explained) {
    StringJoiner lines = new StringJoiner("\n");
    try (Rows rows = session.query(explained.statement(), null)) {
      while (rows.next()) {
        lines.add(String.valueOf(rows.value(explained.column())));
      }
    }
    return lines.toString();
  }

  private static boolean timed(ReadSession session, Statement statement, ObjectNode told) {
    long begun = System.nanoTime();
    long count = 0;
    long first = 0;
    try (Rows rows = session.query(statement, null)) {
      while (rows.next()) {
        count++;
        if (count == 1) {
          first = System.nanoTime();
        }
      }
    }
    long last = System.nanoTime();
    ObjectNode times = told.putObject("microseconds");
    times.put("firstRow", micros((count == 0 ? last : first) - begun));
    times.put("lastRow", micros(last - begun));
    told.put("rows", count);
    return true;
  }

  private static long micros(long nanos) {
    return nanos / 1_000;
  }
}
