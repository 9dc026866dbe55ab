package dev.edmund.processor;

import dev.edmund.plan.write.WritePlanner;
import dev.edmund.store.write.Changes;

/** What processors need to make a change; a service without one is only read. */
public record Writer(WritePlanner planner, Changes changes) {}
