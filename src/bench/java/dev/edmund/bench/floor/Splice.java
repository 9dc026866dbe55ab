package dev.edmund.bench.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A member that is written from a column of its own, behind those of {@code json_object}. */
final class Splice {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /** What the column holds. */
  enum Form {
    JSON,
    DECIMAL,
    BINARY
  }

  private final byte[] start;
  private final Form form;

  Splice(String member, Form form) {
    this.start = (",\"" + member + "\":").getBytes(StandardCharsets.UTF_8);
    this.form = form;
  }

  /** Writes the member; SQL's null is JSON's. */
  void write(byte @Nullable [] value, Body body) throws IOException {
    body.write(start);
    if (value == null) {
      body.write(NULL);
      return;
    }
    switch (form) {
      case JSON -> body.write(value);
      case DECIMAL -> DecimalDigits.write(value, body);
      case BINARY -> {
        body.write('"');
        body.write(Base64.getUrlEncoder().withoutPadding().encode(value));
        body.write('"');
      }
    }
  }
}
