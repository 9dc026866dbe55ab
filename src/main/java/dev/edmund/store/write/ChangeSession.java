package dev.edmund.store.write;

import dev.edmund.plan.write.WritePlan;
import dev.edmund.store.ReadSession;
import java.util.function.Function;

/** A transaction that changes data; used by one thread. */
public interface ChangeSession {

  /**
   * Takes all steps of a plan, or none when one fails.
   *
   * @throws dev.edmund.core.ODataException when the data do not allow it
   */
  Written run(WritePlan plan);

  /** Reads what the transaction has made so far. */
  <R> R read(Function<ReadSession, R> work);
}
