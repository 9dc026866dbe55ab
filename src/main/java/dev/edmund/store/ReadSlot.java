package dev.edmund.store;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A place for a connection in a pool, and until when the work on it may take. Who took it from the
 * pool uses it alone, but for the watch over the time.
 */
final class ReadSlot {
  private @Nullable ReadSession session;
  private int generation;
  private boolean lent;
  private long deadline;
  private long lastUsed;

  /**
   * The connection; one that may have broken since is asked first, and replaced.
   *
   * @param now the generation of the pool
   */
  ReadSession open(ReadSource source, Duration statementTime, int now) throws SQLException {
    ReadSession present = present();
    if (present != null && generation != now && !present.isAlive()) {
      close();
      present = null;
    }
    if (present == null) {
      present = new ReadSession(source.connect(statementTime), true);
      set(present);
    }
    generation = now;
    return present;
  }

  private synchronized @Nullable ReadSession present() {
    return session;
  }

  private synchronized void set(@Nullable ReadSession opened) {
    session = opened;
  }

  synchronized void begin(long until) {
    if (session != null) {
      session.renew();
    }
    lent = true;
    deadline = until;
  }

  /** After this a cancellation that comes late does not hit the work that comes next. */
  synchronized void end(long now) {
    lent = false;
    lastUsed = now;
  }

  /** Called again and again: between two statements there is nothing to cancel. */
  synchronized void cancelBeyond(long now) {
    if (lent && session != null && now - deadline > 0) {
      session.cancel();
    }
  }

  synchronized boolean isOpen() {
    return session != null;
  }

  synchronized boolean isUnusedSince(long time) {
    return session != null && !lent && lastUsed - time < 0;
  }

  synchronized boolean isLost() {
    return session != null && session.isLost();
  }

  synchronized boolean isSpoiled() {
    return session != null && session.isSpoiled();
  }

  synchronized void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
