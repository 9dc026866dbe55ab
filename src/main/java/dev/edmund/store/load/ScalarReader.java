package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage.Scalar;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.rules.ValueRule;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.ValueReader;
import dev.edmund.sql.Dialect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads values of one property: the text becomes what the driver binds, within the facets. */
final class ScalarReader {
  private final Scalar scalar;
  private final Dialect dialect;
  private final ValueReader values;
  private final ValueRule rule;

  ScalarReader(Scalar scalar, Dialect dialect, ValueRule rule) {
    this.scalar = scalar;
    this.dialect = dialect;
    this.rule = rule;
    this.values = new ValueReader(scalar.type(), scalar.property());
  }

  /**
   * The value as the driver binds it.
   *
   * @throws IllegalArgumentException when the text is no value of the property; the message says
   *     what is expected
   */
  Object read(String text) {
    Object value = values.read(text);
    rule.first(value)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return dialect.encode(scalar.column().type(), value);
  }

  /** The text of a JSON value that is of the right kind. */
  String text(JsonValue value) {
    return values.text(value);
  }

  /** The column that keeps the offset, where the property has one. */
  Optional<Column> offsetColumn() {
    return Optional.ofNullable(scalar.offset());
  }

  /** What the column of the offset holds for a point in time. */
  static @Nullable Long offset(String text) {
    Integer minutes = Values.offset(text);
    return minutes == null ? null : minutes.longValue();
  }
}
