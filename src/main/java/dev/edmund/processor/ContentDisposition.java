package dev.edmund.processor;

import dev.edmund.plan.Disposition;
import dev.edmund.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the header {@code Content-Disposition} (RFC 6266). */
final class ContentDisposition {
  private static final Pattern TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

  /** What a quoted string may have that no recipient reads in two ways (RFC 6266, appendix D). */
  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E&&[^\"\\\\%]]*");

  private static final String KEPT = "!#$&+-.^_`|~";
  private static final String USUAL = "attachment";

  private ContentDisposition() {}

  /** The header for a row; null where the model says nothing. */
  static @Nullable String of(@Nullable Disposition disposition, Row row) {
    if (disposition == null) {
      return null;
    }
    String type = text(disposition.type(), row);
    Disposition.Part filename = disposition.filename();
    return header(
        type == null || !TOKEN.matcher(type).matches() ? USUAL : type,
        filename == null ? null : text(filename, row));
  }

  private static @Nullable String text(Disposition.Part part, Row row) {
    if (part.column() < 0) {
      return part.text();
    }
    byte[] text = row.bytes(part.column());
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }

  /**
   * The header.
   *
   * @param filename null for none
   */
  static String header(String type, @Nullable String filename) {
    String name = filename == null ? "" : filename.replaceAll("\\p{Cntrl}", "");
    if (name.isBlank()) {
      return type;
    }
    String plain = type + "; filename=\"" + name.replaceAll("[^\\x20-\\x7E]|[\"\\\\%]", "_") + '"';
    return PLAIN.matcher(name).matches() ? plain : plain + "; filename*=UTF-8''" + encoded(name);
  }

  /** RFC 8187, 3.2. */
  private static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || KEPT.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
