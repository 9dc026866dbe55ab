package dev.edmund.conventions;

import dev.edmund.model.Mount;
import dev.edmund.processor.ErrorAnswers;
import dev.edmund.processor.RequestFunctions;
import dev.edmund.processor.Service;
import dev.edmund.request.QueryFunctions;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** The ways of one service: how its errors look, and what it has beside OData. */
public interface Convention extends ErrorAnswers {

  /** The name by which mounts choose it, in lower case. */
  String name();

  /**
   * Answers a single request, itself or by asking the service.
   *
   * @param service the engine, within a transaction where the request is part of one
   */
  ODataResponse answer(ODataRequest request, Mount mount, Service service);

  /**
   * What the expressions of a request may call; see {@link RequestFunctions}. Nothing of its own
   * where a convention does not say otherwise.
   */
  default QueryFunctions functions(ODataRequest request, Mount mount, Service service) {
    return QueryFunctions.NONE;
  }
}
