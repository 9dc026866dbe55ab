package dev.edmund.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The JDBC URL of a PostgreSQL database, taken apart.
 *
 * @param base what is before the question mark; it has no secrets and is what messages say
 * @param parameters the parameters of the driver, with the credentials among them
 */
record PostgresUrl(String base, Map<String, String> parameters) {
  private static final String PREFIX = "jdbc:postgresql:";
  private static final String BYTEA = "17";
  private static final String FETCH_SIZE = "500";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CANCEL = Duration.ofSeconds(2);

  /** How much longer than its statements a reader waits before it takes the server for gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  PostgresUrl {
    parameters = Map.copyOf(parameters);
  }

  static boolean isOne(String jdbcUrl) {
    return jdbcUrl.startsWith(PREFIX);
  }

  /** What a URL may say in a message. */
  static String withoutSecrets(String jdbcUrl) {
    return base(jdbcUrl).replaceFirst("//[^/]*@", "//");
  }

  private static String base(String jdbcUrl) {
    int question = jdbcUrl.indexOf('?');
    return question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
  }

  /**
   * Takes a URL apart.
   *
   * @param credentials those that are given stand above those in the URL
   * @throws DatabaseException when it is none that the driver understands
   */
  static PostgresUrl parse(String jdbcUrl, Credentials credentials) {
    String base = base(jdbcUrl);
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      for (String parameter : jdbcUrl.substring(base.length()).split("[?&]", -1)) {
        int equals = parameter.indexOf('=');
        if (equals > 0) {
          parameters.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
        }
      }
      if (base.contains("@") || Driver.parseURL(base, null) == null) {
        throw unusable(jdbcUrl);
      }
    } catch (IllegalArgumentException e) {
      throw unusable(jdbcUrl);
    }
    put(parameters, "user", credentials.user());
    put(parameters, "password", credentials.password());
    return new PostgresUrl(base, parameters);
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private static DatabaseException unusable(String jdbcUrl) {
    return new DatabaseException(
        "The database "
            + withoutSecrets(jdbcUrl)
            + " is not understood: use jdbc:postgresql://HOST:PORT/NAME, and give user and password"
            + " apart.");
  }

  /**
   * Whether a pooler may stand between, which gives each transaction another session: the driver's
   * documented way to say so is {@code prepareThreshold=0}.
   */
  boolean isPooled() {
    return "0".equals(parameters.get("prepareThreshold"));
  }

  String user() {
    return parameters.getOrDefault("user", System.getProperty("user.name", ""));
  }

  /** The name of the database; the driver takes that of the user where there is none. */
  String database() {
    String name = base.substring(base.lastIndexOf('/') + 1);
    return name.isEmpty() || base.indexOf('/') < 0 ? user() : decoded(name);
  }

  /** For a connection that makes and fills tables, which may take any time. */
  Properties writing() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "edmund");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", seconds(CONNECT));
    properties.setProperty("cancelSignalTimeout", seconds(CANCEL));
    // Inside a transaction rows come a few at a time, however many there are.
    properties.setProperty("defaultRowFetchSize", FETCH_SIZE);
    properties.putAll(parameters);
    // Integers and texts are copied as they come into answers, so they have to come as text.
    properties.setProperty("binaryTransfer", "false");
    properties.setProperty("binaryTransferEnable", BYTEA);
    return properties;
  }

  /** For a connection that reads, and ends statements that take too long by itself. */
  Properties reading(Duration statementTime) {
    Properties properties = writing();
    if (!parameters.containsKey("socketTimeout")) {
      properties.setProperty("socketTimeout", seconds(statementTime.plus(PATIENCE)));
    }
    if (!isPooled()) {
      String options =
          "-c statement_timeout="
              + statementTime.toMillis()
              + " -c default_transaction_read_only=on"
              + " -c default_transaction_isolation=repeatable\\ read";
      String given = parameters.get("options");
      properties.setProperty("options", given == null ? options : options + " " + given);
    }
    return properties;
  }

  /**
   * For a connection that changes data a few statements at a time.
   *
   * @param lockTime how long it waits for a row
   */
  Properties changing(Duration statementTime, Duration lockTime) {
    Properties properties = writing();
    if (!parameters.containsKey("socketTimeout")) {
      properties.setProperty("socketTimeout", seconds(statementTime.plus(PATIENCE)));
    }
    if (!isPooled()) {
      String options =
          "-c statement_timeout="
              + statementTime.toMillis()
              + " -c lock_timeout="
              + lockTime.toMillis();
      String given = parameters.get("options");
      properties.setProperty("options", given == null ? options : options + " " + given);
    }
    return properties;
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return base;
  }
}
