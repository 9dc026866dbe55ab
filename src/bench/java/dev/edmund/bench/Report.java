package dev.edmund.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Tells each row as soon as it is known, to people and to a file. */
final class Report {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;
  private final Path file;

  Report(PrintStream out, Path file) throws IOException {
    this.out = out;
    this.file = file;
    Files.writeString(file, "");
    out.printf(
        "%-36s %7s %11s %11s %6s %10s %10s %9s%n",
        "request", "clients", "throughput", "floor", "ratio", "p50 ms", "p99 ms", "peak MB");
  }

  void add(ResultRow row) throws IOException {
    Files.writeString(file, json.writeValueAsString(row) + "\n", StandardOpenOption.APPEND);
    out.printf(
        Locale.ROOT,
        "%-36s %7d %,11.0f %,11.0f %6.2f %,10.2f %,10.2f %,9d%n",
        row.request(),
        row.clients(),
        row.throughput(),
        row.floor(),
        row.ratio(),
        row.p50(),
        row.p99(),
        row.peakMegabytes());
    out.flush();
  }
}
