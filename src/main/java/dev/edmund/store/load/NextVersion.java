package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.sql.Dialect;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the version of an entity becomes when it is changed: the next one, unless it is given. */
record NextVersion(EntityStorage type, Dialect dialect) {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  /** Gives the next version, unless the row has another one than before. */
  void give(Row before, Row row) {
    Column column = type.version().column();
    Object own = row.get(column);
    if (own == null || Objects.equals(own, before(before))) {
      advance(before, row);
    }
  }

  /** Gives the next version. */
  void advance(Row before, Row row) {
    Column column = type.version().column();
    Object old = before(before);
    if (old == null) {
      return; // The first one is given with what else must not be null.
    }
    switch (type.version().kind()) {
      case COUNTER, HIDDEN, SEQUENCE -> row.set(column, ((Number) old).longValue() + 1);
      case GUID -> row.set(column, dialect.encode(column.type(), UUID.randomUUID().toString()));
      case MOMENT -> row.set(column, dialect.encode(column.type(), later(old.toString())));
    }
  }

  private @Nullable Object before(Row before) {
    Column column = type.version().column();
    return before.has(column) ? before.get(column) : null;
  }

  /** A whole second, which any {@code Precision} has: now, or the first one behind the last. */
  private static String later(String last) {
    LocalDateTime now = LocalDateTime.now(Clock.systemUTC().withZone(ZoneOffset.UTC));
    String text = now.truncatedTo(ChronoUnit.SECONDS).format(SECONDS);
    if (text.compareTo(last) > 0) {
      return text;
    }
    return LocalDateTime.parse(last.substring(0, text.length())).plusSeconds(1).format(SECONDS);
  }
}
