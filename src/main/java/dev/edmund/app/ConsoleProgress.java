package dev.edmund.app;

import dev.edmund.core.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import picocli.CommandLine;

/**
 * Shows long work: a bar that moves in place on a terminal, and elsewhere a line when a piece of
 * work is done. One for each piece of long work; not for many threads.
 */
final class ConsoleProgress implements Progress {
  private static final int WIDTH = 30;
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private String current = "";
  private long shown;

  /**
   * @param nanos a clock, such as {@code System::nanoTime}
   */
  ConsoleProgress(PrintWriter out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /** For the console of this process. */
  static ConsoleProgress on(PrintWriter out) {
    return new ConsoleProgress(out, CommandLine.Help.Ansi.AUTO.enabled(), System::nanoTime);
  }

  @Override
  public void step(String what, long done, long total) {
    boolean ended = total > 0 && done >= total;
    long now = nanos.getAsLong();
    boolean fresh = !what.equals(current);
    if (terminal && (ended || fresh || now - shown >= PAUSE)) {
      out.print("\r\u001b[K" + bar(what, done, total) + (ended ? "\n" : ""));
      out.flush();
      shown = now;
    } else if (!terminal && ended) {
      out.println(String.format(Locale.ROOT, "%s: %,d", what, done));
      out.flush();
    }
    current = ended ? "" : what;
  }

  private static String bar(String what, long done, long total) {
    if (total <= 0) {
      return String.format(Locale.ROOT, "%-32s %,d", what, done);
    }
    int full = (int) Math.min(WIDTH, WIDTH * done / total);
    String drawn = "#".repeat(full) + ".".repeat(WIDTH - full);
    return String.format(
        Locale.ROOT, "%-32s [%s] %3d %% %,d", what, drawn, 100 * done / total, done);
  }
}
