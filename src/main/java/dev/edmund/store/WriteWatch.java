package dev.edmund.store;

import java.time.Duration;

/** Ends work on a connection that takes too long. */
final class WriteWatch implements AutoCloseable {
  private static final long WATCH_MILLIS = 100;

  private final WriteSession session;
  private final Duration time;
  private final Thread thread;
  private boolean working;
  private long deadline;

  WriteWatch(WriteSession session, Duration time) {
    this.session = session;
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
    if (working && now - deadline > 0) {
      session.cancel();
    }
  }

  synchronized void begin() {
    working = true;
    deadline = System.nanoTime() + time.toNanos();
  }

  /** After this a cancellation that comes late does not hit what comes next. */
  synchronized void end() {
    working = false;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
