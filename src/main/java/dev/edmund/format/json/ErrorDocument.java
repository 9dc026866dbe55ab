package dev.edmund.format.json;

import dev.edmund.core.ODataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The error object (JSON Format, 21.1). */
public final class ErrorDocument {
  private ErrorDocument() {}

  /** The body for a request that failed: code, message and target, and nothing else. */
  public static byte[] write(ODataException error) {
    return write(error.code().code(), error.text(), error.target());
  }

  /** The body for a failure that is known by these words only. */
  public static byte[] write(String code, String message, @Nullable String target) {
    JsonBuffer out = new JsonBuffer(256);
    out.raw('{').member(JsonBuffer.name("error")).raw('{');
    out.member(JsonBuffer.name("code")).string(code);
    out.member(JsonBuffer.name("message")).string(message);
    if (target != null) {
      out.member(JsonBuffer.name("target")).string(target);
    }
    out.raw('}').raw('}');
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(out.size())) {
      out.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
