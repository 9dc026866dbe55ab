package dev.edmund.store.write;

import dev.edmund.core.Limits;
import dev.edmund.model.reaction.Reactions;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.Premise;
import dev.edmund.store.Writers;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Changes of the data of a service. Called from many threads. */
public interface Changes extends AutoCloseable {

  /**
   * Changes by the connections of a database.
   *
   * @param writers closed along with them
   */
  static Changes of(Writers writers, Storage storage, Dialect dialect) {
    return of(writers, storage, dialect, Limits.defaults().trackingTime());
  }

  /**
   * The same.
   *
   * @param tracked how long the logs of changes keep them at least
   */
  static Changes of(Writers writers, Storage storage, Dialect dialect, Duration tracked) {
    return of(writers, storage, dialect, Reactions.NONE, tracked);
  }

  /**
   * The same.
   *
   * @param reactions what the model says follows from changes
   */
  static Changes of(
      Writers writers, Storage storage, Dialect dialect, Reactions reactions, Duration tracked) {
    return new DatabaseChanges(writers, storage, dialect, reactions, tracked);
  }

  /**
   * Does work in one transaction. An exception undoes all of it. What conflicts with others only by
   * chance is tried again, with the work called once more.
   *
   * @return what the work gives, when it is safe in the database
   */
  <R> R transaction(Function<ChangeSession, R> work);

  /**
   * Carries out a plan in one transaction; see {@link #transaction}.
   *
   * @param shown whether {@code answer} shows what was written, and has to read that
   * @param answer gives the result; within the transaction where it reads
   */
  default <R> R run(WritePlan plan, boolean shown, BiFunction<Written, ChangeSession, R> answer) {
    return transaction(session -> answer.apply(session.run(plan), session));
  }

  /**
   * The same for a plan that takes something for granted.
   *
   * @throws PremiseException when that is not so
   */
  default <R> R run(
      WritePlan plan,
      Premise premise,
      boolean shown,
      BiFunction<Written, ChangeSession, R> answer) {
    return transaction(
        session -> {
          session.require(premise);
          return answer.apply(session.run(plan), session);
        });
  }

  @Override
  void close();
}
