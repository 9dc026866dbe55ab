package dev.edmund.format.batch;

import dev.edmund.core.Limits;
import dev.edmund.format.json.JsonBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON format (JSON Format, 19.5). */
public final class JsonBatchWriter implements BatchWriter {
  /** The media type of what a writer writes. */
  public static final String CONTENT_TYPE = "application/json";

  private static final int MOST_STORED = 16 * 1024 * 1024;

  private final OutputStream out;
  private final boolean capitals;
  private boolean begun;

  /** Writes names of headers in lower case (JSON Format, 19.3). */
  public JsonBatchWriter(OutputStream out) {
    this(out, false);
  }

  /**
   * Writes to a stream.
   *
   * @param capitals whether names of headers are written as in HTTP, for clients that look for
   *     {@code Content-Type} alone
   */
  public JsonBatchWriter(OutputStream out, boolean capitals) {
    this.out = out;
    this.capitals = capitals;
  }

  @Override
  public void beginChangeSet() {
    // Each answer names its group.
  }

  @Override
  public void endChangeSet() {
    // Each answer names its group.
  }

  @Override
  public OutputStream open(AnswerHead head) throws IOException {
    JsonBuffer text = new JsonBuffer(512);
    text.raw(begun ? "," : "{\"responses\":[").raw('{');
    begun = true;
    if (head.id() != null) {
      text.raw("\"id\":").string(head.id()).raw(',');
    }
    if (head.group() != null) {
      text.raw("\"atomicityGroup\":").string(head.group()).raw(',');
    }
    text.raw("\"status\":" + head.status());
    headers(head.headers(), text);
    text.writeTo(out);
    return body(head);
  }

  private void headers(Map<String, List<String>> headers, JsonBuffer text) {
    if (headers.isEmpty()) {
      return;
    }
    text.raw(",\"headers\":{");
    String separator = "";
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String name = header.getKey();
      text.raw(separator).string(capitals ? name : name.toLowerCase(Locale.ROOT)).raw(':');
      text.string(String.join(",", header.getValue()));
      separator = ",";
    }
    text.raw('}');
  }

  private OutputStream body(AnswerHead head) {
    String type = head.header("Content-Type");
    // What was stored as JSON need not be JSON.
    boolean stored = !head.header("Accept-Ranges").isEmpty();
    if (MediaTypes.isJson(type)) {
      return stored ? new StoredJson(out) : new Body(out, out, "");
    }
    if (MediaTypes.isText(type)) {
      return new Body(out, new EscapedText(out, type), "\"");
    }
    return new Body(out, Base64.getUrlEncoder().withoutPadding().wrap(new Kept(out)), "\"");
  }

  @Override
  public void end() throws IOException {
    out.write((begun ? "]}" : "{\"responses\":[]}").getBytes(StandardCharsets.US_ASCII));
  }

  /** The member {@code body}, which is left out where there is none. */
  private static final class Body extends OutputStream {
    private final OutputStream out;
    private final OutputStream content;
    private final String quote;
    private boolean begun;

    Body(OutputStream out, OutputStream content, String quote) {
      this.out = out;
      this.content = content;
      this.quote = quote;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      if (!begun) {
        begun = true;
        out.write((",\"body\":" + quote).getBytes(StandardCharsets.US_ASCII));
      }
      content.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (begun) {
        if (content != out) {
          content.close();
        }
        out.write(quote.getBytes(StandardCharsets.US_ASCII));
      }
      out.write('}');
    }
  }

  /** Stays open when what writes to it is closed. */
  private static final class Kept extends OutputStream {
    private final OutputStream out;

    Kept(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }
  }

  /** Content that its owner calls JSON: as it is where that is true, or else as a string. */
  private static final class StoredJson extends ByteArrayOutputStream {
    private final OutputStream out;

    StoredJson(OutputStream out) {
      this.out = out;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (count + length > MOST_STORED) {
        throw Limits.exceeded("storedJsonBytes", MOST_STORED, "$batch");
      }
      super.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      byte[] bytes = toByteArray();
      Body body =
          JsonText.isValue(bytes)
              ? new Body(out, out, "")
              : new Body(out, new EscapedText(out, "text/plain"), "\"");
      body.write(bytes, 0, bytes.length);
      body.close();
    }
  }
}
