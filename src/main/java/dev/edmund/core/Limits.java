package dev.edmund.core;

import java.time.Duration;

/**
 * Every limit of the service, by name. An error that a limit causes says the name and the value.
 *
 * @param urlBytes longest URL in bytes
 * @param tokens most tokens in one query option or path
 * @param depth deepest nesting of parentheses, functions, lambdas and JSON values
 * @param terms most operands of one {@code and}, {@code or}, or list of {@code in}
 * @param expandDepth deepest {@code $expand}, also what {@code $levels=max} means
 * @param expandItems most expand items in one request, all levels together
 * @param searchTerms most words and phrases of one {@code $search}
 * @param defaultPageSize rows in a page when the client asks for no size
 * @param maxPageSize rows in a page that a client may ask for
 * @param statementTime longest time a statement may run before it is cancelled
 */
public record Limits(
    int urlBytes,
    int tokens,
    int depth,
    int terms,
    int expandDepth,
    int expandItems,
    int searchTerms,
    int defaultPageSize,
    int maxPageSize,
    Duration statementTime) {

  /** The values Edmund ships with. */
  public static Limits defaults() {
    return new Limits(
        32 * 1024, 8_000, 100, 500, 5, 200, 20, 5_000, 10_000_000, Duration.ofSeconds(30));
  }

  /** The error for a limit that was reached. */
  public static ODataException exceeded(String name, long value, String target) {
    return new ODataException(
        ErrorCode.LIMIT_EXCEEDED, "The limit " + name + " (" + value + ") is exceeded.", target);
  }
}
