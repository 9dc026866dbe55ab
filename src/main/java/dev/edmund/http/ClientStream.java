package dev.edmund.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The way to the client. It remembers whether the client is gone, so that its leaving is not taken
 * for a defect, and ends the writing of a body that HEAD drops once the headers are settled.
 */
final class ClientStream extends OutputStream {
  private final OutputStream out;
  private final boolean head;
  private long written;
  private boolean over;

  ClientStream(OutputStream out, boolean head) {
    this.out = out;
    this.head = head;
  }

  /** Whether what is written goes nowhere: the client left, or asked for the headers only. */
  boolean over() {
    return over;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
      written += length;
    } catch (IOException e) {
      over = true;
      throw e;
    }
    if (head && written > HttpServer.OUTPUT_BUFFER) {
      over = true;
      throw new IOException("The rest is not wanted.");
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      over = true;
      throw e;
    }
  }

  /** Left to the container: a body that ends in an error must not look complete. */
  @Override
  public void close() {}
}
