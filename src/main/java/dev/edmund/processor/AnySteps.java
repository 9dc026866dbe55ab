package dev.edmund.processor;

import dev.edmund.format.json.Texts;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.AnyStep;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/** Follows the steps of a path to entities of any type, so that what is behind them can be read. */
record AnySteps(Reader reader) {

  /**
   * The request with the entity's own path in the place of such steps.
   *
   * @return empty where one leads nowhere, and nothing is behind it
   * @throws dev.edmund.core.ODataException 404 where something is, or where the entity does not
   *     exist that a step begins at
   */
  Optional<Exchange> followed(Exchange exchange) {
    Exchange known = exchange;
    Optional<AnyStep> step = step(known);
    while (step.isPresent()) {
      List<Segment> path = known.line().path();
      List<Segment> behind = path.subList(step.get().at() + 1, path.size());
      AnyStep next = step.get();
      Optional<String> target = reader.reads().snapshot(session -> target(session, next));
      if (target.isEmpty()) {
        boolean whole =
            behind.stream()
                .allMatch(s -> s instanceof Segment.TypeCast || s instanceof Segment.Ref);
        if (whole) {
          return Optional.empty();
        }
        throw EntityReader.missing();
      }
      List<Segment> followed = new ArrayList<>(exchange.ids().apply(target.get()));
      followed.addAll(withoutCast(behind, Addressed.of(reader.model(), followed).type().type()));
      known = known.at(followed);
      step = step(known);
    }
    return Optional.of(known);
  }

  /** A cast to a base type changes nothing; one to another type leads nowhere (Part 2, 4.11). */
  private static List<Segment> withoutCast(List<Segment> behind, EdmEntityType type) {
    if (behind.isEmpty()
        || !(behind.get(0) instanceof Segment.TypeCast cast)
        || cast.type().compatibleTo(type)) {
      return behind;
    }
    if (type.compatibleTo(cast.type())) {
      return behind.subList(1, behind.size());
    }
    throw EntityReader.missing();
  }

  private Optional<AnyStep> step(Exchange exchange) {
    return reader.planner().anyStep(exchange.line().path(), exchange.planOptions());
  }

  /** The URL of the entity that a step leads to, relative to the root. */
  private Optional<String> target(ReadSession session, AnyStep step) {
    String type;
    long rowId;
    try (Rows rows = session.query(ReadSql.render(step.query(), reader.dialect()), null)) {
      if (!rows.next()) {
        throw EntityReader.missing();
      }
      if (rows.value(0) == null || !(rows.value(1) instanceof Long number)) {
        return Optional.empty();
      }
      type = String.valueOf(rows.value(0));
      rowId = number;
    }
    AnyStep.Target target = step.target(type, rowId);
    try (Rows rows = session.query(ReadSql.render(target.query(), reader.dialect()), null)) {
      return rows.next() ? Optional.of(Texts.path(rows, target.identity())) : Optional.empty();
    }
  }
}
