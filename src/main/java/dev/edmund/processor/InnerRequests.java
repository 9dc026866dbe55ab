package dev.edmund.processor;

import dev.edmund.store.ReadSession;
import dev.edmund.store.write.ChangeSession;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** Answers requests that belong to the answer of another one, in its transaction. */
interface InnerRequests {

  /** Answers a request that may change data. */
  ODataResponse changing(ChangeSession session, ODataRequest request);

  /** The same whoever asks: without access control. */
  InnerRequests unrestricted();

  /** Answers a request that only reads. */
  ODataResponse reading(ReadSession session, ODataRequest request);
}
