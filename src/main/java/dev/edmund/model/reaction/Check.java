package dev.edmund.model.reaction;

import dev.edmund.model.operation.SqlTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What must not be so when an entity was changed.
 *
 * @param sql gives rows where it is so; its only name is {@link #ENTITY}
 * @param message for the sender of the change
 * @param code of the error; null for that of any wrong value
 * @param target the property that is wrong; null for none
 */
public record Check(
    SqlTemplate sql, String message, @Nullable String code, @Nullable String target) {
  /** Stands for the row id of the entity. */
  public static final String ENTITY = "this";
}
