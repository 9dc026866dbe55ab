package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** Makes and compares ETags (RFC 9110, 8.8.3). */
final class ETags {
  private static final int BYTES = 18;

  private ETags() {}

  /**
   * The strong ETag of a body: the same for the same bytes, on every server. Where the web server
   * compresses the bytes it marks the ETag, and takes the mark off again.
   */
  static String of(byte[] body) {
    byte[] hash = Arrays.copyOf(sha256().digest(body), BYTES);
    return "\"" + Base64.getUrlEncoder().encodeToString(hash) + "\"";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** A GET too is refused when its condition fails (Part 1, 8.2.4). */
  static void requireMatch(@Nullable String header, @Nullable String etag) {
    boolean holds = header == null || header.trim().equals("*");
    if (!holds && (etag == null || !matches(header, etag))) {
      throw new ODataException(
          ErrorCode.PRECONDITION_FAILED, "The resource is not in the state that If-Match names.");
    }
  }

  /**
   * Holds an answer against the conditions of its request.
   *
   * @param etag of the entity that the answer is about, or a part of
   * @return whether the client has it already, and all is said with 304
   * @throws ODataException when the entity is in another state than {@code If-Match} names
   */
  static boolean isKnown(Exchange exchange, ODataResponse response, @Nullable String etag) {
    requireMatch(exchange.request().getHeader("If-Match"), etag);
    if (etag == null || !matches(exchange.ifNoneMatch(), etag)) {
      return false;
    }
    Responses.start(response, exchange, 304);
    response.setHeader("ETag", etag);
    return true;
  }

  /** Whether a list of ETags has this one, by weak comparison (RFC 9110, 13.1.2). */
  static boolean matches(@Nullable String header, String etag) {
    return header != null
        && Arrays.stream(header.split(",", -1))
            .map(String::trim)
            .anyMatch(t -> t.equals("*") || weak(t).equals(weak(etag)));
  }

  private static String weak(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
