package dev.edmund.format.json;

import dev.edmund.core.ODataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The error object (JSON Format, 21.1). */
public final class ErrorDocument {
  private ErrorDocument() {}

  /** The body for a request that failed: code, message, target and details, and nothing else. */
  public static byte[] write(ODataException error) {
    return write(error.shownCode(), error.text(), error.target(), error.details());
  }

  /** The body for a failure that is known by these words only. */
  public static byte[] write(String code, String message, @Nullable String target) {
    return write(code, message, target, List.of());
  }

  private static byte[] write(
      String code, String message, @Nullable String target, List<ODataException.Detail> details) {
    JsonBuffer out = new JsonBuffer(256);
    out.raw('{').member(JsonBuffer.name("error")).raw('{');
    what(out, code, message, target);
    if (!details.isEmpty()) {
      out.member(JsonBuffer.name("details")).raw('[');
      for (int i = 0; i < details.size(); i++) {
        ODataException.Detail detail = details.get(i);
        out.raw(i == 0 ? "{" : ",{");
        what(out, detail.code().code(), detail.message(), detail.target());
        out.raw('}');
      }
      out.raw(']');
    }
    out.raw('}').raw('}');
    return bytes(out);
  }

  private static void what(JsonBuffer out, String code, String message, @Nullable String target) {
    out.member(JsonBuffer.name("code")).string(code);
    out.member(JsonBuffer.name("message")).string(message);
    if (target != null) {
      out.member(JsonBuffer.name("target")).string(target);
    }
  }

  private static byte[] bytes(JsonBuffer out) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(out.size())) {
      out.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
