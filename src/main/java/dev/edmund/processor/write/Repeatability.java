package dev.edmund.processor.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;

/**
 * Requests that a client may repeat without being sure whether they were answered (Repeatable
 * Requests 1.0). Who relies on it must not be answered as if it held, so they are refused.
 */
public final class Repeatability {
  private static final String ID = "Repeatability-Request-ID";
  private static final String FIRST_SENT = "Repeatability-First-Sent";

  /** The only form of a date that is allowed here: RFC 9110's IMF-fixdate. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private Repeatability() {}

  /** Whether a request is to be repeatable; the headers mean nothing to what is only read. */
  public static boolean isWanted(ODataRequest request) {
    return request.getMethod() != HttpMethod.GET
        && request.getMethod() != HttpMethod.HEAD
        && (request.getHeader(ID) != null || request.getHeader(FIRST_SENT) != null);
  }

  /**
   * Refuses a request that is to be repeatable.
   *
   * @throws ODataException 400 when one of the headers is missing or has no usable value, else 501
   */
  public static void refuse(ODataRequest request) {
    if (isWanted(request)) {
      requireValue(request, ID);
      requireValue(request, FIRST_SENT);
      try {
        LocalDateTime.parse(request.getHeader(FIRST_SENT).trim(), DATE);
      } catch (DateTimeParseException e) {
        throw new ODataException(
            ErrorCode.INVALID_VALUE,
            FIRST_SENT + " is no date such as Tue, 26 Mar 2019 16:06:51 GMT.",
            FIRST_SENT);
      }
      throw ODataException.notImplemented("The header " + ID, ID);
    }
  }

  private static void requireValue(ODataRequest request, String header) {
    String value = request.getHeader(header);
    if (value == null || value.isBlank()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          ID + " and " + FIRST_SENT + " are sent together; " + header + " is missing.",
          header);
    }
  }
}
