package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work of one thread that another one may do for it, together with that of others.
 *
 * @param <R> what it gives
 */
final class WaitingWork<R> {
  private final Thread owner = Thread.currentThread();
  private final Function<WriteSession, R> work;
  private volatile boolean leading;
  private volatile boolean done;
  private boolean settled;
  private @Nullable R result;
  private @Nullable Throwable failure;

  WaitingWork(Function<WriteSession, R> work) {
    this.work = work;
  }

  /** Tells the owner that it is its turn to do the work of all that wait. */
  void lead() {
    leading = true;
    LockSupport.unpark(owner);
  }

  boolean isLeading() {
    return leading;
  }

  /**
   * Waits until the work is done or it is the owner's turn.
   *
   * @return false when the time is over, or the thread is to end
   */
  boolean await(long nanos) {
    long end = System.nanoTime() + nanos;
    while (!done && !leading) {
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(this, left);
    }
    return true;
  }

  /** Waits until the work, which another thread has begun, is done. */
  void awaitEnd() {
    boolean interrupted = false;
    while (!done) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Does the work, again where that was done before.
   *
   * @return false where it failed, which is its end
   */
  boolean attempt(WriteSession session) {
    try {
      result = work.apply(session);
      failure = session.doom();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    settled = failure != null;
    return !settled;
  }

  /** What was done is safe. */
  void settle() {
    settled = true;
  }

  /** Ends the work with a failure, unless it has come to an end. */
  void fail(Throwable e) {
    if (!settled) {
      failure = e;
      settled = true;
    }
  }

  /** Lets the owner go on. */
  void finish() {
    done = true;
    LockSupport.unpark(owner);
  }

  /** What the work gave, or what it ended with. */
  @SuppressWarnings("NullAway") // Null only where the work itself gives null.
  R outcome() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return result;
  }

  static ODataException broken() {
    return new ODataException(
        ErrorCode.UNAVAILABLE, "The change was undone by the database; try again in a moment.");
  }

  static ODataException tooMany() {
    return new ODataException(
        ErrorCode.UNAVAILABLE, "Too many changes are being made; try again in a moment.");
  }
}
