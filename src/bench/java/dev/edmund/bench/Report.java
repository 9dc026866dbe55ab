package dev.edmund.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells each row as soon as it is known, to people, to a file of lines, and to a chart. */
final class Report {
  private final ObjectMapper json = new ObjectMapper();
  private final List<ResultRow> rows = new ArrayList<>();
  private final PrintStream out;
  private final Path lines;
  private final Path picture;
  private final Chart chart;

  Report(PrintStream out, Path directory, Chart chart) throws IOException {
    this.out = out;
    this.lines = directory.resolve("results.jsonl");
    this.picture = directory.resolve("results.svg");
    this.chart = chart;
    Files.writeString(lines, "");
    out.printf(
        "%-36s %7s %11s %11s %6s %11s %10s %10s %12s %6s %8s%n",
        "request",
        "clients",
        "throughput",
        chart.reference().length() > 11 ? "reference" : chart.reference(),
        "ratio",
        "(spread)",
        "p50 ms",
        "p99 ms",
        "cpu \u00b5s",
        "fair",
        "peak MB");
  }

  void add(ResultRow row) throws IOException {
    Files.writeString(lines, json.writeValueAsString(row) + "\n", StandardOpenOption.APPEND);
    rows.add(row);
    Files.writeString(picture, chart.svg(rows));
    out.printf(
        Locale.ROOT,
        "%-36s %7d %,11.0f %,11.0f %6.2f (%.2f-%.2f) %,10.2f %,10.2f %12s %6.2f %,8d%n",
        row.request(),
        row.clients(),
        row.throughput(),
        row.reference(),
        row.ratio(),
        row.ratioLeast(),
        row.ratioMost(),
        row.p50(),
        row.p99(),
        String.format(Locale.ROOT, "%.0f/%.0f", row.cost(), row.referenceCost()),
        row.fairness(),
        row.peakMegabytes());
    out.flush();
  }
}
