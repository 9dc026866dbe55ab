package dev.edmund.processor;

import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.PropertyWriter;
import dev.edmund.plan.Plan;
import dev.edmund.plan.shape.Nested;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import org.apache.olingo.server.api.ODataResponse;

/** Answers with what an operation gives where that is no entity (Part 1, 11.5.4.1). */
final class ResultReader {
  private static final int RESULT_BYTES = 1024;

  private final Reader reader;
  private final Exchange exchange;
  private final Plan.Property plan;

  ResultReader(Reader reader, Exchange exchange, Plan.Property plan) {
    this.reader = reader;
    this.exchange = exchange;
    this.plan = plan;
  }

  void read(ODataResponse response) {
    Format format =
        plan.raw()
            ? exchange.format(Kind.TEXT, Kind.BINARY, Kind.JSON)
            : exchange.format(Kind.JSON);
    reader.read(Nested.in(plan.member()), session -> read(session, format, response));
  }

  private boolean read(ReadSession session, Format format, ODataResponse response) {
    JsonOptions options = exchange.json(format);
    PropertyWriter writer = new PropertyWriter(plan.member(), options, reader.dialect());
    try (Rows rows = session.query(plan.query(), reader.dialect())) {
      if (!rows.next() || writer.isNull(rows)) {
        if (plan.found() != null) {
          Existence.require(session, reader.dialect(), plan.found());
        }
        Responses.start(response, exchange, 204);
        return false;
      }
      Responses.start(response, exchange, 200);
      if (plan.raw()) {
        String type = writer.isBinary() ? "application/octet-stream" : "text/plain;charset=utf-8";
        Responses.body(response, type, writer.raw(rows));
        return true;
      }
      JsonBuffer out = new JsonBuffer(RESULT_BYTES);
      boolean silent = options.metadata() == JsonOptions.Metadata.NONE;
      writer.write(rows, silent ? null : exchange.root() + "$metadata#" + plan.context(), out);
      Responses.header(response, "Preference-Applied", exchange.preferencesApplied(false));
      Responses.body(response, Exchange.contentType(format), out);
      return true;
    }
  }
}
