package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.reaction.States;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.sql.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Has state and status fit each other in what is going to be written. */
final class StateCells {
  private final TypeReactions reactions;
  private final Function<Column, Optional<Object>> old;
  private final boolean created;

  /**
   * @param old what the columns hold that are not written
   */
  StateCells(TypeReactions reactions, Function<Column, Optional<Object>> old, boolean created) {
    this.reactions = reactions;
    this.old = old;
    this.created = created;
  }

  /**
   * The cells, with those that follow from them.
   *
   * @throws ODataException 400 when a status does not belong to the state
   */
  List<Assignment> fitting(List<Assignment> cells) {
    List<Assignment> all = cells;
    for (States states : reactions.states()) {
      boolean isWritten =
          cells.stream()
              .map(Assignment::column)
              .anyMatch(c -> c.equals(states.state()) || c.equals(states.status()));
      if (created || isWritten) {
        all = fitting(states, all);
      }
    }
    return all;
  }

  private List<Assignment> fitting(States states, List<Assignment> cells) {
    Optional<Assignment> givenState = Assignment.among(cells, states.state());
    Optional<Assignment> givenStatus = Assignment.among(cells, states.status());
    Optional<Long> status = number(givenStatus, states.status());
    Optional<Long> state = number(givenState, states.state());
    boolean isStatusGiven = givenStatus.map(Assignment::value).isPresent();
    long becomes =
        state.orElseGet(
            () ->
                status
                    .filter(s -> isStatusGiven)
                    .map(states.stateOf()::get)
                    .orElseGet(states::firstState));
    Optional<Long> fit = status.filter(s -> belongs(states, s, becomes));
    if (fit.isEmpty() && isStatusGiven) {
      throw unfit(states, status.orElseThrow(), becomes);
    }
    List<Assignment> all = new ArrayList<>(cells);
    put(all, states.state(), state, Optional.of(becomes));
    put(all, states.status(), status, fit.or(() -> states.firstStatus(becomes)));
    return all;
  }

  /** A status that no state is told for belongs to any. */
  private static boolean belongs(States states, long status, long state) {
    Long of = states.stateOf().get(status);
    return of == null || of == state;
  }

  private static void put(
      List<Assignment> cells, Column column, Optional<Long> is, Optional<Long> becomes) {
    if (!is.equals(becomes)) {
      cells.removeIf(cell -> cell.column().equals(column));
      cells.add(
          becomes
              .map(value -> Assignment.of(column, value))
              .orElseGet(() -> Assignment.nothing(column)));
    }
  }

  private Optional<Long> number(Optional<Assignment> given, Column column) {
    Optional<Object> value =
        given.isPresent()
            ? given.map(Assignment::value)
            : created ? Optional.empty() : old.apply(column);
    return value.filter(Number.class::isInstance).map(v -> ((Number) v).longValue());
  }

  private static ODataException unfit(States states, long status, long state) {
    String fit =
        String.join(
            ", ",
            states.stateOf().entrySet().stream()
                .filter(e -> Objects.equals(e.getValue(), state))
                .map(e -> String.valueOf(e.getKey()))
                .toList());
    return ODataException.coded(
        ErrorCode.INVALID_VALUE,
        states.code(),
        states.statusName()
            + " "
            + status
            + " does not belong to "
            + states.stateName()
            + " "
            + state
            + (fit.isEmpty() ? "." : ", which has " + fit + "."),
        states.statusName());
  }
}
