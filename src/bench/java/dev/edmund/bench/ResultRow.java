package dev.edmund.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.edmund.bench.load.LoadResult;

/** One line of the results. */
record ResultRow(
    @JsonProperty("request") String request,
    @JsonProperty("database") String database,
    @JsonProperty("clients") int clients,
    @JsonProperty("throughput") double throughput,
    @JsonProperty("floor") double floor,
    @JsonProperty("ratio") double ratio,
    @JsonProperty("p50_ms") double p50,
    @JsonProperty("p99_ms") double p99,
    @JsonProperty("peak_rss_mb") long peakMegabytes) {
  /** Answers or rows a second. */
  static ResultRow throughput(
      String database, String request, int clients, Measurement.Measured measured) {
    return of(
        database,
        request,
        clients,
        measured.subject().throughput(),
        measured.floor().throughput(),
        measured.subject().whole(),
        measured.peakMegabytes());
  }

  /** First bytes a second, if one were asked for after the other. */
  static ResultRow firstByte(
      String database, String request, int clients, Measurement.Measured measured) {
    return of(
        database,
        request,
        clients,
        1_000 / measured.subject().firstByte().p50(),
        1_000 / measured.floor().firstByte().p50(),
        measured.subject().firstByte(),
        measured.peakMegabytes());
  }

  private static ResultRow of(
      String database,
      String request,
      int clients,
      double throughput,
      double floor,
      LoadResult.Latency latency,
      long peakMegabytes) {
    return new ResultRow(
        request,
        database,
        clients,
        rounded(throughput),
        rounded(floor),
        rounded(throughput / floor),
        rounded(latency.p50()),
        rounded(latency.p99()),
        peakMegabytes);
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
