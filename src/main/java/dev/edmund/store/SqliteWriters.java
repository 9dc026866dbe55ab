package dev.edmund.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a SQLite file. What waits for it is done together: one of the threads that wait
 * does the work of all in one transaction, and all go on when that is committed: a commit costs as
 * much as ten inserts. When one fails, the others are done once more, then each behind a mark of
 * its own so that one that fails is undone alone: at each mark the index of words is brought to the
 * file, which costs as much as the insert.
 */
final class SqliteWriters implements Writers {
  /** Whoever waits behind a group does not wait long. */
  private static final int MOST_TOGETHER = 256;

  /** With more changes before it, work is undone alone rather than these be made once more. */
  private static final long MOST_AGAIN = 200;

  private static final long LONGEST_TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock writing;
  private final Supplier<WriteSession> open;
  private final Settings settings;
  private final WriteWatch watch;
  private final Deque<WaitingWork<?>> waiting = new ArrayDeque<>();
  private boolean led;
  private WriteSession session;

  /**
   * @param writing fair; who has it is the only one that writes to the file, and has the session
   * @param open connects, and does so again when a connection is of no use any more
   */
  SqliteWriters(ReentrantLock writing, Supplier<WriteSession> open, Settings settings) {
    this.writing = writing;
    this.open = open;
    this.settings = settings;
    this.watch = new WriteWatch(settings.statementTime());
    this.session = open.get();
  }

  @Override
  public <R> R transaction(Function<WriteSession, R> work) {
    WaitingWork<R> mine = new WaitingWork<>(work);
    add(mine);
    if (!mine.await(settings.longestWait().toNanos())) {
      giveUp(mine);
    }
    if (mine.isLeading()) {
      lead(mine);
    }
    return mine.outcome();
  }

  private void add(WaitingWork<?> work) {
    synchronized (waiting) {
      waiting.add(work);
      if (!led) {
        led = true;
        work.lead();
      }
    }
  }

  /** Work that nobody has begun is not done any more. */
  private void giveUp(WaitingWork<?> work) {
    boolean removed;
    synchronized (waiting) {
      removed = !work.isLeading() && waiting.remove(work);
    }
    if (removed) {
      throw WaitingWork.tooMany();
    }
    if (!work.isLeading()) {
      work.awaitEnd();
    }
  }

  /** Does what waits, its own work first, and hands the turn on. */
  private void lead(WaitingWork<?> first) {
    List<WaitingWork<?>> taken = new ArrayList<>();
    try {
      if (acquire()) {
        try {
          doTogether(taken);
        } catch (RuntimeException | Error e) {
          abandon();
          taken.forEach(work -> work.fail(e));
        } finally {
          writing.unlock();
        }
      } else {
        synchronized (waiting) {
          waiting.remove(first);
        }
        first.fail(WaitingWork.tooMany());
      }
    } finally {
      handOn();
      taken.forEach(WaitingWork::finish);
    }
  }

  private boolean acquire() {
    try {
      return writing.tryLock(settings.longestWait().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void handOn() {
    synchronized (waiting) {
      @Nullable WaitingWork<?> next = waiting.peek();
      led = next != null;
      if (next != null) {
        next.lead();
      }
    }
  }

  /**
   * Takes work and does it, until none waits or it takes too long for those behind.
   *
   * @param taken gets all work that was taken
   */
  private void doTogether(List<WaitingWork<?>> taken) {
    Deque<WaitingWork<?>> again = new ArrayDeque<>();
    take(taken).ifPresent(again::add);
    long end = System.nanoTime() + LONGEST_TOGETHER_NANOS;
    boolean apart = false;
    while (!again.isEmpty()) {
      List<WaitingWork<?>> kept = new ArrayList<>();
      session.begin();
      if (doEach(again, kept, taken, end, apart)) {
        session.commit();
        kept.forEach(WaitingWork::settle);
      } else {
        // A failure took the transaction with it: those before are done once more.
        abandon();
        for (int i = kept.size() - 1; i >= 0; i--) {
          again.addFirst(kept.get(i));
        }
        apart = true;
      }
    }
  }

  /** What was interrupted may not even be able to roll back. */
  private void abandon() {
    session.abandon();
    if (session.isLost()) {
      session.close();
      session = open.get();
    }
  }

  private Optional<WaitingWork<?>> take(List<WaitingWork<?>> taken) {
    @Nullable WaitingWork<?> next;
    synchronized (waiting) {
      next = waiting.poll();
    }
    if (next != null) {
      taken.add(next);
    }
    return Optional.ofNullable(next);
  }

  /**
   * Does work in one transaction.
   *
   * @param kept gets what did not fail, or has to be done once more
   * @param apart whether each is behind a mark
   * @return false where the transaction is gone
   */
  private boolean doEach(
      Deque<WaitingWork<?>> again,
      List<WaitingWork<?>> kept,
      List<WaitingWork<?>> taken,
      long end,
      boolean apart) {
    long before = session.changes();
    while (kept.size() < MOST_TOGETHER && (kept.isEmpty() || System.nanoTime() < end)) {
      Optional<WaitingWork<?>> work =
          again.isEmpty() ? take(taken) : Optional.of(again.removeFirst());
      if (work.isEmpty()) {
        return true;
      }
      session.beginPart(apart || session.changes() - before > MOST_AGAIN);
      boolean good = attempt(work.get());
      boolean whole = session.endPart(good && !session.isStuck());
      if (!whole) {
        if (good && session.isStuck()) {
          kept.add(work.get());
        } else {
          work.get().fail(WaitingWork.broken());
        }
        return false;
      }
      if (good) {
        kept.add(work.get());
      }
    }
    return true;
  }

  private boolean attempt(WaitingWork<?> work) {
    watch.begin(session);
    try {
      return work.attempt(session);
    } finally {
      watch.end();
    }
  }

  @Override
  public void close() {
    watch.close();
    writing.lock();
    try {
      session.close();
    } finally {
      writing.unlock();
    }
  }
}
