package dev.edmund.request.header;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import org.jspecify.annotations.Nullable;

/** The version of the protocol that an answer speaks (Part 1, 8.2.7). */
public final class ProtocolVersion {
  private ProtocolVersion() {}

  /**
   * Whether the answer speaks 4.01: only when the client says it knows it.
   *
   * @param max the header {@code OData-MaxVersion}; null where there is none
   * @throws ODataException 406 when it allows no version that this service speaks
   */
  public static boolean speaks401(@Nullable String max) {
    if (max == null || max.equals("4.0")) {
      return false;
    }
    if (max.equals("4.01")) {
      return true;
    }
    // Older Microsoft clients add the name of a library: 4.0;NetFx.
    String version = max.replaceFirst(";.*", "").trim();
    if (version.matches("4\\.0?[1-9]\\d*|([5-9]|[1-9]\\d+)(\\.\\d+)?")) {
      return true;
    }
    if (version.equals("4.0") || version.equals("4")) {
      return false;
    }
    throw new ODataException(
        ErrorCode.NOT_ACCEPTABLE,
        "OData-MaxVersion allows '" + version + "'; this service speaks 4.0 and 4.01.",
        "OData-MaxVersion");
  }
}
