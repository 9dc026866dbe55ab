package dev.edmund.conventions.dataverse.query;

import dev.edmund.model.Model;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a query function depends on beside its arguments.
 *
 * @param periods around the moment of the request
 * @param caller the user that asks, who is looked for when a function wants to know
 * @param model whose entities are asked for
 */
record Circumstances(Periods periods, Supplier<UUID> caller, Model model) {}
