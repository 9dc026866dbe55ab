package dev.edmund.format.json;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as OData writes them: in the offset that they came with. */
final class LocalTimes {
  /** Where the fraction of a second begins, if there is one. */
  private static final int SECONDS_END = 19;

  private LocalTimes() {}

  /**
   * The text of a point in time.
   *
   * @param utc as it is stored
   * @param offset the minutes from UTC in decimal digits; null for none
   */
  static byte[] text(byte[] utc, byte @Nullable [] offset) {
    String stored = new String(utc, StandardCharsets.US_ASCII);
    String text =
        offset == null
            ? stored + "Z"
            : local(stored, Integer.parseInt(new String(offset, StandardCharsets.US_ASCII)));
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String local(String utc, int minutes) {
    LocalDateTime local = LocalDateTime.parse(utc.substring(0, SECONDS_END)).plusMinutes(minutes);
    int distance = Math.abs(minutes);
    return String.format(
        Locale.ROOT,
        "%sT%02d:%02d:%02d%s%s%02d:%02d",
        local.toLocalDate(),
        local.getHour(),
        local.getMinute(),
        local.getSecond(),
        utc.substring(SECONDS_END),
        minutes < 0 ? "-" : "+",
        distance / 60,
        distance % 60);
  }
}
