package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The one writer of a SQLite file. */
final class SqliteWriters implements Writers {
  private final ReentrantLock lock;
  private final WriteSession session;
  private final Settings settings;

  SqliteWriters(ReentrantLock lock, WriteSession session, Settings settings) {
    this.lock = lock;
    this.session = session;
    this.settings = settings;
  }

  @Override
  public <R> R transaction(Function<WriteSession, R> work) {
    acquire();
    try {
      session.begin();
      boolean done = false;
      try {
        session.beginPart();
        R result = work.apply(session);
        ODataException doom = session.doom();
        if (doom != null) {
          throw doom;
        }
        session.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          session.abandon();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void acquire() {
    try {
      if (!lock.tryLock(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ODataException(
            ErrorCode.UNAVAILABLE, "Too many changes are being made; try again in a moment.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ODataException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      session.close();
    } finally {
      lock.unlock();
    }
  }
}
