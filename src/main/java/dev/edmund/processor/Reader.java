package dev.edmund.processor;

import dev.edmund.model.Model;
import dev.edmund.plan.Planner;
import dev.edmund.plan.SkipTokens;
import dev.edmund.sql.Dialect;
import dev.edmund.store.ReadPool;
import dev.edmund.store.ReadSession;
import java.util.function.Function;

/**
 * What processors need to answer a read.
 *
 * @param explains whether clients may see how a request is answered, statements included
 */
public record Reader(
    Model model,
    Planner planner,
    ReadPool pool,
    Dialect dialect,
    SkipTokens tokens,
    boolean explains,
    Plans plans) {

  /** A reader with plans to come. */
  public Reader(
      Model model,
      Planner planner,
      ReadPool pool,
      Dialect dialect,
      SkipTokens tokens,
      boolean explains) {
    this(model, planner, pool, dialect, tokens, explains, new Plans(planner, dialect));
  }

  /** A reader that keeps its plans to itself. */
  public Reader(Model model, Planner planner, ReadPool pool, Dialect dialect, SkipTokens tokens) {
    this(model, planner, pool, dialect, tokens, false);
  }

  /**
   * Reads one entity or less.
   *
   * @param nested whether that takes several statements, which have to agree on one state of the
   *     data
   */
  <R> R read(boolean nested, Function<ReadSession, R> work) {
    return nested ? pool.snapshot(work) : pool.read(work);
  }
}
