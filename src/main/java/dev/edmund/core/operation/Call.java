package dev.edmund.core.operation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of an operation.
 *
 * @param parameters those that a client gives, by name, each checked and there: Boolean, Long (all
 *     integers, and the numbers of enumerations), Double, BigDecimal (durations too, in seconds),
 *     String (text; points in time in UTC without zone, dates and times of day, geography), UUID,
 *     byte[], {@code Map} for complex values, {@code List} for collections, {@link EntityReference}
 *     for entities, or null
 * @param bound the entities that it is bound to: one, those of a collection, or none
 * @param now the time of the request
 */
public record Call(
    Map<String, @Nullable Object> parameters,
    List<EntityReference> bound,
    Instant now,
    Transaction transaction) {
  public Call {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    bound = List.copyOf(bound);
  }

  /** The value of a parameter. */
  public @Nullable Object parameter(String name) {
    return parameters.get(name);
  }
}
