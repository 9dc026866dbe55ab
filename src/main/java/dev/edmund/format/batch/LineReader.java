package dev.edmund.format.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines that end in CRLF or LF. A long line comes in pieces, so that no more than a piece is kept.
 */
final class LineReader {
  private static final int PIECE = 8 * 1024;

  /** How a piece of a line ends. */
  enum End {
    NOWHERE(""),
    LF("\n"),
    CRLF("\r\n");

    private final String text;

    End(String text) {
      this.text = text;
    }

    void writeTo(ByteArrayOutputStream out) {
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[PIECE];
  private int from;
  private int to;
  private boolean over;

  private int start;
  private int end;
  private End ending = End.NOWHERE;
  private boolean startsLine;
  private boolean behindLine = true;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next piece of a line; false when there is none. */
  boolean next() throws IOException {
    startsLine = behindLine;
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          boolean cr = i > from && buffer[i - 1] == '\r';
          piece(cr ? i - 1 : i, cr ? End.CRLF : End.LF);
          return true;
        }
      }
      searched = to;
      if (to == PIECE && from == 0) {
        // Its line feed may follow.
        piece(buffer[to - 1] == '\r' ? to - 1 : to, End.NOWHERE);
        return true;
      }
      if (to == PIECE) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        searched -= from;
        to -= from;
        from = 0;
      }
      int read = in.read(buffer, to, PIECE - to);
      if (read < 0) {
        over = true;
        if (from == to) {
          return false;
        }
        piece(to, End.NOWHERE);
        return true;
      }
      to += read;
    }
  }

  private void piece(int until, End lineEnd) {
    start = from;
    end = until;
    ending = lineEnd;
    from = until + lineEnd.text.length();
    behindLine = lineEnd != End.NOWHERE;
  }

  /** Whether this piece is the first one of its line. */
  boolean startsLine() {
    return startsLine;
  }

  /** Whether this piece is the last one of its line. */
  boolean endsLine() {
    return ending != End.NOWHERE || (over && from == to);
  }

  /** What ended the line: nothing where it goes on. */
  End ending() {
    return ending;
  }

  int length() {
    return end - start;
  }

  /** Whether this piece begins with the bytes. */
  boolean startsWith(byte[] bytes) {
    return length() >= bytes.length
        && Arrays.equals(buffer, start, start + bytes.length, bytes, 0, bytes.length);
  }

  /** What stands in this piece from a position on. */
  String text(int position) {
    return new String(buffer, start + position, length() - position, StandardCharsets.UTF_8);
  }

  void writeTo(ByteArrayOutputStream out) {
    out.write(buffer, start, length());
  }
}
