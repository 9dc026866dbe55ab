package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The conditions of a read (RFC 9110, 13.1). */
final class EntityTags {
  private EntityTags() {}

  /** A GET too is refused when its condition fails (Part 1, 8.2.4). */
  static void requireMatch(@Nullable String header, @Nullable String etag) {
    boolean holds = header == null || header.trim().equals("*");
    if (!holds && (etag == null || !matches(header, etag))) {
      throw new ODataException(
          ErrorCode.PRECONDITION_FAILED, "The entity is not in the state that If-Match names.");
    }
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
