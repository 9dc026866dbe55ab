package dev.edmund.format.json;

import dev.edmund.store.ReadSession;
import java.util.function.Function;

/**
 * How later changes of a result are followed.
 *
 * @param state how far the change log is in what a session sees, asked before anything is read
 * @param deltaLink the URL that leads to the changes since a state
 */
public record Tracking(Function<ReadSession, String> state, Function<String, String> deltaLink) {}
