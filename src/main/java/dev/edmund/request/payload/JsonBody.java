package dev.edmund.request.payload;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON body of a request (JSON Format, 3). Immutable; one serves all requests. */
public final class JsonBody {
  private static final int NUMBER_DIGITS = 100;
  private static final int PIECE = 8 * 1024;
  private static final int FEW = 512;

  private final JsonFactory json;
  private final Limits limits;

  public JsonBody(Limits limits) {
    this.limits = limits;
    this.json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names come from clients, and interned ones would stay.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(NUMBER_DIGITS)
                    .maxStringLength(limits.entityBytes())
                    .maxNameLength(limits.entityBytes())
                    .build())
            .build();
  }

  /**
   * Reads a whole body.
   *
   * @param length what {@code Content-Length} says; null without
   * @return empty where there is no body
   * @throws ODataException 413 when the body is longer than the limit, which is known before the
   *     rest is read; 400 with line and column when it is cut off, no UTF-8 or no JSON, names a
   *     member twice, is nested too deeply, or has a number that is too long
   */
  public Optional<JsonValue> read(InputStream in, @Nullable String length) {
    if (length != null && length.matches("\\d{1,18}")) {
      requireShort(Long.parseLong(length));
    }
    byte[] bytes = bytes(in);
    requireUtf8(bytes);
    try (JsonParser parser = json.createParser(bytes)) {
      return value(parser);
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory can be read", e);
    }
  }

  private Optional<JsonValue> value(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonValue value = JsonValue.read(parser);
      if (parser.nextToken() != null) {
        var at = parser.currentTokenLocation();
        throw bad("there is more behind its end", at.getLineNr(), at.getColumnNr());
      }
      return Optional.of(value);
    } catch (JacksonException e) {
      var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      if (e instanceof StreamConstraintsException
          && parser.getParsingContext().getNestingDepth() > limits.depth()) {
        throw new ODataException(
            ErrorCode.LIMIT_EXCEEDED,
            "The body is nested deeper than the limit depth ("
                + limits.depth()
                + "), "
                + place(at.getLineNr(), at.getColumnNr())
                + ".");
      }
      throw bad(reason(e), at.getLineNr(), at.getColumnNr());
    }
  }

  /** Without what messages tell of the parser itself. */
  private static String reason(JacksonException e) {
    return e instanceof JsonEOFException
        ? "it ends too early"
        : e.getOriginalMessage()
            .replaceAll(", from `[^`]*`", "")
            .replaceAll(" \\(start marker at .*", "");
  }

  private byte[] bytes(InputStream in) {
    int size = size(in);
    ByteArrayOutputStream read = new ByteArrayOutputStream(size);
    byte[] piece = new byte[size];
    try {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        read.write(piece, 0, n);
        requireShort(read.size());
      }
      return read.toByteArray();
    } catch (IOException e) {
      throw cutOff(read.toByteArray(), e);
    }
  }

  /** How much to read at a time: most bodies of a batch are short, and are there already. */
  private static int size(InputStream in) {
    try {
      return Math.max(FEW, Math.min(PIECE, in.available()));
    } catch (IOException e) {
      return PIECE; // Reading fails the same way, with the place.
    }
  }

  private void requireShort(long length) {
    if (length > limits.entityBytes()) {
      throw new ODataException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The body is longer than the limit entityBytes (" + limits.entityBytes() + ").");
    }
  }

  private static ODataException cutOff(byte[] read, IOException cause) {
    int line = 1;
    int column = 1;
    for (byte b : read) {
      column = b == '\n' ? 1 : column + 1;
      line += b == '\n' ? 1 : 0;
    }
    ODataException cut = bad("it ends too early", line, column);
    cut.addSuppressed(cause);
    return cut;
  }

  /** JSON has one encoding (RFC 8259, 8.1); the parser would guess others by their zeros. */
  private static void requireUtf8(byte[] bytes) {
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
        throw bad("it is not UTF-8", 1, i + 1);
      }
    }
  }

  private static ODataException bad(String reason, long line, long column) {
    return new ODataException(
        ErrorCode.BAD_REQUEST, "The body is no JSON: " + reason + ", " + place(line, column) + ".");
  }

  private static String place(long line, long column) {
    return "at line " + line + ", column " + column;
  }
}
