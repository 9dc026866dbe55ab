package dev.edmund.bench;

import java.nio.file.Path;

/**
 * What can be set with {@code -Dbench.…}.
 *
 * @param rows how many connections the database has
 * @param seconds how long one round lasts
 * @param rounds of how many rounds medians are taken
 * @param heap the largest heap of Edmund and of the floor, as {@code -Xmx} has it
 * @param only part of the names of the requests to measure; empty for all
 * @param subject what is measured
 * @param against what it is measured against; the same as the subject shows how much of a ratio is
 *     chance
 * @param database {@code sqlite}, {@code postgresql} for a server that the benchmark starts, or the
 *     JDBC URL of a PostgreSQL database
 * @param directory where the database, logs and results go
 */
record Settings(
    int rows,
    double seconds,
    int rounds,
    String heap,
    String only,
    Build subject,
    Build against,
    String database,
    Path directory) {

  static Settings fromProperties() {
    return new Settings(
        Integer.parseInt(property("rows", "200000")),
        Double.parseDouble(property("seconds", "4")),
        Integer.parseInt(property("rounds", "3")),
        property("heap", "512m"),
        property("only", ""),
        Build.of(property("subject", "edmund")),
        Build.of(property("against", "floor")),
        property("database", "sqlite"),
        Path.of(property("directory", "target/bench")));
  }

  private static String property(String name, String otherwise) {
    return System.getProperty("bench." + name, otherwise);
  }

  /** The build that makes the data: whatever is measured that is not the floor. */
  Build generator() {
    return !subject.isFloor() ? subject : !against.isFloor() ? against : Build.of("edmund");
  }

  boolean isWanted(String request) {
    return request.contains(only);
  }
}
