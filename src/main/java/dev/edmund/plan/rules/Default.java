package dev.edmund.plan.rules;

import dev.edmund.model.storage.Values;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What the server puts into a property.
 *
 * @param type primitive or enumeration
 * @param digits how many digits a fraction of a second has
 * @param constant for {@link Kind#CONSTANT}, as {@link Values} makes it
 * @param offset the minutes from UTC that a constant point in time is written with; null for none
 */
public record Default(
    Kind kind, EdmType type, int digits, @Nullable Object constant, @Nullable Integer offset) {

  /** How the value is made. */
  public enum Kind {
    CONSTANT,
    /** The moment of the request, or its date or time of day in UTC. */
    NOW,
    /** A Guid that no other entity has; later ones are greater. */
    NEW_GUID,
    /** One more than the highest number so far, which only the database knows. */
    NEXT,
    /** The user that the request is made as, where there are users. */
    USER,
    /** The user that makes the request on behalf of that one; nobody for most requests. */
    DELEGATE;

    /** Whether the value is a user's. */
    public boolean isUser() {
      return this == USER || this == DELEGATE;
    }
  }

  static Default constant(EdmType type, Object value, @Nullable Integer offset) {
    return new Default(Kind.CONSTANT, type, 0, value, offset);
  }

  static Default made(Kind kind, EdmType type, int digits) {
    return new Default(kind, type, digits, null, null);
  }

  /**
   * The value.
   *
   * @param now the moment of the request, the same for all of its entities
   * @return as {@link Values} makes it; empty for what only the database or the request knows
   */
  public Optional<Object> value(Instant now) {
    return switch (kind) {
      case CONSTANT -> Optional.ofNullable(constant);
      case NOW -> Optional.of(Values.moment(type, cut(now)));
      case NEW_GUID -> Optional.of(guid(now));
      case NEXT, USER, DELEGATE -> Optional.empty();
    };
  }

  private Instant cut(Instant now) {
    int unit = 1;
    for (int i = digits; i < 9; i++) {
      unit *= 10;
    }
    return now.minusNanos(now.get(ChronoField.NANO_OF_SECOND) % unit);
  }

  /** Version 7, with a part of the millisecond in the bits behind it (RFC 9562, 6.2, method 3). */
  public static String guid(Instant now) {
    UUID random = UUID.randomUUID();
    long nanos = ChronoUnit.NANOS.between(now.truncatedTo(ChronoUnit.MILLIS), now);
    long part = nanos * 4_096 / 1_000_000;
    long high = now.toEpochMilli() << 16 | 7L << 12 | part;
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }
}
