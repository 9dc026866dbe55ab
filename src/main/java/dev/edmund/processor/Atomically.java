package dev.edmund.processor;

import dev.edmund.core.ODataException;
import java.util.function.Supplier;

/** Runs the requests of a change set so that all of them take effect or none (Part 1, 11.7.7.4). */
public interface Atomically {

  /** Where each request has a transaction of its own: one change is atomic by itself. */
  Atomically ONE_CHANGE =
      new Atomically() {
        @Override
        public <R> R run(int changes, Supplier<R> requests) {
          if (changes > 1) {
            throw ODataException.notImplemented("A change set of several changes", null);
          }
          return requests.get();
        }
      };

  /**
   * Runs requests in one transaction, on the thread of the caller.
   *
   * @param changes how many of the requests are not only read
   * @param requests may be run again; when it ends in an exception, nothing has taken effect
   * @throws ODataException when the transaction cannot be had or completed; what {@code requests}
   *     throws is thrown on as it is
   */
  <R> R run(int changes, Supplier<R> requests);
}
