package dev.edmund.plan;

import org.jspecify.annotations.Nullable;

/**
 * Who a request is made as. Both values are those by which entities refer to users, as {@link
 * dev.edmund.model.storage.Values} makes them.
 *
 * @param delegate the user that makes the request on behalf of {@code user}; null where nobody does
 */
public record Caller(Object user, @Nullable Object delegate) {}
