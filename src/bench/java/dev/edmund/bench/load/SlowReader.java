package dev.edmund.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** A download over a slow line, again and again until it is closed. */
final class SlowReader implements Closeable {
  private final HttpConnection connection;
  private final Thread thread;

  SlowReader(int port, LoadOrder.Slow slow) throws IOException {
    connection = new HttpConnection(port);
    byte[] request = HttpConnection.request(port, slow.target(), slow.prefer());
    thread = new Thread(() -> download(request, slow.bytesPerSecond()), "slow");
    thread.setDaemon(true);
    thread.start();
  }

  private void download(byte[] request, int bytesPerSecond) {
    try {
      while (true) {
        connection.send(request, new Throttle(bytesPerSecond));
      }
    } catch (IOException e) {
      // It was closed, which is how every slow download ends.
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
    thread.interrupt();
  }

  /** Takes bytes no faster than a rate. */
  private static final class Throttle extends OutputStream {
    private final int bytesPerSecond;
    private final long start = System.nanoTime();
    private long bytes;

    Throttle(int bytesPerSecond) {
      this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      bytes += length;
      long due = start + (long) (bytes * 1e9 / bytesPerSecond);
      long wait = (due - System.nanoTime()) / 1_000_000;
      if (wait > 0) {
        try {
          Thread.sleep(wait);
        } catch (InterruptedException e) {
          throw new InterruptedIOException();
        }
      }
    }
  }
}
