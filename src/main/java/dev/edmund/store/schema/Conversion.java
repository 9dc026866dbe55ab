package dev.edmund.store.schema;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.sql.Dialect;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column of one type as values of another: by way of the text that clients see, and
 * only where that text stays the same.
 *
 * @param from null where what the column held is not known, so that no value can be converted
 * @param was null where the rule of the old type is not known
 * @param scalar what the column is to hold; null for system columns, which are not converted
 */
record Conversion(
    boolean isNeeded,
    @Nullable ColumnType from,
    @Nullable Rule was,
    PropertyStorage.@Nullable Scalar scalar,
    @Nullable Rule now) {
  /** The type stays. */
  static final Conversion NONE = new Conversion(false, null, null, null, null);

  /** The new value, as it is bound; empty when it would be another one. */
  Optional<Object> convert(Object stored, Dialect dialect) {
    if (from == null || scalar == null || now == null) {
      return Optional.empty();
    }
    Set<String> before = texts(from, dialect.decode(from, stored), was);
    ColumnType to = scalar.column().type();
    for (String text : before) {
      try {
        Object value = Values.parse(scalar.type(), text);
        if (texts(to, value, now).contains(text) && now.admits(to, value)) {
          return Optional.of(dialect.encode(to, value));
        }
      } catch (IllegalArgumentException e) {
        // No value of the new type.
      }
    }
    return Optional.empty();
  }

  /** What a value looks like; an enumeration's may be told by name and by number. */
  private static Set<String> texts(ColumnType type, Object value, @Nullable Rule rule) {
    return switch (type) {
      case BOOLEAN, TEXT, GUID, DATE, TIME -> Set.of(value.toString());
      case INTEGER -> names((Long) value, rule);
      case DOUBLE -> Set.of(number((Double) value));
      case DECIMAL -> Set.of(plain((BigDecimal) value));
      case DATETIME -> Set.of(value + "Z");
      case BINARY -> Set.of(Base64.getUrlEncoder().withoutPadding().encodeToString((byte[]) value));
      // Clients see something else than what is stored.
      case DURATION, GEO, JSON -> Set.of();
    };
  }

  private static Set<String> names(Long value, @Nullable Rule rule) {
    if (rule == null || rule.members() == null) {
      return Set.of(value.toString());
    }
    Set<String> texts = new HashSet<>();
    rule.members()
        .forEach(
            (name, number) -> {
              if (number.equals(value)) {
                texts.add(name);
              }
            });
    if (texts.isEmpty()) {
      texts.add(value.toString());
    }
    return texts;
  }

  private static String number(Double value) {
    if (value.isNaN()) {
      return "NaN";
    }
    if (value.isInfinite()) {
      return value > 0 ? "INF" : "-INF";
    }
    return plain(new BigDecimal(value.toString()));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
