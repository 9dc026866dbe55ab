package dev.edmund.format.batch;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.http.HttpStatusCode;

/** The multipart format (Part 1, 11.7.7.5). */
public final class MultipartWriter implements BatchWriter {
  /**
   * Some clients look for these words, and Kendo UI for small letters, digits and hyphens behind.
   */
  private static final String BATCH = "batchresponse_";

  private static final String CHANGE_SET = "changesetresponse_";

  private final OutputStream out;
  private final String token;
  private String changeSet = "";
  private int changeSets;

  /**
   * @param token makes the boundaries so that they occur in no body
   */
  public MultipartWriter(OutputStream out, String token) {
    this.out = out;
    this.token = token;
  }

  /** The media type of what a writer with this token writes. */
  public static String contentType(String token) {
    return "multipart/mixed;boundary=" + BATCH + token;
  }

  @Override
  public void beginChangeSet() throws IOException {
    changeSet = CHANGE_SET + token + "-" + ++changeSets;
    print("--" + BATCH + token + "\r\n");
    print("Content-Type: multipart/mixed;boundary=" + changeSet + "\r\n\r\n");
  }

  @Override
  public void endChangeSet() throws IOException {
    print("--" + changeSet + "--\r\n");
    changeSet = "";
  }

  @Override
  public OutputStream open(AnswerHead head) throws IOException {
    StringBuilder text = new StringBuilder(512);
    text.append("--").append(changeSet.isEmpty() ? BATCH + token : changeSet).append("\r\n");
    text.append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if (head.id() != null) {
      text.append("Content-ID: ").append(head.id()).append("\r\n");
    }
    HttpStatusCode code = HttpStatusCode.fromStatusCode(head.status());
    text.append("\r\nHTTP/1.1 ").append(head.status()).append(' ');
    text.append(code == null ? "" : code.getInfo()).append("\r\n");
    for (Map.Entry<String, List<String>> header : head.headers().entrySet()) {
      for (String value : header.getValue()) {
        text.append(header.getKey()).append(": ").append(value).append("\r\n");
      }
    }
    print(text.append("\r\n").toString());
    return new Body(out);
  }

  @Override
  public void end() throws IOException {
    print("--" + BATCH + token + "--\r\n");
  }

  private void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Closing it ends the line before the next boundary. */
  private static final class Body extends FilterOutputStream {
    Body(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.write('\r');
      out.write('\n');
    }
  }
}
