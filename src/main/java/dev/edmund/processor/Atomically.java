package dev.edmund.processor;

import java.util.function.Function;

/** Runs the requests of a change set so that all of them take effect or none (Part 1, 11.7.7.4). */
public interface Atomically {

  /**
   * Runs requests in one transaction.
   *
   * @param requests gets the service to ask, whose changes belong to the transaction, and which
   *     throws what may pass when all is asked again; may be run again. When it ends in an
   *     exception, nothing has taken effect, and it has to when a request to change something
   *     fails: what that had done before it failed is not undone alone
   * @throws dev.edmund.core.ODataException when the transaction cannot be had or completed; what
   *     {@code requests} throws is thrown on as it is
   */
  <R> R run(Function<Service, R> requests);
}
