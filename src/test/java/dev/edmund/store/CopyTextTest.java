package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The text form of COPY (PostgreSQL, COPY, File Formats). */
final class CopyTextTest {
  private static String line(@Nullable Object... cells) throws IOException {
    CopyText text = new CopyText();
    text.row(cells);
    StringWriter out = new StringWriter();
    text.reader().transferTo(out);
    return out.toString();
  }

  @Test
  void cellsAreSeparatedAndEscaped() throws IOException {
    assertEquals("a\tb\n", line("a", "b"));
    assertEquals("\\N\t\\\\N\t\n", line(null, "\\N", ""));
    assertEquals("\\t\\n\\r\\\\\t\u000b\n", line("\t\n\r\\", "\u000b"));
  }

  @Test
  void valuesReadAsTheServerReadsThem() throws IOException {
    assertEquals(
        "-9223372036854775808\ttrue\t0.00000001\t100\tNaN\t-Infinity\t1.0E-10\n",
        line(
            Long.MIN_VALUE,
            true,
            new BigDecimal("1E-8"),
            new BigDecimal("1E+2"),
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            1e-10));
    assertEquals("\\\\x00ff0a\t\\\\x\n", line(new byte[] {0, -1, 10}, new byte[0]));
    UUID guid = UUID.fromString("00000000-0000-0000-0000-0000000000a1");
    assertEquals(guid + "\n", line(guid));
  }

  @Test
  void nulHasNoPlace() {
    assertThrows(IllegalArgumentException.class, () -> line("a\0b"));
  }
}
