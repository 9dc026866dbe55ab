package dev.edmund.processor;

import dev.edmund.core.ODataException;
import java.util.function.Function;

/** Runs the requests of a change set so that all of them take effect or none (Part 1, 11.7.7.4). */
public interface Atomically {

  /**
   * Runs requests in one transaction.
   *
   * @param changes how many of the requests are not only read
   * @param requests gets the service to ask, whose answers belong to the transaction and see what
   *     it has changed; may be run again. When it ends in an exception, nothing has taken effect
   * @throws ODataException when the transaction cannot be had or completed; what {@code requests}
   *     throws is thrown on as it is
   */
  <R> R run(int changes, Function<Service, R> requests);

  /** Where each request has a transaction of its own: one change is atomic by itself. */
  static Atomically oneChange(Service service) {
    return new Atomically() {
      @Override
      public <R> R run(int changes, Function<Service, R> requests) {
        if (changes > 1) {
          throw ODataException.notImplemented("A change set of several changes", null);
        }
        return requests.apply(service);
      }
    };
  }
}
