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

/** What the version of an entity becomes when it is changed: the next one, unless it is given. */
record NextVersion(EntityStorage type, Dialect dialect) {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  void give(Row before, Row row) {
    Column column = type.version();
    if (column == null) {
      return;
    }
    Object old = before.has(column) ? before.get(column) : null;
    boolean given = row.get(column) != null && !Objects.equals(old, row.get(column));
    if (given || old == null) {
      return;
    }
    switch (column.type()) {
      case INTEGER -> row.set(column, ((Number) old).longValue() + 1);
      case GUID -> row.set(column, dialect.encode(column.type(), UUID.randomUUID().toString()));
      case DATETIME -> row.set(column, dialect.encode(column.type(), later(old.toString())));
      default -> throw new IllegalStateException("No version is a " + column.type());
    }
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
