package dev.edmund.sql;

import java.time.LocalDateTime;
import java.util.Locale;

/**
 * A point in time and its offset.
 *
 * @param utc as a column has it
 * @param offset the minutes from UTC that it came with; 0 for none
 */
public record StoredTime(String utc, int offset) {
  private static final int SECONDS_END = 19;

  /** Takes apart what {@link dev.edmund.model.storage.DocumentText} puts together. */
  public static StoredTime of(String text) {
    for (int i = Math.min(SECONDS_END, text.length()); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '-') {
        return new StoredTime(text.substring(0, i), Integer.parseInt(text.substring(i)));
      }
    }
    return new StoredTime(text, 0);
  }

  /** The point in time as a clock at its offset shows it. */
  public String local() {
    if (offset == 0) {
      return utc;
    }
    LocalDateTime local = LocalDateTime.parse(utc.substring(0, SECONDS_END)).plusMinutes(offset);
    return String.format(
            Locale.ROOT,
            "%sT%02d:%02d:%02d",
            local.toLocalDate(),
            local.getHour(),
            local.getMinute(),
            local.getSecond())
        + utc.substring(SECONDS_END);
  }

  /** The text of a literal. */
  public String text() {
    int minutes = Math.abs(offset);
    return offset == 0
        ? utc + "Z"
        : local()
            + String.format(
                Locale.ROOT, "%s%02d:%02d", offset < 0 ? "-" : "+", minutes / 60, minutes % 60);
  }
}
