package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.reaction.Check;
import dev.edmund.model.reaction.Mirror;
import dev.edmund.model.reaction.States;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.ReactionSql;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what the model says follows from a change, when all of its steps are taken: only then is
 * known what the entities have become.
 */
final class Settlement {
  private final Entities entities;
  private final Touched touched;
  private final KeptValues kept;
  private final MirrorRows mirrors;

  Settlement(Entities entities, Slots slots) {
    this.entities = entities;
    this.touched = entities.touched();
    this.kept = new KeptValues(entities);
    this.mirrors = new MirrorRows(entities, slots, touched, kept);
  }

  /**
   * Settles all that was touched.
   *
   * @throws ODataException when it must not be so
   */
  void settle() {
    touched.aside(
        () -> {
          Optional<Touched.Touch> next = touched.take();
          while (next.isPresent()) {
            settle(next.get());
            next = touched.take();
          }
        });
  }

  private void settle(Touched.Touch touch) {
    TypeReactions reactions = touch.reactions();
    Map<Column, Optional<Object>> now =
        entities.columns(touch.entity(), reactions.columns()).orElse(null);
    if (now == null) {
      return; // It was removed by a later step.
    }
    if (!touch.entity().created()) {
      reactions.states().forEach(states -> requireOpen(states, touch, now));
    }
    Mirror mirror = reactions.mirror();
    if (mirror != null) {
      mirrors.requireOwn(mirror, touch, now);
    }
    List<Assignment> cells = new ArrayList<>(kept.changed(reactions, now));
    if (mirror != null && touch.entity().created()) {
      cells.addAll(mirrors.add(mirror, touch, Row.with(now, cells)));
    }
    if (!cells.isEmpty()) {
      entities.change(touch.entity(), cells);
    }
    reactions.checks().forEach(check -> require(check, touch.entity()));
    if (mirror != null && !touch.entity().created()) {
      mirrors.follow(mirror, touch, Row.with(now, cells));
    }
  }

  /** In some states nothing changes but the state. */
  private static void requireOpen(
      States states, Touched.Touch touch, Map<Column, Optional<Object>> now) {
    Optional<Long> before = number(Row.of(touch.before(), states.state()));
    Optional<Long> after = number(Row.of(now, states.state()));
    Optional<String> code =
        before.equals(after) && before.isPresent() ? states.readOnly().get(before.get()) : null;
    if (code == null) {
      return;
    }
    for (Column column : touch.reactions().columns()) {
      boolean isOwn = column.equals(states.state()) || column.equals(states.status());
      if (!isOwn
          && !touch.reactions().made().contains(column)
          && !Row.isSame(Row.of(touch.before(), column), Row.of(now, column))) {
        throw ODataException.coded(
            ErrorCode.CONFLICT,
            code.orElse(null),
            "The "
                + touch.reactions().type().name().getName()
                + " is read-only while its "
                + states.stateName()
                + " is "
                + after.orElseThrow()
                + "; set "
                + states.stateName()
                + " to "
                + states.firstState()
                + " to change it.",
            states.stateName());
      }
    }
  }

  private static Optional<Long> number(Optional<Object> value) {
    return value.filter(Number.class::isInstance).map(v -> ((Number) v).longValue());
  }

  private void require(Check check, Entity entity) {
    try (Rows rows = entities.session().query(ReactionSql.statement(check, entity.rowId()))) {
      if (rows.next()) {
        throw ODataException.coded(
            ErrorCode.INVALID_VALUE, check.code(), check.message(), check.target());
      }
    }
  }
}
