package dev.edmund.processor;

import dev.edmund.plan.Plan;

/** A plan, with what has been made of it. */
record Prepared<P extends Plan>(P plan, Compiled compiled) {}
