package dev.edmund.processor;

import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.plan.Caller;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * A model over its data, ready to be asked. Called from many threads. Several requests can be asked
 * in one transaction; asked within one, they join it.
 */
public interface Service extends Atomically {

  /**
   * Answers one request; errors are answers too.
   *
   * @param request with the raw, undecoded parts of the URL: {@code rawBaseUri} is the absolute
   *     service root without its last slash, {@code rawODataPath} what follows it, with a leading
   *     slash, {@code rawQueryPath} the query without the question mark or null, and {@code
   *     rawRequestUri} all of it
   * @param mount the root the request came in under
   * @return status, headers and either a stream to copy or an {@code ODataContent} to run. For HEAD
   *     it is the answer to GET; its body is dropped, and its writing may be cut short by an
   *     exception from the stream
   */
  ODataResponse answer(ODataRequest request, Mount mount);

  /**
   * Answers {@code OPTIONS}: which methods the resource of a URL answers to, in {@code Allow}.
   *
   * @param request as above, without a method
   */
  ODataResponse options(ODataRequest request, Mount mount);

  /**
   * The answer to a request that is refused before the service is asked.
   *
   * @param request as above
   */
  default ODataResponse refused(ODataException error, ODataRequest request, Mount mount) {
    return Responses.error(error, "4.0", null);
  }

  /**
   * Who a request is made as; empty where the service knows no users.
   *
   * @param request as above
   * @throws ODataException 400 or 403 when it names a user that is none, or is not there
   */
  default Optional<Caller> caller(ODataRequest request, Mount mount) {
    return Optional.empty();
  }

  /**
   * Whether a condition holds that is about nothing that is stored.
   *
   * @param condition an expression that is true or false
   * @param values JSON of what the names stand for that are in it
   * @throws ODataException 400 when it is none, 501 when it cannot be evaluated
   */
  boolean holds(String condition, Map<String, String> values);

  /** Whether requests can be answered now: whether the database is there. */
  boolean isReady();

  /** What the service offers, for people; counted when called. */
  ServiceOverview overview();
}
