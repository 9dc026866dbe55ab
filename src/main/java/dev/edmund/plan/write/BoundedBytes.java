package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Bytes of which there may be only so many; found out while they are read, and not before.
 *
 * @param most the facet {@code MaxLength} of a stream (CSDL XML, 7.2.3)
 * @param target the stream, for the error
 */
record BoundedBytes(Supplier<InputStream> bytes, long most, String target)
    implements Supplier<InputStream> {

  @Override
  public InputStream get() {
    return new Counted(bytes.get());
  }

  /** Counts what goes by. */
  private final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int more) {
      count += more;
      if (count > most) {
        throw new ODataException(
            ErrorCode.INVALID_VALUE,
            "'" + target + "': longer than MaxLength " + most + " (bytes).",
            target);
      }
    }
  }
}
