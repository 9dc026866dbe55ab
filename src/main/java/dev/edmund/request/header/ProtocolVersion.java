package dev.edmund.request.header;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import org.jspecify.annotations.Nullable;

/** The versions of the protocol that an answer speaks, and a body (Part 1, 8.1.5 and 8.2.7). */
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
    String version = number(max);
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

  /**
   * Whether a body is one of OData 4.01 (Part 1, 8.1.5).
   *
   * @param sent the header {@code OData-Version}
   * @throws ODataException 400 when it is a version that this service does not read
   */
  public static boolean is401(String sent) {
    return switch (number(sent)) {
      case "4.0", "4" -> false;
      case "4.01" -> true;
      default ->
          throw new ODataException(
              ErrorCode.BAD_REQUEST,
              "OData-Version is '" + sent + "'; this service reads 4.0 and 4.01.",
              "OData-Version");
    };
  }

  /** Older Microsoft clients add the name of a library: {@code 4.0;NetFx}. */
  private static String number(String header) {
    return header.replaceFirst(";.*", "").trim();
  }
}
