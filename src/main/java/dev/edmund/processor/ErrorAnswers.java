package dev.edmund.processor;

import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * What is a convention of the mount about every answer, and how requests that failed are answered.
 */
public interface ErrorAnswers {
  /** As OData has it. */
  ErrorAnswers ODATA =
      (error, request, mount, version, allow) -> Responses.error(error, version, allow);

  /**
   * The answer to a request that failed.
   *
   * @param version of OData that the answer speaks
   * @param allow the methods that the resource answers to; null where that is not known
   */
  ODataResponse answer(
      ODataException error,
      ODataRequest request,
      Mount mount,
      String version,
      @Nullable String allow);

  /**
   * The answer with what every answer of the mount has.
   *
   * @param response may be changed
   */
  default ODataResponse completed(ODataResponse response, ODataRequest request, Mount mount) {
    return response;
  }
}
