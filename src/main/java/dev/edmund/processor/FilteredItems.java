package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.EntityWriter;
import dev.edmund.plan.Plan;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.plan.write.WriteRequest;
import dev.edmund.plan.write.WriteRequest.Method;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import dev.edmund.store.write.ChangeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes or removes those items of a collection of values that a filter in the path leaves (Part
 * 2, 4.12 and 4.13): it finds their places, and does the same to the item at each of them.
 */
final class FilteredItems {
  private final Reader reader;
  private final Exchange exchange;
  private final WriteRequest request;
  private final List<Segment> collection;
  private final List<Segment> kept;

  FilteredItems(Reader reader, Exchange exchange, WriteRequest request) {
    this.reader = reader;
    this.exchange = exchange;
    this.request = request;
    this.kept = request.path().subList(0, request.path().size() - 1);
    this.collection = kept.stream().filter(s -> !(s instanceof Segment.Filter)).toList();
  }

  /** Whether a path leads to such items. */
  static boolean areAt(List<Segment> path) {
    int end = path.size() - 1;
    boolean filtered =
        end > 1
            && path.get(end) instanceof Segment.Each
            && path.get(end - 1) instanceof Segment.Filter;
    while (filtered && path.get(end - 1) instanceof Segment.Filter) {
      end--;
    }
    return filtered
        && (path.get(end - 1) instanceof Segment.Property
            || path.get(end - 1) instanceof Segment.Dynamic);
  }

  /** Members of a collection are changed by PATCH and removed by DELETE (Part 1, 11.4.14). */
  static void require(WriteRequest request) {
    if (request.method() != Method.PATCH && request.method() != Method.DELETE) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "The members of a collection are changed by PATCH and removed by DELETE, not by "
              + request.method()
              + ".",
          "$each");
    }
  }

  /** The plan for an item at a place, whether there is one or not. */
  WritePlan plan(Function<WriteRequest, WritePlan> planner, long place) {
    return planner.apply(at(place, request.ifMatch(), request.ifNoneMatch()));
  }

  private WriteRequest at(long place, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    List<Segment> path = new ArrayList<>(collection);
    path.add(new Segment.Ordinal(place));
    return new WriteRequest(
        request.method(),
        path,
        request.options(),
        request.body(),
        ifMatch,
        ifNoneMatch,
        request.strict(),
        request.version401(),
        request.ids());
  }

  /** Changes the items in a transaction. */
  void change(ChangeSession session, Function<WriteRequest, WritePlan> planner) {
    List<Long> places = session.read(this::places);
    // From the end: what is removed moves those behind it.
    for (int i = places.size() - 1; i >= 0; i--) {
      boolean first = i == places.size() - 1;
      session.run(
          planner.apply(
              at(
                  places.get(i),
                  first ? request.ifMatch() : null,
                  first ? request.ifNoneMatch() : null)));
    }
  }

  private List<Long> places(ReadSession session) {
    List<Object> all = positions(session, collection);
    List<Object> some = positions(session, kept);
    List<Long> places = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (some.contains(all.get(i))) {
        places.add((long) i);
      }
    }
    return places;
  }

  /** What orders the items of a collection, in this order. */
  private List<Object> positions(ReadSession session, List<Segment> path) {
    ODataRequestLine line =
        new ODataRequestLine(path, exchange.line().options(), exchange.line().custom());
    if (!(reader.planner().plan(line, exchange.planOptions()) instanceof Plan.Property plan)
        || !(plan.member() instanceof Member.Values values)) {
      throw ODataException.notImplemented("Changing a part of this collection", "$each");
    }
    try (Rows entity = session.query(ReadSql.render(plan.query(), reader.dialect()), null)) {
      if (!entity.next()) {
        throw EntityReader.missing();
      }
      String etag = plan.version() < 0 ? null : EntityWriter.etag(entity.bytes(plan.version()));
      ETags.requireMatch(request.ifMatch(), etag);
      return positions(session, values.read().query(), entity);
    }
  }

  private List<Object> positions(ReadSession session, Query items, Row entity) {
    // The order of items ends with their places.
    Term position = items.order().get(items.order().size() - 1).term();
    Query places =
        new Query(
            items.from(), items.joins(), List.of(position), items.where(), items.order(), null, 0);
    List<Object> found = new ArrayList<>();
    try (Rows rows = session.query(ReadSql.render(places, reader.dialect()), entity)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.value(0)));
      }
    }
    return found;
  }
}
