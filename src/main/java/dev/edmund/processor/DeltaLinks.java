package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.json.Tracking;
import dev.edmund.model.storage.ChangeLog;
import dev.edmund.plan.Plan;
import dev.edmund.plan.paging.DeltaTokens.Token;
import dev.edmund.store.LogPosition;
import dev.edmund.store.ReadSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes delta links, and follows them (Part 1, 11.3).
 *
 * @param log of the result that the request is about
 */
record DeltaLinks(Reader reader, Exchange exchange, ChangeLog log) {

  /**
   * The delta links of a result; none where its changes are not tracked, and none inside of a
   * transaction, which sees changes that may yet be taken back.
   */
  static Optional<DeltaLinks> of(Reader reader, Exchange exchange) {
    return reader.joined()
        ? Optional.empty()
        : reader
            .planner()
            .tracked(exchange.line())
            .map(log -> new DeltaLinks(reader, exchange, log));
  }

  /** How changes of the result are followed from now on. */
  Tracking tracking() {
    return new Tracking(
        this::state,
        state -> exchange.deltaLink(reader.tokens().deltas().encode(state, exchange.deltaScope())));
  }

  private String state(ReadSession session) {
    LogPosition now = LogPosition.read(session, log, reader.dialect());
    return new Token(Instant.now().truncatedTo(ChronoUnit.SECONDS), now.epoch(), now.mark())
        .state();
  }

  /**
   * The plan of a request with a delta token.
   *
   * @throws ODataException 400 when the token is none, 410 when the log has forgotten too much, 501
   *     inside of a transaction
   */
  static Plan.Union changes(Reader reader, Exchange exchange) {
    String text = String.valueOf(exchange.line().options().rest().deltaToken());
    Token token = reader.tokens().deltas().decode(text, exchange.deltaScope());
    if (reader.joined()) {
      throw ODataException.notImplemented("A delta link in a change set", "$deltatoken");
    }
    ChangeLog log = reader.planner().tracked(exchange.line()).orElseThrow(DeltaLinks::gone);
    Instant end = token.made().plus(exchange.limits().trackingTime());
    LogPosition now =
        reader.reads().read(session -> LogPosition.read(session, log, reader.dialect()));
    boolean covered =
        token.epoch().equals(now.epoch())
            && Instant.now().isBefore(end)
            && reader.dialect().log().covers(token.mark(), now.mark(), now.forgotten());
    if (!covered) {
      throw gone();
    }
    return reader.planner().changes(exchange.line(), exchange.planOptions(), log, token.mark());
  }

  private static ODataException gone() {
    return new ODataException(
        ErrorCode.GONE,
        "The delta link is too old: the changes since then are not known any more. Read the whole"
            + " result again, with the preference track-changes.",
        "$deltatoken");
  }
}
