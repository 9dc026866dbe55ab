package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.Dialect;
import dev.edmund.store.WriteSession;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the values of version columns, each of which is another one than the one before. */
final class Versions {
  private static final int NANOSECONDS = 9;
  private static final long FIRST = 1;

  private final Dialect dialect;
  private final Clock clock;
  private final WriteSession session;

  Versions(Dialect dialect, Clock clock, WriteSession session) {
    this.dialect = dialect;
    this.clock = clock;
    this.session = session;
  }

  /** What the version of a new entity is. */
  Assignment first(EntityStorage type) {
    Column column = type.version().column();
    return switch (type.version().kind()) {
      case COUNTER, HIDDEN -> Assignment.of(column, FIRST);
      case SEQUENCE -> number(column);
      case MOMENT, GUID -> made(type, column, null);
    };
  }

  /**
   * What the version becomes with a change.
   *
   * @param before as the database has it
   */
  Assignment next(EntityStorage type, @Nullable Object before) {
    Column column = type.version().column();
    return switch (type.version().kind()) {
      case COUNTER, HIDDEN -> Assignment.increment(column);
      case SEQUENCE -> number(column);
      case MOMENT, GUID -> made(type, column, before);
    };
  }

  private Assignment number(Column column) {
    OptionalLong number = session.newNumber();
    return number.isPresent()
        ? Assignment.of(column, number.getAsLong())
        : Assignment.number(column);
  }

  private Assignment made(EntityStorage type, Column column, @Nullable Object before) {
    String value =
        switch (column.type()) {
          case DATETIME -> moment(digits(type, column), before);
          case GUID -> UUID.randomUUID().toString();
          default -> throw new IllegalStateException("No version is a " + column.type());
        };
    return Assignment.of(column, dialect.encode(column.type(), value));
  }

  /** Now, or just behind the moment before where that is not past. */
  private String moment(int digits, @Nullable Object before) {
    long tick = tick(digits);
    LocalDateTime now = cut(LocalDateTime.now(clock.withZone(ZoneOffset.UTC)), tick);
    if (before != null) {
      LocalDateTime last =
          LocalDateTime.parse(before.toString().replaceFirst("(\\.\\d{9})\\d+", "$1"));
      if (!now.isAfter(last)) {
        now = cut(last, tick).plusNanos(tick);
      }
    }
    return Values.moment(now.toInstant(ZoneOffset.UTC));
  }

  private static long tick(int digits) {
    long tick = 1;
    for (int i = digits; i < NANOSECONDS; i++) {
      tick *= 10;
    }
    return tick;
  }

  private static LocalDateTime cut(LocalDateTime time, long tick) {
    return time.withNano((int) (time.get(ChronoField.NANO_OF_SECOND) / tick * tick));
  }

  /** The digits of a second that a property has. */
  private static int digits(EntityStorage type, Column column) {
    for (PropertyStorage property : type.properties().values()) {
      Optional<Integer> precision =
          property
              .asScalar()
              .filter(scalar -> scalar.column().equals(column))
              .map(scalar -> scalar.property().getPrecision());
      if (precision.isPresent()) {
        return Math.min(precision.get(), NANOSECONDS);
      }
    }
    return 0;
  }
}
