package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is read of a body, to be read once more: a batch is checked to its end before its
 * first request is answered, and it can be longer than memory should hold for each client.
 */
final class Spool implements AutoCloseable {
  private static final int IN_MEMORY = 1024 * 1024;

  private final long most;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  /**
   * @param most the limit batchBytes
   */
  Spool(long most) {
    this.most = most;
  }

  /** The body; what is read of it is kept. */
  InputStream keeping(InputStream body) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = body.read(bytes, offset, length);
        if (read > 0) {
          keep(bytes, offset, read);
        }
        return read;
      }
    };
  }

  private void keep(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (size > most) {
      throw new ODataException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The batch is longer than the limit batchBytes (" + most + ").");
    }
    if (file == null && size > IN_MEMORY) {
      Path path = Files.createTempFile("edmund-batch", null);
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      write(file, ByteBuffer.wrap(memory.toByteArray()));
      memory.reset();
    }
    if (file == null) {
      memory.write(bytes, offset, length);
    } else {
      write(file, ByteBuffer.wrap(bytes, offset, length));
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** What was kept, from its beginning. */
  InputStream again() throws IOException {
    return file == null
        ? new ByteArrayInputStream(memory.toByteArray())
        : Channels.newInputStream(file.position(0));
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
