package dev.edmund.processor;

import dev.edmund.model.Model;
import dev.edmund.plan.Planner;
import dev.edmund.plan.SkipTokens;
import dev.edmund.sql.Dialect;
import dev.edmund.store.ReadPool;

/** What processors need to answer a read. */
public record Reader(
    Model model, Planner planner, ReadPool pool, Dialect dialect, SkipTokens tokens) {}
