package dev.edmund.processor;

import dev.edmund.core.ODataException;
import dev.edmund.processor.write.Repeatability;
import dev.edmund.store.write.RepeatedAnswers;
import java.util.List;
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

  /**
   * Does the same with requests that come again, together and under one id: the first time they are
   * run, and their answers are kept by the transaction; later they are not run (Repeatable Requests
   * 1.0, 8.4).
   *
   * @param content tells whether other requests under the id are the same
   * @return an answer for each request
   * @throws dev.edmund.core.ODataException as above; 400 when the id was used for other requests;
   *     501 by a service that keeps no answers
   */
  default List<RepeatedAnswers.Answer> runOnce(
      Repeatability asked,
      String content,
      Function<Service, List<RepeatedAnswers.Answer>> requests) {
    throw ODataException.notImplemented("Keeping the answers of a change set", null);
  }
}
