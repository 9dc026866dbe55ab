package dev.edmund.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the clients of one order and adds up what they saw. */
final class LoadRun {
  /** Slow downloads get some time to fill every buffer on the way. */
  private static final long SLOW_START_MILLIS = 500;

  private final LoadOrder order;

  LoadRun(LoadOrder order) {
    this.order = order;
  }

  LoadResult run() throws InterruptedException {
    List<Closeable> slow = new ArrayList<>();
    LoadOrder inserting = order.inserting();
    ExecutorService threads = Executors.newFixedThreadPool(order.clients() + inserting.clients());
    try {
      for (int i = 0; i < order.beside().slow().clients(); i++) {
        slow.add(new SlowReader(order.port(), order.beside().slow()));
      }
      if (!slow.isEmpty()) {
        Thread.sleep(SLOW_START_MILLIS);
      }
      return measure(threads, inserting);
    } catch (IOException | ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return LoadResult.failed(String.valueOf(cause));
    } finally {
      threads.shutdownNow();
      slow.forEach(LoadRun::close);
    }
  }

  private LoadResult measure(ExecutorService threads, LoadOrder inserting)
      throws InterruptedException, ExecutionException {
    StartLine line = new StartLine(order.clients() + inserting.clients(), order.seconds());
    List<Future<Client.Seen>> beside = begin(threads, inserting, line);
    List<Future<Client.Seen>> running = begin(threads, order, line);
    Histogram whole = new Histogram();
    Histogram firstByte = new Histogram();
    long bytes = 0;
    long fewest = Long.MAX_VALUE;
    for (Future<Client.Seen> client : running) {
      Client.Seen seen = client.get();
      fewest = Math.min(fewest, seen.whole().total());
      whole.addAll(seen.whole());
      firstByte.addAll(seen.firstByte());
      bytes += seen.bytes();
    }
    double seconds = (System.nanoTime() - line.start()) / 1e9;
    for (Future<Client.Seen> client : beside) {
      client.get();
    }
    return new LoadResult(
        "",
        whole.total(),
        (double) fewest * running.size() / whole.total(),
        bytes,
        seconds,
        LoadResult.Latency.of(whole),
        LoadResult.Latency.of(firstByte));
  }

  private static List<Future<Client.Seen>> begin(
      ExecutorService threads, LoadOrder order, StartLine line) {
    List<Future<Client.Seen>> running = new ArrayList<>();
    int requests = Math.max(order.targets().size(), order.bodies().size());
    for (int i = 0; i < order.clients(); i++) {
      int first = i * requests / order.clients();
      running.add(threads.submit(new Client(order, first, line)));
    }
    return running;
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
