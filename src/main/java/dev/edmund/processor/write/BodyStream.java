package dev.edmund.processor.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.Supplier;

/**
 * The bytes of a body that is taken as it is. A short one is kept, so that a change can be tried
 * again; of a long one nothing is kept, so that it can be read once only.
 */
final class BodyStream implements Supplier<InputStream> {
  private static final int KEPT = 64 * 1024;

  private final InputStream rest;
  private final byte[] begin;
  private boolean read;

  /** A body from where its stream stands. */
  BodyStream(InputStream body) {
    this.rest = new Told(body);
    try {
      this.begin = rest.readNBytes(KEPT);
    } catch (IOException e) {
      throw new IllegalStateException("The stream tells it otherwise", e);
    }
  }

  /**
   * The bytes from the first one.
   *
   * @throws ODataException 503 where they were read before and are gone
   */
  @Override
  public InputStream get() {
    if (begin.length < KEPT) {
      return new ByteArrayInputStream(begin);
    }
    if (read) {
      throw new ODataException(
          ErrorCode.UNAVAILABLE,
          "The change met another one, and the body is too long to be kept; send it again.");
    }
    read = true;
    return new SequenceInputStream(new ByteArrayInputStream(begin), rest);
  }

  /** A body that is cut off, which is the fault of its sender wherever it is read. */
  private static final class Told extends FilterInputStream {
    Told(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        ODataException cut = new ODataException(ErrorCode.BAD_REQUEST, "The body ends too early.");
        cut.addSuppressed(e);
        throw cut;
      }
    }
  }
}
