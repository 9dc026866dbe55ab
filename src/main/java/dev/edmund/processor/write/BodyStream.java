package dev.edmund.processor.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body that is taken as it is. A short one is kept in memory and the rest of a long
 * one in a file: a transaction never waits for a slow sender, and can be tried again.
 */
public final class BodyStream implements Supplier<InputStream>, AutoCloseable {
  private static final int IN_MEMORY = 64 * 1024;

  private final InputStream body;
  private final Bound bound;
  private byte[] begin = {};
  private boolean kept;
  private @Nullable FileChannel rest;

  /** The longest body, by the name of its limit. */
  record Bound(String name, long bytes) {
    void require(long length) {
      if (length > bytes) {
        throw new ODataException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "The body is longer than the limit " + name + " (" + bytes + ").");
      }
    }
  }

  /** A body from where its stream stands; nothing is read yet. */
  BodyStream(InputStream body, Bound bound) {
    this.body = body;
    this.bound = bound;
  }

  /**
   * Reads the whole body, once.
   *
   * @throws ODataException 413 when it is longer than its limit, known before the rest is read; 400
   *     when it is cut off; 503 when there is no room for it
   */
  void keep() {
    if (kept) {
      return;
    }
    kept = true;
    begin = read(new byte[IN_MEMORY]);
    bound.require(begin.length);
    if (begin.length < IN_MEMORY) {
      return;
    }
    byte[] piece = new byte[IN_MEMORY];
    long length = begin.length;
    for (byte[] next = read(piece); next.length > 0; next = read(piece)) {
      length += next.length;
      bound.require(length);
      write(next);
    }
  }

  /** The next bytes, as many as fit; less only at the end. */
  private byte[] read(byte[] piece) {
    try {
      int n = body.readNBytes(piece, 0, piece.length);
      return n == piece.length ? piece : Arrays.copyOf(piece, n);
    } catch (IOException e) {
      ODataException cut = new ODataException(ErrorCode.BAD_REQUEST, "The body ends too early.");
      cut.addSuppressed(e);
      throw cut;
    }
  }

  private void write(byte[] bytes) {
    try {
      FileChannel file = rest;
      if (file == null) {
        file = file();
        rest = file;
      }
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        file.write(left);
      }
    } catch (IOException e) {
      throw new ODataException(
          ErrorCode.UNAVAILABLE, "There is no room for the body now; send it later.", e);
    }
  }

  /** A file that is gone when it is closed. */
  private static FileChannel file() throws IOException {
    Path path = Files.createTempFile("edmund-", ".body");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** The bytes from the first one, as often as wanted; one reader at a time. */
  @Override
  public InputStream get() {
    keep();
    InputStream first = new ByteArrayInputStream(begin);
    FileChannel file = rest;
    return file == null ? first : new SequenceInputStream(first, new Reading(file));
  }

  /** Reads the file from its begin, and leaves it open. */
  private static final class Reading extends InputStream {
    private final FileChannel file;
    private long position;

    Reading(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int read = file.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(0, read);
      return read;
    }
  }

  /** Gives the file back. */
  @Override
  public void close() {
    FileChannel file = rest;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new ODataException(ErrorCode.INTERNAL, "A file could not be closed.", e);
      }
    }
  }
}
