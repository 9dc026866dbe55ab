package dev.edmund.conventions.dataverse;

import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** Something that Dataverse answers to and no model declares. */
public interface OwnResource {

  /** Whether a request is about it; then no other resource is asked. */
  boolean isFor(ODataRequest request);

  /**
   * Answers a request that is about it.
   *
   * @param service the engine, within a transaction where the request is part of one
   * @throws dev.edmund.core.ODataException what is refused, which is answered as Dataverse does
   */
  ODataResponse answer(ODataRequest request, Mount mount, Service service);
}
