package dev.edmund.store;

import org.jspecify.annotations.Nullable;

/**
 * Who asks a database, where its URL does not say so.
 *
 * @param user null where the URL or the driver says who
 * @param password null where the URL or the driver knows it, or none is needed
 */
public record Credentials(@Nullable String user, @Nullable String password) {
  /** What is in the URL has to do. */
  public static final Credentials NONE = new Credentials(null, null);

  /** Never the password: this may end up in a log. */
  @Override
  public String toString() {
    return user == null ? "no user" : "user " + user;
  }
}
