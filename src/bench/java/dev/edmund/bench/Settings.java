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
 * @param subject {@code edmund}, or {@code floor} to measure the floor against itself, which shows
 *     how much of a ratio is chance
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
    String subject,
    String database,
    Path directory) {

  static Settings fromProperties() {
    return new Settings(
        Integer.parseInt(property("rows", "200000")),
        Double.parseDouble(property("seconds", "4")),
        Integer.parseInt(property("rounds", "3")),
        property("heap", "512m"),
        property("only", ""),
        property("subject", "edmund"),
        property("database", "sqlite"),
        Path.of(property("directory", "target/bench")));
  }

  private static String property(String name, String otherwise) {
    return System.getProperty("bench." + name, otherwise);
  }

  boolean isWanted(String request) {
    return request.contains(only);
  }
}
