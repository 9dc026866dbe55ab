package dev.edmund.bench.load;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps only the end of a body: a next link stands behind the entities. */
public final class Tail extends OutputStream {
  private static final int KEPT = 16 * 1024;
  private static final Pattern NEXT =
      Pattern.compile("\"@odata\\.nextLink\"\\s*:\\s*\"https?://[^/\"]+([^\"]+)\"");

  private byte[] bytes = new byte[2 * KEPT];
  private int size;

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int part = Math.min(length, KEPT);
    if (size + part > bytes.length) {
      int from = size - KEPT;
      bytes = Arrays.copyOfRange(bytes, from, from + bytes.length);
      size = KEPT;
    }
    System.arraycopy(source, offset + length - part, bytes, size, part);
    size += part;
  }

  /** What is kept, as text. */
  public String text() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /** Path and query of the next link, if there is one. */
  public Optional<String> nextTarget() {
    Matcher matcher = NEXT.matcher(text());
    return matcher.find()
        ? Optional.of(matcher.group(1).replace("\\/", "/").replace("\\u0026", "&"))
        : Optional.empty();
  }
}
