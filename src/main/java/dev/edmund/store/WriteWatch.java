package dev.edmund.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends work on a connection that takes too long. */
final class WriteWatch implements AutoCloseable {
  private static final long WATCH_MILLIS = 100;

  private final Duration time;
  private final Thread thread;
  private @Nullable WriteSession working;
  private long deadline;

  WriteWatch(Duration time) {
    this.time = time;
    this.thread = new Thread(this::watch, "edmund-write-time");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(WATCH_MILLIS);
        cancelBeyond(System.nanoTime());
      }
    } catch (InterruptedException e) {
      // Nothing is left to watch.
    }
  }

  private synchronized void cancelBeyond(long now) {
    if (working != null && now - deadline > 0) {
      working.cancel();
    }
  }

  synchronized void begin(WriteSession session) {
    working = session;
    deadline = System.nanoTime() + time.toNanos();
  }

  /** After this a cancellation that comes late does not hit what comes next. */
  synchronized void end() {
    working = null;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
