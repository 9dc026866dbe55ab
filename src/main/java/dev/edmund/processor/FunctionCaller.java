package dev.edmund.processor;

import dev.edmund.plan.JavaCall;
import dev.edmund.plan.query.Query;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the functions in Java that a path goes through, so that their rows are left to plan. */
record FunctionCaller(Reader reader) {

  /**
   * A request whose functions know what they are called with, and those in Java what they gave.
   *
   * @param inner answers the requests of functions
   */
  Exchange called(Exchange exchange, InnerRequests inner) {
    List<Segment> path = exchange.line().path();
    if (path.stream().noneMatch(Segment.Operation.class::isInstance)) {
      return exchange;
    }
    List<Segment> known = new ArrayList<>(reader.planner().known(path, exchange.ids()));
    for (int i = 0; i < known.size(); i++) {
      Optional<JavaCall> call = reader.planner().call(known, i);
      if (call.isPresent() && known.get(i) instanceof Segment.Operation segment) {
        known.set(i, made(segment, call.get(), exchange, inner));
      }
    }
    return exchange.at(known);
  }

  private Segment made(
      Segment.Operation segment, JavaCall call, Exchange exchange, InnerRequests inner) {
    List<List<@Nullable Object>> rows =
        reader.reads().snapshot(session -> rows(session, call, exchange, inner));
    return segment.with(
        new Segment.Operation.Known(
            segment.known() == null ? java.util.Map.of() : segment.known().parameters(), rows));
  }

  private List<List<@Nullable Object>> rows(
      ReadSession session, JavaCall call, Exchange exchange, InnerRequests inner) {
    List<List<@Nullable Object>> bound = bound(session, call);
    OperationTransaction transaction =
        new OperationTransaction(
            exchange.request(),
            reader.dialect(),
            session::table,
            request -> inner.reading(session, request),
            request -> inner.unrestricted().reading(session, request),
            (entity, rights) ->
                OperationTransaction.allowed(reader, entity, rights)
                    .map(session::hasRow)
                    .orElse(true),
            false);
    return call.rows(bound, reader.dialect()::decode, transaction);
  }

  private List<List<@Nullable Object>> bound(ReadSession session, JavaCall call) {
    Query query = call.binding();
    if (query == null) {
      return List.of();
    }
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (Rows rows = session.query(ReadSql.render(query, reader.dialect()), null)) {
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          row.add(rows.value(i));
        }
        all.add(row);
      }
    }
    if (all.isEmpty() && call.isBoundToOne()) {
      throw EntityReader.missing();
    }
    return all;
  }
}
