package dev.edmund.core;

import java.time.Duration;

/**
 * Every limit of the service, by name. An error that a limit causes says the name and the value.
 *
 * @param urlBytes longest URL in bytes
 * @param tokens most tokens in one query option or path
 * @param depth deepest nesting of parentheses, functions, lambdas and JSON values
 * @param nodes most operators, operands and calls of one query option or path
 * @param terms most operands of one {@code and} or {@code or}
 * @param listItems most items of one list: of {@code in}, JSON, {@code $orderby}, {@code $select}
 * @param patternLength longest regular expression in characters
 * @param expandDepth deepest {@code $expand}, also what {@code $levels=max} means
 * @param expandItems most expand items in one request, all levels together
 * @param applySteps most transformations of one {@code $apply}, all sequences together
 * @param applyReads how often the transformations of one {@code $apply} may read what it is about
 * @param computeItems most properties of one {@code $compute} or {@code compute}
 * @param searchTerms most words and phrases of one {@code $search}
 * @param entityBytes longest body of a request that creates or changes an entity, as JSON
 * @param mediaBytes longest stream, of a media entity or a property, that can be sent
 * @param defaultPageSize rows in a page when the client asks for no size
 * @param maxPageSize rows in a page that a client may ask for
 * @param statementTime longest time a statement may run before it is cancelled
 * @param trackingTime how long a delta link is good, and changes are kept in the log for it
 * @param batch the limits of batches
 */
public record Limits(
    int urlBytes,
    int tokens,
    int depth,
    int nodes,
    int terms,
    int listItems,
    int patternLength,
    int expandDepth,
    int expandItems,
    int applySteps,
    int applyReads,
    int computeItems,
    int searchTerms,
    int entityBytes,
    long mediaBytes,
    int defaultPageSize,
    int maxPageSize,
    Duration statementTime,
    Duration trackingTime,
    BatchLimits batch) {

  /** The values Edmund ships with. */
  public static Limits defaults() {
    return new Limits(
        32 * 1024,
        100_000,
        100,
        50_000,
        10_000,
        500,
        1_000,
        5,
        200,
        100,
        200,
        100,
        20,
        16 * 1024 * 1024,
        1L << 30,
        5_000,
        10_000_000,
        Duration.ofSeconds(30),
        Duration.ofDays(7),
        BatchLimits.defaults());
  }

  /** The same limits with pages of another size. */
  public Limits withDefaultPageSize(int size) {
    return with(mediaBytes, size, statementTime, trackingTime, batch);
  }

  /** The same but for the time of a statement. */
  public Limits withStatementTime(Duration time) {
    return with(mediaBytes, defaultPageSize, time, trackingTime, batch);
  }

  /** The same but for batches. */
  public Limits withBatch(BatchLimits other) {
    return with(mediaBytes, defaultPageSize, statementTime, trackingTime, other);
  }

  /** The same with streams of another length. */
  public Limits withMediaBytes(long bytes) {
    return with(bytes, defaultPageSize, statementTime, trackingTime, batch);
  }

  /** The same with delta links that are good for another time. */
  public Limits withTrackingTime(Duration time) {
    return with(mediaBytes, defaultPageSize, statementTime, time, batch);
  }

  private Limits with(
      long media, int pageSize, Duration time, Duration tracking, BatchLimits batches) {
    return new Limits(
        urlBytes,
        tokens,
        depth,
        nodes,
        terms,
        listItems,
        patternLength,
        expandDepth,
        expandItems,
        applySteps,
        applyReads,
        computeItems,
        searchTerms,
        entityBytes,
        media,
        pageSize,
        maxPageSize,
        time,
        tracking,
        batches);
  }

  /** The error for a limit that was reached. */
  public static ODataException exceeded(String name, long value, String target) {
    return new ODataException(
        ErrorCode.LIMIT_EXCEEDED, "The limit " + name + " (" + value + ") is exceeded.", target);
  }
}
