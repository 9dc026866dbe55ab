package dev.edmund.processor;

import dev.edmund.plan.Plan;
import dev.edmund.plan.query.Query;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.nio.charset.StandardCharsets;
import org.apache.olingo.server.api.ODataResponse;

/** Answers {@code /$count} with a number as plain text (Part 1, 11.2.10). */
final class CountReader {
  private final Reader reader;
  private final Exchange exchange;
  private final Plan.Count plan;

  CountReader(Reader reader, Exchange exchange, Plan.Count plan) {
    this.reader = reader;
    this.exchange = exchange;
    this.plan = plan;
  }

  void read(ODataResponse response) {
    exchange.format(Kind.TEXT, Kind.JSON);
    long count = reader.read(plan.queries().size() > 1, this::count);
    Responses.start(response, exchange, 200);
    Responses.body(
        response,
        "text/plain;charset=utf-8",
        Long.toString(count).getBytes(StandardCharsets.US_ASCII));
  }

  private long count(ReadSession session) {
    long count = 0;
    for (Query query : plan.queries()) {
      count += count(session, query);
    }
    if (count == 0 && plan.found() != null) {
      Existence.require(session, reader.dialect(), plan.found());
    }
    return count;
  }

  private long count(ReadSession session, Query query) {
    try (Rows rows = session.query(ReadSql.render(query, reader.dialect()), null)) {
      if (!rows.next()) {
        throw EntityReader.missing();
      }
      return rows.value(0) instanceof Long number ? number : 0;
    }
  }
}
