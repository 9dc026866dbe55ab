package dev.edmund.format.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What has been written of an answer and is more than memory should hold for each client: a file
 * that is gone when it is closed, or forgotten.
 */
final class KeptBytes implements AutoCloseable {
  private @Nullable FileChannel file;
  private long size;

  long size() {
    return size;
  }

  /** Takes what is in a buffer, which is empty then. */
  void take(JsonBuffer buffer) {
    try {
      buffer.writeTo(Channels.newOutputStream(file()));
      size += buffer.size();
      buffer.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel file() throws IOException {
    FileChannel known = file;
    if (known == null) {
      Path path = Files.createTempFile("edmund-", ".answer");
      known =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = known;
    }
    return known;
  }

  /** Writes all that was taken, and forgets it. */
  void writeTo(OutputStream out) throws IOException {
    FileChannel known = file;
    if (known != null && size > 0) {
      Channels.newInputStream(known.position(0)).transferTo(out);
      clear();
    }
  }

  /** Forgets what was taken. */
  void clear() {
    try {
      if (file != null) {
        file.truncate(0);
        size = 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
