package dev.edmund.processor;

import dev.edmund.plan.write.WritePlanner;
import dev.edmund.store.load.Seed;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.Changes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What processors need to make a change; a service without one is only read.
 *
 * @param seed what actions put back that do so; null where they may not
 */
public record Writer(WritePlanner planner, Changes changes, @Nullable Seed seed) {

  /** Where no action puts the first rows back. */
  public Writer(WritePlanner planner, Changes changes) {
    this(planner, changes, null);
  }

  /** The same, as somebody may change the data. */
  Writer as(AccessControl.View view) {
    return new Writer(view.writes(), changes, seed);
  }

  /** Makes its changes in a transaction that has begun, and that others end. */
  Writer within(ChangeSession session) {
    return new Writer(
        planner,
        new Changes() {
          @Override
          public <R> R transaction(Function<ChangeSession, R> work) {
            return work.apply(session);
          }

          @Override
          public void close() {
            // Whoever began the transaction ends it.
          }
        },
        seed);
  }
}
