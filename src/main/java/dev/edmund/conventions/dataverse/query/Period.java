package dev.edmund.conventions.dataverse.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time from one moment to another.
 *
 * @param from the first moment that belongs to it; null where it has no beginning
 * @param to where it ends; null where it has no end
 * @param closed whether the moment where it ends belongs to it
 */
public record Period(@Nullable Instant from, @Nullable Instant to, boolean closed) {

  /** What is before this period. */
  Period before() {
    return new Period(null, from, false);
  }

  /** This period and all that follows. */
  Period onwards() {
    return new Period(from, null, false);
  }

  /** This period and all that is before it. */
  Period backwards() {
    return new Period(null, to, closed);
  }
}
