package dev.edmund.processor;

import dev.edmund.format.json.JsonBuffers;
import dev.edmund.model.Model;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.sql.Dialect;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Reads;
import dev.edmund.store.Retries;
import dev.edmund.store.write.ChangeSession;
import java.util.function.Function;

/**
 * What processors need to answer a read.
 *
 * @param explains whether clients may see how a request is answered, statements included
 */
public record Reader(
    Model model,
    Planner planner,
    Reads reads,
    Dialect dialect,
    SkipTokens tokens,
    boolean explains,
    Plans plans,
    JsonBuffers buffers) {

  /** A reader with plans to come. */
  public Reader(
      Model model,
      Planner planner,
      Reads reads,
      Dialect dialect,
      SkipTokens tokens,
      boolean explains) {
    this(
        model,
        planner,
        reads,
        dialect,
        tokens,
        explains,
        new Plans(planner, dialect),
        new JsonBuffers());
  }

  /** A reader that keeps its plans to itself. */
  public Reader(Model model, Planner planner, Reads reads, Dialect dialect, SkipTokens tokens) {
    this(model, planner, reads, dialect, tokens, false);
  }

  /**
   * Reads one entity or less.
   *
   * @param nested whether that takes several statements, which have to agree on one state of the
   *     data
   */
  <R> R read(boolean nested, Function<ReadSession, R> work) {
    return nested ? reads.snapshot(work) : reads.read(work);
  }

  /** The same, as somebody sees the data. */
  Reader as(AccessControl.View view) {
    return new Reader(
        view.model(), view.planner(), reads, dialect, tokens, explains, view.plans(), buffers);
  }

  /** Whether it reads in a transaction that changes data. */
  boolean joined() {
    return reads.retries().equals(Retries.NONE);
  }

  /** Reads in what somebody else has begun, who alone may try again. */
  private interface JoinedReads extends Reads {
    @Override
    default <R> R snapshot(Function<ReadSession, R> work) {
      return read(work);
    }

    @Override
    default Retries retries() {
      return Retries.NONE;
    }
  }

  /** A reader that sees what a transaction has changed so far. */
  Reader within(ChangeSession session) {
    JoinedReads joined = session::readOnly;
    return within(joined);
  }

  /** A reader that sees what a session sees. */
  Reader within(ReadSession session) {
    return within(
        new JoinedReads() {
          @Override
          public <R> R read(Function<ReadSession, R> work) {
            return work.apply(session);
          }
        });
  }

  private Reader within(Reads joined) {
    return new Reader(model, planner, joined, dialect, tokens, explains, plans, buffers);
  }
}
