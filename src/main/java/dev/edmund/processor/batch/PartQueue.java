package dev.edmund.processor.batch;

import dev.edmund.format.batch.BatchPart;
import dev.edmund.format.batch.BatchReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a batch in their order. Reads that follow each other and depend on nothing are
 * answered on other threads as well, where there are some that have nothing else to do (JSON
 * Format, 19.4); none overtakes a change.
 */
final class PartQueue implements AutoCloseable {
  private static final int MOST = 8;

  /** A batch that is quicker is not worth another thread. */
  private static final long WORTH = Duration.ofMillis(1).toNanos();

  private final BatchReader reader;
  private final Helpers helpers;
  private final Function<BatchPart, Optional<EarlyAnswer>> early;
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final long begun = System.nanoTime();
  private @Nullable EarlyAnswer current;
  private boolean ended;
  private int helping;

  private record Entry(BatchPart part, Optional<EarlyAnswer> answer) {}

  /**
   * Requests to come.
   *
   * @param early the answer to a request that can be made before its turn; empty for all others
   */
  PartQueue(BatchReader reader, Helpers helpers, Function<BatchPart, Optional<EarlyAnswer>> early) {
    this.reader = reader;
    this.helpers = helpers;
    this.early = early;
  }

  /** The next request; null behind the last one. */
  @Nullable BatchPart next() {
    BatchPart part = peek();
    if (part == null) {
      return null;
    }
    Entry entry = poll();
    current = entry.answer().orElse(null);
    if (current != null && current.take()) {
      current = null; // Whose turn has come is answered without detours.
    }
    if (entry.answer().isPresent()) {
      fill();
    }
    return part;
  }

  /** The request behind that one; null behind the last one. */
  @Nullable BatchPart peek() {
    if (isEmpty()) {
      add();
    }
    synchronized (this) {
      Entry first = queue.peek();
      return first == null ? null : first.part();
    }
  }

  /** The answer to the request that {@link #next} gave, where another thread makes it. */
  Optional<EarlyAnswer> current() {
    return Optional.ofNullable(current);
  }

  private synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  private synchronized Entry poll() {
    return queue.remove();
  }

  /** Whether one was added that can be answered early, so that the next one may be, too. */
  private boolean add() {
    BatchPart part = ended ? null : reader.next();
    if (part == null) {
      ended = true;
      return false;
    }
    Entry entry = new Entry(part, early.apply(part));
    synchronized (this) {
      queue.add(entry);
    }
    return entry.answer().isPresent();
  }

  private void fill() {
    if (System.nanoTime() - begun < WORTH) {
      return;
    }
    boolean more = isOpen();
    while (more) {
      more = add() && isOpen();
    }
    while (wantsHelp()) {
      if (!helpers.offer(this::help)) {
        ended();
        return;
      }
    }
  }

  private synchronized boolean isOpen() {
    return queue.size() < MOST && (queue.isEmpty() || queue.getLast().answer().isPresent());
  }

  /** Whether there is work for one thread more, which then counts as being there. */
  private synchronized boolean wantsHelp() {
    long waiting =
        queue.stream()
            .filter(entry -> entry.answer().isPresent() && entry.answer().get().isWaiting())
            .count();
    boolean wanted = waiting > helping;
    helping += wanted ? 1 : 0;
    return wanted;
  }

  private synchronized void ended() {
    helping--;
  }

  private void help() {
    try {
      for (EarlyAnswer answer = taken(); answer != null; answer = taken()) {
        answer.make();
      }
    } finally {
      ended();
    }
  }

  private synchronized @Nullable EarlyAnswer taken() {
    for (Entry entry : queue) {
      if (entry.answer().isPresent() && entry.answer().get().take()) {
        return entry.answer().get();
      }
    }
    return null;
  }

  /** Drops what nobody will ask for. */
  @Override
  public synchronized void close() {
    queue.forEach(entry -> entry.answer().ifPresent(EarlyAnswer::drop));
    queue.clear();
    if (current != null) {
      current.drop();
    }
  }
}
