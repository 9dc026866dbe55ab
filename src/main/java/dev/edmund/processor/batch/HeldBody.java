package dev.edmund.processor.batch;

import dev.edmund.format.batch.AnswerHead;
import dev.edmund.format.batch.BatchWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer. Its beginning is held back, so that what fails while it is written can
 * still be answered with an error, as outside of a batch.
 */
final class HeldBody extends OutputStream {
  private static final int HELD = 64 * 1024;

  private final BatchWriter writer;
  private final AnswerHead head;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(1024);
  private @Nullable OutputStream out;

  HeldBody(BatchWriter writer, AnswerHead head) {
    this.writer = writer;
    this.head = head;
  }

  /** Whether the answer has begun, so that no other can take its place. */
  boolean isBegun() {
    return out != null;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null && held.size() + length <= HELD) {
      held.write(bytes, offset, length);
    } else {
      begun().write(bytes, offset, length);
    }
  }

  private OutputStream begun() throws IOException {
    if (out == null) {
      out = writer.open(head);
      held.writeTo(out);
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    begun().close();
  }
}
