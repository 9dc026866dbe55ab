package dev.edmund.plan;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a request is made as. Users are named by the values by which entities refer to them, as
 * {@link dev.edmund.model.storage.Values} makes these.
 *
 * @param delegate the user that makes the request on behalf of {@code user}; null where nobody does
 * @param type what the user is
 * @param row the keys of the user, and those of the entities that it leads to; empty where it leads
 *     to none
 */
public record Caller(
    Object user, @Nullable Object delegate, EntityStorage type, Map<Column, Optional<Object>> row) {
  public Caller {
    row = Map.copyOf(row);
  }

  /** Whether the user is the entity with a value. */
  public boolean is(Column column, Object value) {
    return row.getOrDefault(column, Optional.empty()).filter(value::equals).isPresent();
  }

  /** The first of these columns of the user that is not null. */
  public Optional<Object> first(List<Column> columns) {
    return columns.stream()
        .map(column -> row.getOrDefault(column, Optional.empty()))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
