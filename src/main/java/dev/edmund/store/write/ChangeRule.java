package dev.edmund.store.write;

import dev.edmund.plan.write.Step;

/**
 * What must hold beside what the model says, or has to be done along with a change: it is called
 * inside of the transaction, behind each step that changes something.
 */
public interface ChangeRule {

  /** Whether it may have something to say about a step: the others are taken without asking it. */
  default boolean concerns(Step step) {
    return true;
  }

  /**
   * Looks at a step that was taken. What it changes by {@code session} is part of the change, and
   * no rule is asked about that.
   *
   * @param written the slots as they are now
   * @throws dev.edmund.core.ODataException to undo the whole change
   */
  void after(Step taken, Written written, ChangeSession session);
}
