package dev.edmund.bench;

import java.util.List;
import java.util.Locale;

/**
 * The results as a picture: on the left the throughput as a part of the reference's, on the right
 * the latencies of both.
 *
 * @param subject the name of what was measured
 * @param reference the name of what it was measured against
 */
record Chart(String subject, String reference) {
  private static final int TOP = 78;
  private static final int ROW = 26;
  private static final int BARS = 300;
  private static final int BARS_WIDE = 300;
  private static final int NUMBERS = 610;
  private static final int TIMES = 770;
  private static final int TIMES_WIDE = 300;
  private static final int WIDE = 1_100;
  private static final double MOST_RATIO = 1.5;

  /** The latencies that the axis has a line for, in milliseconds. */
  private static final List<Double> DECADES =
      List.of(0.01, 0.1, 1.0, 10.0, 100.0, 1_000.0, 10_000.0);

  private static final String MINE = "#1f6feb";
  private static final String THEIRS = "#8b949e";
  private static final String STYLE =
      "text{font:12px system-ui,sans-serif;fill:#24292f}.s{font-size:11px;fill:#57606a}"
          + ".h{font-size:15px;font-weight:600}.e{text-anchor:end}.m{text-anchor:middle}"
          + ".g{stroke:#d8dee4}.o{stroke:#24292f;stroke-dasharray:3 3}"
          + ".w{stroke:#24292f;stroke-width:1.5}";

  /** The picture as an SVG document. */
  String svg(List<ResultRow> rows) {
    int bottom = TOP + ROW * rows.size();
    StringBuilder out = new StringBuilder(4_096);
    add(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %1$d %2$d\">\n<style>%s</style>\n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
        WIDE,
        bottom + 44,
        STYLE);
    text(out, "h", 16, 26, subject + " against " + reference);
    text(out, "s", BARS, 50, "throughput, " + reference + " = 1; least and most of the rounds");
    text(out, "s", NUMBERS, 50, "answers or rows a second");
    text(out, "s", TIMES, 50, "latency in ms: p50 \u2013 p99");
    ratioAxis(out, bottom);
    timeAxis(out, bottom);
    for (int i = 0; i < rows.size(); i++) {
      row(out, rows.get(i), TOP + ROW * i);
    }
    legend(out, bottom + 30);
    return out.append("</svg>\n").toString();
  }

  private static void ratioAxis(StringBuilder out, int bottom) {
    for (double ratio = 0; ratio <= MOST_RATIO; ratio += 0.25) {
      line(out, ratio == 1 ? "o" : "g", ratioAt(ratio), TOP - 6, ratioAt(ratio), bottom);
      text(out, "s m", ratioAt(ratio), TOP - 10, number(ratio));
    }
  }

  private static void timeAxis(StringBuilder out, int bottom) {
    for (double time : DECADES) {
      line(out, "g", timeAt(time), TOP - 6, timeAt(time), bottom);
      text(out, "s m", timeAt(time), TOP - 10, number(time));
    }
  }

  private static void row(StringBuilder out, ResultRow row, int y) {
    double middle = y + ROW / 2.0;
    String clients = row.clients() == 1 ? "1 client" : row.clients() + " clients";
    text(out, "e", BARS - 72, middle + 4, row.request());
    text(out, "s e", BARS - 8, middle + 4, clients);
    double end = ratioAt(row.ratio());
    add(
        out,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" rx=\"2\"/>\n",
        BARS,
        y + 6,
        end - BARS,
        ROW - 12,
        MINE);
    line(out, "w", ratioAt(row.ratioLeast()), middle, ratioAt(row.ratioMost()), middle);
    String numbers =
        String.format(Locale.ROOT, "%,.0f of %,.0f", row.throughput(), row.reference());
    text(out, "", NUMBERS, middle + 4, numbers);
    times(out, row.referenceP50(), row.referenceP99(), middle + 4, THEIRS);
    times(out, row.p50(), row.p99(), middle - 4, MINE);
  }

  private static void times(StringBuilder out, double p50, double p99, double y, String colour) {
    add(
        out,
        "<path d=\"M%.1f %.1fH%.1f\" stroke=\"%s\" stroke-width=\"3\"/>"
            + "<circle cx=\"%1$.1f\" cy=\"%2$.1f\" r=\"4\" fill=\"%4$s\"/>\n",
        timeAt(p50),
        y,
        timeAt(p99),
        colour);
  }

  private void legend(StringBuilder out, int y) {
    add(out, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>\n", TIMES, y - 4, MINE);
    text(out, "s", TIMES + 10, y, subject);
    add(out, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>\n", TIMES + 150, y - 4, THEIRS);
    text(out, "s", TIMES + 160, y, reference);
  }

  private static double ratioAt(double ratio) {
    return BARS + BARS_WIDE * Math.min(ratio, MOST_RATIO) / MOST_RATIO;
  }

  private static double timeAt(double milliseconds) {
    double first = Math.log10(DECADES.get(0));
    double last = Math.log10(DECADES.get(DECADES.size() - 1));
    double place = Math.log10(Math.max(milliseconds, DECADES.get(0)));
    return TIMES + TIMES_WIDE * Math.min(1, (place - first) / (last - first));
  }

  private static String number(double value) {
    return value >= 1_000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Double.toString(value).replaceFirst("\\.0$", "");
  }

  private static void line(
      StringBuilder out, String kind, double x1, double y1, double x2, double y2) {
    add(
        out,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
        kind,
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(StringBuilder out, String kind, double x, double y, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;");
    add(out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", kind, x, y, safe);
  }

  private static void add(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
