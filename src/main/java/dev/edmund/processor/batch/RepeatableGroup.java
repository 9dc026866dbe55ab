package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.batch.BatchPart;
import dev.edmund.processor.write.Repeatability;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;

/**
 * A change set that its client may repeat: all of its requests have the same id, and come again
 * together (Repeatable Requests 1.0, 8.4).
 *
 * @param content tells whether it is the same when it comes again
 */
record RepeatableGroup(Repeatability asked, String content) {
  private static final String FIRST = "repeatability-";
  private static final String TARGET = "Repeatability-Request-ID";

  /** What makes two requests those of one id. */
  private static final Set<String> HEADERS =
      Set.of("repeatability-request-id", "repeatability-first-sent", "repeatability-client-id");

  /** Whether a request is to be repeatable; the headers mean nothing to what is only read. */
  static boolean isWanted(BatchPart part) {
    return changes(part) && Repeatability.isWanted(headers(part));
  }

  /**
   * Reads the headers of a group of which some request is to be repeatable.
   *
   * @param mount the root of the batch
   * @throws ODataException 400 when not all have the same ones, or one has no usable value; 412
   *     when the group is too old to know whether it was answered
   */
  static RepeatableGroup of(List<BatchPart> parts, String mount, Instant now) {
    List<BatchPart> changes = parts.stream().filter(RepeatableGroup::changes).toList();
    Map<String, String> first = own(changes.get(0));
    for (BatchPart part : changes) {
      if (!own(part).equals(first)) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            part.place()
                + ": all requests of a change set have the same "
                + TARGET
                + " and Repeatability-First-Sent, or none has one.",
            TARGET);
      }
    }
    return new RepeatableGroup(
        Repeatability.of(headers(changes.get(0)), now), content(parts, mount));
  }

  private static boolean changes(BatchPart part) {
    String path = part.url().replaceFirst("\\?.*", "").replace("%24", "$");
    return !part.method().equals("GET")
        && !(part.method().equals("POST") && path.endsWith("/$query"));
  }

  private static Map<String, String> own(BatchPart part) {
    Map<String, String> own = new TreeMap<>(part.headers());
    own.keySet().retainAll(HEADERS);
    own.replaceAll((name, value) -> value.trim());
    return own;
  }

  private static ODataRequest headers(BatchPart part) {
    ODataRequest request = new ODataRequest();
    request.setMethod(HttpMethod.POST);
    part.headers()
        .forEach(
            (name, value) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith(FIRST)) {
                request.setHeader(name, value);
              }
            });
    return request;
  }

  /** References to other requests are part of it as they are written. */
  private static String content(List<BatchPart> parts, String mount) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, mount.getBytes(StandardCharsets.UTF_8));
      for (BatchPart part : parts) {
        update(digest, (part.method() + " " + part.url()).getBytes(StandardCharsets.UTF_8));
        update(digest, part.body());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }
}
