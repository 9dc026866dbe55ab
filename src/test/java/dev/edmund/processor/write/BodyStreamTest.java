package dev.edmund.processor.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bodies of any length in little memory. */
final class BodyStreamTest {
  private static final long LENGTH = 50L * 1024 * 1024;
  private static final BodyStream.Bound BOUND = new BodyStream.Bound("mediaBytes", LENGTH);

  /** Bytes that are made when they are read. */
  private static final class Made extends InputStream {
    private final long length;
    private long position;
    private int mostAtOnce;

    Made(long length) {
      this.length = length;
    }

    private static byte at(long position) {
      return (byte) (position * 31 + (position >> 12));
    }

    @Override
    public int read() {
      return position == length ? -1 : at(position++) & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) {
      if (position == length) {
        return -1;
      }
      mostAtOnce = Math.max(mostAtOnce, wanted);
      int count = (int) Math.min(wanted, length - position);
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = at(position++);
      }
      return count;
    }
  }

  private static void assertSame(long length, InputStream read) throws IOException {
    Made expected = new Made(length);
    byte[] piece = new byte[100_000];
    long count = 0;
    for (int n = read.read(piece); n >= 0; n = read.read(piece)) {
      assertArrayEquals(
          expected.readNBytes(n), n == piece.length ? piece : Arrays.copyOf(piece, n));
      count += n;
    }
    assertEquals(length, count);
  }

  @Test
  void aLongBodyGoesByInSmallPiecesAndCanBeReadAgain() throws IOException {
    Made sent = new Made(LENGTH);
    try (BodyStream body = new BodyStream(sent, BOUND)) {
      assertSame(LENGTH, body.get());
      assertSame(LENGTH, body.get());
    }
    assertTrue(sent.mostAtOnce <= 64 * 1024, () -> sent.mostAtOnce + " bytes at once");
  }

  @Test
  void bodiesOfAnyLengthAreWhole() throws IOException {
    for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
      try (BodyStream body = new BodyStream(new Made(length), BOUND)) {
        body.keep();
        assertSame(length, body.get());
      }
    }
  }

  @Test
  void whatIsTooLongIsRefusedBeforeTheRestIsRead() {
    Made sent = new Made(LENGTH);
    BodyStream.Bound bound = new BodyStream.Bound("mediaBytes", 100_000);
    try (BodyStream body = new BodyStream(sent, bound)) {
      ODataException error = assertThrows(ODataException.class, body::keep);
      assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, error.code());
      assertEquals("The body is longer than the limit mediaBytes (100000).", error.getMessage());
    }
    assertTrue(sent.position <= 3 * 64 * 1024);
  }

  @Test
  void aBodyThatIsCutOffIsTheFaultOfItsSender() {
    InputStream cut =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };
    try (BodyStream body = new BodyStream(cut, BOUND)) {
      assertEquals(ErrorCode.BAD_REQUEST, assertThrows(ODataException.class, body::keep).code());
    }
  }

  @Test
  void nothingIsReadBeforeItIsWanted() {
    Made sent = new Made(10);
    try (BodyStream body = new BodyStream(sent, BOUND)) {
      assertEquals(0, sent.position);
      body.keep();
      assertEquals(10, sent.position);
    }
  }

  @Test
  void whatIsClosedBeforeItWasReadHasNothingToGiveBack() {
    new BodyStream(new ByteArrayInputStream(new byte[1]), BOUND).close();
  }
}
