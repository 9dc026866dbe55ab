package dev.edmund.app;

import dev.edmund.processor.batch.Helpers;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for what many cores do faster; nothing waits for one of them. */
final class HelperThreads implements Helpers, AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ThreadPoolExecutor threads;
  private final int most;

  /**
   * Threads that are begun when they are wanted.
   *
   * @param cores of the machine; a single one is busy with the answers themselves
   */
  HelperThreads(int cores) {
    this.most = cores == 1 ? 0 : cores;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Math.max(1, most),
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "edmund-batch");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public boolean offer(Runnable work) {
    if (most == 0) {
      return false;
    }
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException busy) {
      return false;
    }
  }

  /** Waits for what they are about to finish, which needs what is closed next. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(IDLE.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
