package dev.edmund.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** The bytes of an answer: with their length when they fit the buffer, in chunks when not. */
final class Body {
  private final Response response;
  private final byte[] buffer;
  private int size;
  private boolean begun;

  Body(Response response, byte[] buffer) {
    this.response = response;
    this.buffer = buffer;
  }

  void write(char ascii) throws IOException {
    if (size == buffer.length) {
      flush(false);
    }
    buffer[size++] = (byte) ascii;
  }

  void write(byte[] source) throws IOException {
    write(source, 0, source.length);
  }

  void write(byte[] source, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > buffer.length - size) {
      int part = buffer.length - size;
      System.arraycopy(source, from, buffer, size, part);
      size += part;
      from += part;
      left -= part;
      flush(false);
    }
    System.arraycopy(source, from, buffer, size, left);
    size += left;
  }

  void end() throws IOException {
    if (!begun) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size);
    }
    flush(true);
  }

  private void flush(boolean last) throws IOException {
    begun = true;
    Content.Sink.write(response, last, ByteBuffer.wrap(buffer, 0, size));
    size = 0;
  }
}
