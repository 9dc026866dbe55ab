package dev.edmund.format.batch;

import dev.edmund.core.BatchLimits;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.header.BatchHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The multipart format (Part 1, 11.7.7; RFC 2046, 5.1), as clients write it: lines end in CRLF or
 * LF, and blank lines, preambles and epilogues may stand where they do no harm.
 */
public final class MultipartReader implements BatchReader {
  private static final Pattern VERSION = Pattern.compile("\\sHTTP/\\d(?:\\.\\d)?$");

  /** What the request line has beside the URL. */
  private static final int LINE_EXTRA = 64;

  private final LineReader lines;
  private final BatchLimits limits;
  private final int urlBytes;
  private final Level batch;
  private @Nullable Level changeSet;
  private int parts;
  private int changeSets;

  /** Parts between lines of one boundary. */
  private static final class Level {
    private final byte[] delimiter;
    private final @Nullable String group;
    private boolean begun;
    private boolean closed;
    private boolean empty = true;

    Level(String boundary, @Nullable String group) {
      this.delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
      this.group = group;
    }
  }

  private enum Delimiter {
    NONE,
    NEXT,
    CLOSING
  }

  /**
   * @param boundary of the batch
   * @param urlBytes longest URL that is of interest; of a longer one no more is kept than tells
   *     that it is longer
   */
  public MultipartReader(InputStream in, String boundary, BatchLimits limits, int urlBytes) {
    this.lines = new LineReader(in);
    this.limits = limits;
    this.urlBytes = urlBytes;
    this.batch = new Level(boundary, null);
  }

  @Override
  public @Nullable BatchPart next() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable BatchPart read() throws IOException {
    if (!batch.begun) {
      skipTo(batch);
    }
    while (true) {
      Level set = changeSet;
      if (set != null && !set.closed) {
        set.empty = false;
        return request(partHeaders(set), set);
      }
      if (set != null) {
        if (set.empty) {
          throw Places.wrong(place(), "The change set holds no request.");
        }
        changeSet = null;
        skipTo(batch);
      }
      if (batch.closed) {
        return null;
      }
      PartHeaders headers = partHeaders(batch);
      String type = headers.get("content-type");
      if (type == null || !BatchHeaders.isType(type, "multipart/mixed")) {
        return request(headers, batch);
      }
      changeSet = new Level(BatchHeaders.boundary(type), "changeset" + ++changeSets);
      skipTo(changeSet);
    }
  }

  private PartHeaders partHeaders(Level level) throws IOException {
    PartHeaders headers = new PartHeaders(limits, place());
    if (headers(headers, level)) {
      throw noRequest();
    }
    return headers;
  }

  private ODataException noRequest() {
    return Places.wrong(place(), "There is no request in this part.");
  }

  /** Where the next request would stand. */
  private String place() {
    return BatchPart.place(parts + 1, null);
  }

  private Delimiter delimiter(Level level) {
    if (!lines.startsLine() || !lines.endsLine() || !lines.startsWith(level.delimiter)) {
      return Delimiter.NONE;
    }
    String rest = lines.text(level.delimiter.length);
    if (rest.isBlank()) {
      return Delimiter.NEXT;
    }
    return rest.startsWith("--") && rest.substring(2).isBlank()
        ? Delimiter.CLOSING
        : Delimiter.NONE;
  }

  /** Whether this line ends a part, of which the level then knows. */
  private boolean ends(Level level) {
    Delimiter found = delimiter(level);
    if (found != Delimiter.NONE) {
      level.begun = true;
      level.closed = found == Delimiter.CLOSING;
      return true;
    }
    if (level != batch && delimiter(batch) != Delimiter.NONE) {
      throw Places.cutOff(place(), "the closing boundary of its change set");
    }
    return false;
  }

  /** Skips what is before the first part or behind the last one, which means nothing. */
  private void skipTo(Level level) throws IOException {
    do {
      next(level);
    } while (!ends(level));
  }

  private void next(Level level) throws IOException {
    if (!lines.next()) {
      throw Places.cutOff(
          place(),
          level.begun ? "its closing boundary" : "the boundary that Content-Type announces");
    }
  }

  /** Reads headers up to a blank line; whether the part ended before one. */
  private boolean headers(PartHeaders headers, Level level) throws IOException {
    while (true) {
      next(level);
      if (ends(level)) {
        return true;
      }
      String line = line(limits.partHeaderBytes(), level);
      if (line.isBlank()) {
        return false;
      }
      headers.line(line);
    }
  }

  /** The line that has begun; what is longer than a limit by far is dropped. */
  private String line(int most, Level level) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    lines.writeTo(line);
    while (!lines.endsLine()) {
      next(level);
      if (line.size() <= most) {
        lines.writeTo(line);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private BatchPart request(PartHeaders part, Level level) throws IOException {
    requireHttp(part);
    String line = "";
    while (line.isBlank()) {
      next(level);
      if (ends(level)) {
        throw noRequest();
      }
      line = line(urlBytes + LINE_EXTRA, level).strip();
    }
    int blank = line.indexOf(' ');
    String method = blank < 0 ? line : line.substring(0, blank);
    if (blank < 0 || !PartHeaders.isToken(method) || method.length() > LINE_EXTRA) {
      throw Places.wrong(place(), "A request begins with a line such as 'GET People HTTP/1.1'.");
    }
    String url = VERSION.matcher(line.substring(blank)).replaceFirst("").strip();
    PartHeaders headers = new PartHeaders(limits, place());
    byte[] body = headers(headers, level) ? new byte[0] : body(level, headers);
    String outer = part.get("content-id");
    String id = outer == null ? headers.get("content-id") : outer;
    Places.id(id, place(), "The Content-ID");
    return new BatchPart(
        ++parts, id, level.group, List.of(), null, method, url, headers.all(), body);
  }

  private void requireHttp(PartHeaders part) {
    String type = part.get("content-type");
    if (type == null || !BatchHeaders.isType(type, "application/http")) {
      boolean nested =
          type != null && type.trim().toLowerCase(Locale.ROOT).startsWith("multipart/");
      throw Places.wrong(
          place(),
          nested
              ? "Change sets and batches cannot stand in a change set."
              : "The Content-Type of a part is application/http, or multipart/mixed for a change"
                  + " set.");
    }
    String encoding = part.get("content-transfer-encoding");
    if (encoding != null
        && !List.of("binary", "8bit", "7bit").contains(encoding.toLowerCase(Locale.ROOT))) {
      throw ODataException.notImplemented("The Content-Transfer-Encoding of a part", place());
    }
  }

  /** The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1). */
  private byte[] body(Level level, PartHeaders headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    LineReader.End pending = LineReader.End.NOWHERE;
    while (true) {
      next(level);
      if (ends(level)) {
        return withoutBlankLines(body.toByteArray(), headers.get("content-length"));
      }
      pending.writeTo(body);
      lines.writeTo(body);
      pending = lines.ending();
      if (body.size() > limits.partBytes()) {
        throw Limits.exceeded("partBytes", limits.partBytes(), place());
      }
    }
  }

  /** Some clients add line ends to the body; a length that is too long, or too short, is theirs. */
  private static byte[] withoutBlankLines(byte[] body, @Nullable String contentLength) {
    if (contentLength == null || !contentLength.matches("\\d{1,9}")) {
      return body;
    }
    int length = Integer.parseInt(contentLength);
    for (int i = length; i < body.length; i++) {
      if (body[i] != '\r' && body[i] != '\n') {
        return body;
      }
    }
    return length < body.length ? Arrays.copyOf(body, length) : body;
  }
}
