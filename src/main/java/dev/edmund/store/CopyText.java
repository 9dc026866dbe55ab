package dev.edmund.store;

import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Rows in the text form of COPY: a line for each, tabs between the values. */
final class CopyText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder lines = new StringBuilder();

  int length() {
    return lines.length();
  }

  void clear() {
    lines.setLength(0);
  }

  Reader reader() {
    return new StringReader(lines.toString());
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when a text has U+0000, which PostgreSQL has no place for
   */
  void row(@Nullable Object[] cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        lines.append('\t');
      }
      cell(cells[i]);
    }
    lines.append('\n');
  }

  private void cell(@Nullable Object value) {
    if (value == null) {
      lines.append("\\N");
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof byte[] bytes) {
      bytes(bytes);
    } else if (value instanceof BigDecimal number) {
      lines.append(number.toPlainString());
    } else {
      // Numbers, truth values and Guids read as Java writes them.
      lines.append(value);
    }
  }

  private void text(String text) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("a text has the character U+0000");
      }
      if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
        lines.append(text, from, i).append('\\').append(letter(c));
        from = i + 1;
      }
    }
    lines.append(text, from, text.length());
  }

  private static char letter(char c) {
    return switch (c) {
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      default -> c;
    };
  }

  private void bytes(byte[] bytes) {
    lines.append("\\\\x");
    for (byte b : bytes) {
      lines.append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
    }
  }
}
