package dev.edmund.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.edmund.bench.load.LoadResult;

/**
 * One line of the results.
 *
 * @param reference the throughput of what it was measured against
 * @param cost the processor time for an answer, in microseconds; 0 where it is not known
 */
record ResultRow(
    @JsonProperty("request") String request,
    @JsonProperty("database") String database,
    @JsonProperty("clients") int clients,
    @JsonProperty("throughput") double throughput,
    @JsonProperty("reference") double reference,
    @JsonProperty("ratio") double ratio,
    @JsonProperty("ratio_least") double ratioLeast,
    @JsonProperty("ratio_most") double ratioMost,
    @JsonProperty("p50_ms") double p50,
    @JsonProperty("p99_ms") double p99,
    @JsonProperty("reference_p50_ms") double referenceP50,
    @JsonProperty("reference_p99_ms") double referenceP99,
    @JsonProperty("cpu_us") double cost,
    @JsonProperty("reference_cpu_us") double referenceCost,
    @JsonProperty("fairness") double fairness,
    @JsonProperty("peak_rss_mb") long peakMegabytes) {
  /** Answers or rows a second. */
  static ResultRow throughput(
      String database, String request, int clients, Measurement.Measured measured) {
    return of(
        database,
        request,
        clients,
        measured.subject().throughput(),
        measured.reference().throughput(),
        measured.ratios(),
        measured.subject().whole(),
        measured.reference().whole(),
        measured);
  }

  /** First bytes a second, if one were asked for after the other. */
  static ResultRow firstByte(
      String database, String request, int clients, Measurement.Measured measured) {
    return of(
        database,
        request,
        clients,
        1_000 / measured.subject().firstByte().p50(),
        1_000 / measured.reference().firstByte().p50(),
        measured.firstByteRatios(),
        measured.subject().firstByte(),
        measured.reference().firstByte(),
        measured);
  }

  private static ResultRow of(
      String database,
      String request,
      int clients,
      double throughput,
      double reference,
      Ratios ratios,
      LoadResult.Latency latency,
      LoadResult.Latency referenceLatency,
      Measurement.Measured measured) {
    return new ResultRow(
        request,
        database,
        clients,
        rounded(throughput),
        rounded(reference),
        rounded(ratios.middle()),
        rounded(ratios.least()),
        rounded(ratios.most()),
        rounded(latency.p50()),
        rounded(latency.p99()),
        rounded(referenceLatency.p50()),
        rounded(referenceLatency.p99()),
        rounded(measured.cost()),
        rounded(measured.referenceCost()),
        rounded(measured.subject().fairness()),
        measured.peakMegabytes());
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
