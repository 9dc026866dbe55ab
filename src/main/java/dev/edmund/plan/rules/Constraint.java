package dev.edmund.plan.rules;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition that instances of a type have to fulfil ({@code Validation.Constraint}).
 *
 * @param message says so to people
 * @param target the property that the condition is stated for; null for the instance as a whole
 * @param paths the properties that it is about, with slashes into complex values
 */
public record Constraint(
    String message, @Nullable String target, Set<String> paths, Expression condition) {
  public Constraint {
    paths = Set.copyOf(paths);
  }

  /** A part of the condition. */
  @FunctionalInterface
  public interface Expression {
    /**
     * Its value.
     *
     * @param values gives the values of properties by path, as {@link
     *     dev.edmund.model.storage.Values} makes them
     */
    Optional<Object> value(Function<String, Optional<Object>> values);
  }

  /** The columns of its paths; those that have none are left out. */
  public Map<String, Column> columns(EntityStorage type) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String path : paths) {
      Column column = column(type.properties().values(), path);
      if (column != null) {
        columns.put(path, column);
      }
    }
    return columns;
  }

  private static @Nullable Column column(Collection<PropertyStorage> within, String path) {
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    for (PropertyStorage property : within) {
      if (property.name().equals(name)) {
        return slash < 0
            ? property.asScalar().map(PropertyStorage.Scalar::column).orElse(null)
            : column(property.parts(), path.substring(slash + 1));
      }
    }
    return null;
  }

  /**
   * Whether the condition is true; one that is null is not.
   *
   * @param values gives the values of {@link #paths}, empty for null
   */
  public boolean holds(Function<String, Optional<Object>> values) {
    return condition.value(values).equals(Optional.of(true));
  }
}
