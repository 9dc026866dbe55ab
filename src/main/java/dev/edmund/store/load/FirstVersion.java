package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Version;
import dev.edmund.sql.Dialect;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the version of an entity is where the data gives none, so that each has an ETag. */
record FirstVersion(Version version, @Nullable Column offset, Dialect dialect) {

  static FirstVersion of(EntityStorage type, Dialect dialect) {
    Column column = type.version().column();
    Column offset =
        type.properties().values().stream()
            .flatMap(p -> p.asScalar().stream())
            .filter(scalar -> scalar.column().equals(column))
            .flatMap(scalar -> Optional.ofNullable(scalar.offset()).stream())
            .findFirst()
            .orElse(null);
    return new FirstVersion(type.version(), offset, dialect);
  }

  void give(Row row) {
    Column column = version.column();
    if (row.get(column) != null) {
      return;
    }
    switch (version.kind()) {
      case COUNTER, HIDDEN, SEQUENCE -> row.set(column, 1L);
      case GUID -> row.set(column, dialect.encode(ColumnType.GUID, UUID.randomUUID().toString()));
      case MOMENT -> {
        row.set(column, dialect.encode(ColumnType.DATETIME, now()));
        if (offset != null) {
          row.set(offset, 0L);
        }
      }
    }
  }

  /** A whole second, which any {@code Precision} has. */
  private static String now() {
    String text = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1);
  }
}
