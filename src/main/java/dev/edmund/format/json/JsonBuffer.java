package dev.edmund.format.json;

import dev.edmund.core.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON under construction, as UTF-8 bytes. Grows as needed, up to a limit, and is used again when
 * emptied.
 */
public final class JsonBuffer {
  private static final int INITIAL = 16 * 1024;

  /** An entity is written as a whole, with all that is expanded into it. */
  static final int MOST = 64 * 1024 * 1024;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] CONTEXT = "\"@odata.context\":".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  /** A buffer for a whole page. */
  public JsonBuffer() {
    this(INITIAL);
  }

  /** A buffer for about so many bytes. */
  public JsonBuffer(int expected) {
    this.bytes = new byte[expected];
  }

  public int size() {
    return size;
  }

  /** Forgets what was written behind a position. */
  void truncate(int to) {
    size = to;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** How much fits without growing. */
  int capacity() {
    return bytes.length;
  }

  public void clear() {
    size = 0;
  }

  public String text() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      if (more > MOST - size) {
        throw Limits.exceeded("bufferedBytes", MOST, "$expand");
      }
      bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(bytes.length * 2, size + more)));
    }
  }

  public JsonBuffer raw(byte b) {
    ensure(1);
    bytes[size++] = b;
    return this;
  }

  public JsonBuffer raw(char ascii) {
    return raw((byte) ascii);
  }

  public JsonBuffer raw(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  public JsonBuffer raw(String more) {
    return raw(more.getBytes(StandardCharsets.UTF_8));
  }

  JsonBuffer nullValue() {
    return raw(NULL);
  }

  /** Writes the context URL, which comes first in a response (JSON Format, 4.6.1). */
  public JsonBuffer context(String url) {
    return member(CONTEXT).string(url);
  }

  /** Starts a member: a comma unless it is the first one, then {@code "name":} as given. */
  JsonBuffer member(byte[] quotedNameAndColon) {
    separate();
    return raw(quotedNameAndColon);
  }

  /** A comma unless an object or array has just begun. */
  JsonBuffer separate() {
    byte last = size == 0 ? (byte) '{' : bytes[size - 1];
    if (last != '{' && last != '[') {
      raw(',');
    }
    return this;
  }

  /** The members of an object that is JSON already, and has some. */
  JsonBuffer members(byte[] object) {
    separate();
    copy(object, 1, object.length - 1);
    return this;
  }

  /** Bytes that need no escape, in quotes. */
  JsonBuffer quoted(byte[] safe) {
    ensure(safe.length + 2);
    bytes[size++] = '"';
    System.arraycopy(safe, 0, bytes, size, safe.length);
    size += safe.length;
    bytes[size++] = '"';
    return this;
  }

  /** A string from its UTF-8 bytes, escaped as JSON wants it. */
  JsonBuffer string(byte[] utf8) {
    ensure(utf8.length + 2);
    bytes[size++] = '"';
    int start = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        copy(utf8, start, i);
        escape(b);
        start = i + 1;
      }
    }
    copy(utf8, start, utf8.length);
    return raw('"');
  }

  public JsonBuffer string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  private void copy(byte[] from, int start, int end) {
    ensure(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
  }

  private void escape(byte b) {
    ensure(6);
    bytes[size++] = '\\';
    switch (b) {
      case '"', '\\' -> bytes[size++] = b;
      case '\b' -> bytes[size++] = 'b';
      case '\f' -> bytes[size++] = 'f';
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[b >> 4];
        bytes[size++] = HEX[b & 0xF];
      }
    }
  }

  /** A member name with its quotes and colon, ready for {@link #member}. */
  static byte[] name(String name) {
    JsonBuffer buffer = new JsonBuffer(name.length() + 3);
    buffer.string(name).raw(':');
    return buffer.bytes.length == buffer.size
        ? buffer.bytes
        : Arrays.copyOf(buffer.bytes, buffer.size);
  }
}
