package dev.edmund.processor.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * What makes a request one that its client may repeat without being sure whether it was answered
 * (Repeatable Requests 1.0).
 *
 * @param client empty where the client does not say who it is
 * @param id of the request, unique for the client
 * @param until how long the answer is kept
 */
public record Repeatability(String client, String id, Instant until) {
  /** How long after it was first sent a request may be repeated. */
  public static final Duration KEPT = Duration.ofHours(24);

  private static final String ID = "Repeatability-Request-ID";
  private static final String FIRST_SENT = "Repeatability-First-Sent";
  private static final String CLIENT = "Repeatability-Client-ID";

  /** They are a key in the database, which must not become too long for its index. */
  private static final int LONGEST_ID = 200;

  /** The only form of a date that is allowed here: RFC 9110's IMF-fixdate. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Whether a request is to be repeatable; the headers mean nothing to what is only read. */
  public static boolean isWanted(ODataRequest request) {
    return request.getMethod() != HttpMethod.GET
        && request.getMethod() != HttpMethod.HEAD
        && (request.getHeader(ID) != null || request.getHeader(FIRST_SENT) != null);
  }

  /**
   * Reads the headers of a request.
   *
   * @throws ODataException 400 when one of them is missing or has no usable value; 412 when the
   *     request is too old to know whether it was answered
   */
  public static Repeatability of(ODataRequest request, Instant now) {
    String id = value(request, ID);
    Instant sent = date(value(request, FIRST_SENT));
    String client = request.getHeader(CLIENT);
    if (sent.isBefore(now.minus(KEPT)) || sent.isAfter(now.plus(KEPT))) {
      throw new ODataException(
          ErrorCode.PRECONDITION_FAILED,
          "Answers are kept for "
              + KEPT.toHours()
              + " hours; "
              + FIRST_SENT
              + " is further away from now.",
          FIRST_SENT);
    }
    // The clock of the client may be ahead.
    Instant begin = sent.isAfter(now) ? sent : now;
    return new Repeatability(
        client == null ? "" : bounded(client.trim(), CLIENT), bounded(id, ID), begin.plus(KEPT));
  }

  /** What a batch as a whole is answered with (Repeatable Requests 1.0, 8.4). */
  public static ODataException ofBatch() {
    return new ODataException(
        ErrorCode.BAD_REQUEST, ID + " stands on the requests in a batch, not on the batch.", ID);
  }

  /** Tells the client whether it may rely on the answer (Repeatable Requests, 4). */
  public static void tell(ODataResponse response) {
    response.setHeader(
        "Repeatability-Result", response.getStatusCode() < 400 ? "accepted" : "rejected");
  }

  private static Instant date(String text) {
    try {
      return LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          FIRST_SENT + " is no date such as Tue, 26 Mar 2019 16:06:51 GMT.",
          FIRST_SENT);
    }
  }

  private static String value(ODataRequest request, String header) {
    String value = request.getHeader(header);
    if (value == null || value.isBlank()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          ID + " and " + FIRST_SENT + " are sent together; " + header + " is missing.",
          header);
    }
    return value.trim();
  }

  private static String bounded(String value, String header) {
    if (value.length() > LONGEST_ID) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          header + " is longer than " + LONGEST_ID + " characters.",
          header);
    }
    return value;
  }
}
