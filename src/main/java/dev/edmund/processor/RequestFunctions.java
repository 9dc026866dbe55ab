package dev.edmund.processor;

import dev.edmund.model.Mount;
import dev.edmund.request.QueryFunctions;
import org.apache.olingo.server.api.ODataRequest;

/**
 * What the expressions of a request may call beside the functions of OData and of the model, which
 * is a convention of its mount.
 */
public interface RequestFunctions {
  /** Nothing. */
  RequestFunctions NONE = (request, mount, service) -> QueryFunctions.NONE;

  /**
   * The functions for a request.
   *
   * @param service the engine, within a transaction where the request is part of one
   */
  QueryFunctions functions(ODataRequest request, Mount mount, Service service);
}
