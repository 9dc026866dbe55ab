package dev.edmund.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The document of Edmund's own vocabulary, beside {@code $metadata}: there a client that follows
 * the references of the model looks for it (CSDL XML, 3.3), and some refuse the model without it.
 */
final class Vocabulary {
  /** Where it is in a mount; no name of a model has a dot. */
  static final String PATH = "/Edmund.V1.xml";

  private Vocabulary() {}

  private static final class Holder {
    static final byte[] DOCUMENT = read();

    private static byte[] read() {
      try (InputStream resource = Vocabulary.class.getResourceAsStream("/dev/edmund" + PATH)) {
        return Objects.requireNonNull(resource).readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The document, in UTF-8. */
  static byte[] document() {
    return Holder.DOCUMENT.clone();
  }
}
