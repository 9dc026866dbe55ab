package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage.Stream;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.StreamSource;
import dev.edmund.request.payload.ValueReader;
import dev.edmund.store.Batches;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;

/**
 * Stores the bytes of streams, given in the data file or in a file beside it, and what is known
 * about them.
 */
final class Streams {
  private static final String DEFAULT_TYPE = "application/octet-stream";
  private static final String MEDIA_TYPE = "[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!-~][ -~]*";

  /** Half of a SHA-256 is enough to tell versions apart. */
  private static final int ETAG_BYTES = 16;

  private final Optional<Path> directory;
  private final Batches batches;
  private final Stored stored;

  /**
   * @param directory the data directory; empty where there is none
   */
  Streams(Optional<Path> directory, Batches batches, Stored stored) {
    this.directory = directory;
    this.batches = batches;
    this.stored = stored;
  }

  /**
   * Stores a stream and fills the columns of its row.
   *
   * @return whether there was one
   * @throws DataException when the bytes cannot be read
   */
  boolean read(Stream p, StreamSource source, Row row, long rowId) {
    if (source.bytes().isPresent()) {
      if (source.file().isPresent()) {
        throw source.file().get().problem("the bytes are given too; keep one");
      }
      At at = source.bytes().get();
      try (InputStream in = new ByteArrayInputStream(bytes(p, at))) {
        store(p, in, contentType(source, DEFAULT_TYPE), at, row, rowId);
      } catch (IOException e) {
        throw at.problem(DataFiles.reason(e));
      }
      return true;
    }
    if (source.file().isPresent()) {
      At at = source.file().get();
      Path file = file(at);
      // The table inside of the JDK, not that of the machine, so that all machines agree.
      String guess = URLConnection.guessContentTypeFromName(String.valueOf(file.getFileName()));
      try (InputStream in = Files.newInputStream(file)) {
        store(p, in, contentType(source, guess == null ? DEFAULT_TYPE : guess), at, row, rowId);
      } catch (IOException e) {
        throw at.problem(DataFiles.reason(e));
      }
      return true;
    }
    source
        .contentType()
        .ifPresent(
            at -> {
              throw at.problem("there are no bytes beside it");
            });
    return false;
  }

  private static byte[] bytes(Stream p, At at) {
    try {
      return (byte[])
          new ValueReader(
                  EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.Binary), p.property())
              .read(at.value());
    } catch (IllegalArgumentException e) {
      throw at.problem(String.valueOf(e.getMessage()));
    }
  }

  private static String contentType(StreamSource source, String otherwise) {
    if (source.contentType().isEmpty()) {
      return otherwise;
    }
    At at = source.contentType().get();
    if (!at.value().isText() || !at.value().text().matches(MEDIA_TYPE)) {
      throw at.problem("expected a media type such as image/png");
    }
    return at.value().text();
  }

  /** Links, and links in folders, are followed first, so that none leads out of the directory. */
  private Path file(At at) {
    String name = at.value().text();
    if (!at.value().isText() || directory.isEmpty()) {
      throw at.problem("expected the path of a file in the data directory");
    }
    try {
      Path root = directory.get().toRealPath();
      Path file = root.resolve(name).normalize();
      if (!file.startsWith(root)) {
        throw at.problem("'" + name + "' is outside of the data directory");
      }
      if (!Files.isRegularFile(file)) {
        throw at.problem("there is no file '" + name + "' in the data directory");
      }
      if (!file.toRealPath().startsWith(root)) {
        throw at.problem("'" + name + "' is outside of the data directory");
      }
      return file;
    } catch (InvalidPathException e) {
      throw at.problem("'" + name + "' is no path of a file");
    } catch (IOException e) {
      throw at.problem(DataFiles.reason(e));
    }
  }

  private void store(Stream p, InputStream in, String contentType, At at, Row row, long rowId)
      throws IOException {
    p.accept(new Clearing(row, rowId, stored));
    MessageDigest digest = sha256();
    Row.Shape shape = new Row.Shape(List.of(p.chunks()));
    long length = 0;
    long ordinal = 0;
    Integer most = p.property() == null ? null : p.property().getMaxLength();
    byte[] bytes = in.readNBytes(Stream.CHUNK_BYTES);
    while (bytes.length > 0) {
      length += bytes.length;
      if (most != null && length > most) {
        throw at.problem("longer than MaxLength " + most);
      }
      digest.update(bytes);
      Row chunk = new Row(shape);
      chunk.set(p.owner(), rowId);
      chunk.set(p.ordinal(), ordinal++);
      chunk.set(p.bytes(), bytes);
      batches.add(p.chunks(), chunk.cells(0));
      if (bytes.length == Stream.CHUNK_BYTES) {
        batches.flush(); // A batch of whole chunks would fill the memory.
      }
      bytes = in.readNBytes(Stream.CHUNK_BYTES);
    }
    row.set(p.contentType(), contentType);
    row.set(p.length(), length);
    row.set(p.etag(), etag(digest));
  }

  private static String etag(MessageDigest digest) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest.digest(), ETAG_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
