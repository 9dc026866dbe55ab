package dev.edmund.processor.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a read that may be made before its turn to be written comes. Whoever takes it first
 * makes it. What is made too early is held, up to a bound, at which its maker waits.
 */
final class EarlyAnswer {
  private static final int HELD = 256 * 1024;

  private final Work work;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean taken;
  private boolean dropped;
  private boolean done;
  private @Nullable Answered answered;
  private @Nullable Exception failure;

  /**
   * What was answered.
   *
   * @param request null where it could not be made of its part
   */
  record Answered(@Nullable ODataRequest request, ODataResponse response) {}

  /** Makes an answer. */
  interface Work {
    Answered answer();

    void send(ODataResponse response, OutputStream out) throws IOException;
  }

  EarlyAnswer(Work work) {
    this.work = work;
  }

  /** Whether it is the caller who makes the answer. */
  synchronized boolean take() {
    boolean first = !taken;
    taken = true;
    return first;
  }

  /** Whether nobody has taken it. */
  synchronized boolean isWaiting() {
    return !taken;
  }

  /** Makes the answer, having taken it. */
  void make() {
    Exception failed = new IllegalStateException("The answer was not made");
    try {
      Answered made = work.answer();
      begin(made);
      work.send(made.response(), new Held());
      failed = null;
    } catch (IOException | RuntimeException e) {
      failed = e;
    } finally {
      end(failed);
    }
  }

  private synchronized void begin(Answered made) {
    answered = made;
    notifyAll();
  }

  private synchronized void end(@Nullable Exception failed) {
    failure = failed;
    done = true;
    notifyAll();
  }

  /** Nobody wants it any more. */
  synchronized void drop() {
    taken = true;
    dropped = true;
    held.reset();
    notifyAll();
  }

  /**
   * The answer, when its turn has come; its body is to be had from {@link #copyTo}.
   *
   * @throws RuntimeException as its maker did
   */
  synchronized Answered answered() throws IOException {
    pauseWhile(() -> answered == null && !done);
    if (answered == null) {
      rethrow();
    }
    return Objects.requireNonNull(answered);
  }

  /** Writes the body as it is made. */
  void copyTo(OutputStream out) throws IOException {
    for (byte[] bytes = next(); bytes.length > 0; bytes = next()) {
      out.write(bytes);
    }
  }

  /** What has been made since; empty at the end. */
  private synchronized byte[] next() throws IOException {
    pauseWhile(() -> held.size() == 0 && !done);
    if (held.size() == 0) {
      rethrow();
    }
    byte[] bytes = held.toByteArray();
    held.reset();
    notifyAll();
    return bytes;
  }

  private void rethrow() throws IOException {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
  }

  private synchronized void pauseWhile(BooleanSupplier blocked) throws IOException {
    try {
      while (blocked.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while an answer was made");
    }
  }

  private synchronized void hold(byte[] bytes, int offset, int length) throws IOException {
    pauseWhile(() -> held.size() > 0 && held.size() + length > HELD && !dropped);
    if (dropped) {
      throw new IOException("Nobody wants the answer");
    }
    held.write(bytes, offset, length);
    notifyAll();
  }

  private final class Held extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      hold(bytes, offset, length);
    }
  }
}
