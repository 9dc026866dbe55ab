package dev.edmund.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process' resident memory, which Linux counts. */
final class ResidentMemory {
  private static final String PEAK = "VmHWM:";
  private static final String NOW = "VmRSS:";
  private static final String RESET_PEAK = "5";

  private final Path directory;

  ResidentMemory(long pid) {
    directory = Path.of("/proc", Long.toString(pid));
  }

  /** Begins to count anew. */
  void reset() throws IOException {
    if (Files.exists(directory)) {
      Files.writeString(directory.resolve("clear_refs"), RESET_PEAK);
    }
  }

  /** The peak since the count began; 0 where it is not known. */
  long peakMegabytes() throws IOException {
    return megabytes(PEAK);
  }

  /** What it is now; 0 where it is not known. */
  long megabytes() throws IOException {
    return megabytes(NOW);
  }

  private long megabytes(String name) throws IOException {
    if (!Files.exists(directory)) {
      return 0;
    }
    try (var lines = Files.lines(directory.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
