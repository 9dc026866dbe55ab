package dev.edmund.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor time of a process, which Linux counts. Unlike a throughput it does not depend on
 * how busy the machine is otherwise.
 */
final class ProcessorTime {
  /** Linux counts in hundredths of a second wherever Java runs. */
  private static final double TICKS_A_SECOND = 100;

  /**
   * Where the user's time is behind the name, which ends in a parenthesis; the system's follows.
   */
  private static final int USER = 12;

  private final Path file;

  ProcessorTime(long pid) {
    file = Path.of("/proc", Long.toString(pid), "stat");
  }

  /** All seconds so far; 0 where they are not known. */
  double seconds() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file);
    String[] words = text.substring(text.lastIndexOf(')')).split(" ", -1);
    return (Long.parseLong(words[USER]) + Long.parseLong(words[USER + 1])) / TICKS_A_SECOND;
  }
}
