package dev.edmund.model.reaction;

import dev.edmund.model.storage.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two columns of which one refines the other: each status belongs to one state.
 *
 * @param stateOf the state of each status, the first status of a state being the one that it begins
 *     with, and the first state that of new entities
 * @param readOnly the states in which nothing else changes, each with the code of the error, empty
 *     for that of any conflict
 * @param code of the error when state and status do not fit; null for that of any wrong value
 * @param stateName the name of the property, for messages
 * @param statusName the same
 */
public record States(
    Column state,
    Column status,
    Map<Long, Long> stateOf,
    Map<Long, Optional<String>> readOnly,
    @Nullable String code,
    String stateName,
    String statusName) {
  public States {
    stateOf = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stateOf));
    readOnly = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(readOnly));
  }

  /** What new entities are in. */
  public long firstState() {
    return stateOf.values().iterator().next();
  }

  /** What a state begins with; empty for a state without any. */
  public Optional<Long> firstStatus(long of) {
    return stateOf.entrySet().stream()
        .filter(e -> e.getValue() == of)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
