package dev.edmund.store.write;

import dev.edmund.plan.write.WritePlan;
import dev.edmund.sql.Premise;
import dev.edmund.sql.Statement;
import dev.edmund.store.ReadSession;
import dev.edmund.store.load.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction that changes data; used by one thread. */
public interface ChangeSession {

  /**
   * Takes all steps of a plan, or none when one fails.
   *
   * @throws dev.edmund.core.ODataException when the data do not allow it
   */
  Written run(WritePlan plan);

  /**
   * Sees to it that what a plan takes for granted is so.
   *
   * @throws PremiseException when it is not
   */
  void require(Premise premise);

  /**
   * The same transaction for one who undoes all of it when a plan fails: nothing is kept to undo
   * that plan alone.
   */
  ChangeSession failingAsAWhole();

  /**
   * Runs a statement of an action.
   *
   * @return its rows, as the driver reads them; empty where it is one without rows
   * @throws dev.edmund.core.ODataException when the data do not allow it
   */
  Optional<List<List<@Nullable Object>>> run(Statement statement);

  /**
   * Puts all rows back to those that the service began with.
   *
   * @throws dev.edmund.core.ODataException when they cannot be read any more, or the database fails
   */
  void reseed(Seed seed);

  /**
   * Runs a statement of any kind.
   *
   * @return its rows, by the names of their columns, as the driver reads them
   * @throws dev.edmund.core.ODataException when the data do not allow it
   */
  List<Map<String, @Nullable Object>> named(Statement statement);

  /** Reads what the transaction has made so far. */
  <R> R read(Function<ReadSession, R> work);

  /** The same, and whatever is read, nothing can be changed by it. */
  <R> R readOnly(Function<ReadSession, R> work);
}
