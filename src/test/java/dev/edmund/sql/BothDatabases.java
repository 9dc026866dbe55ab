package dev.edmund.sql;

import dev.edmund.PostgresServer;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import dev.edmund.store.SqliteRegistration;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to each database, with the functions of its dialect, to compare their answers. */
final class BothDatabases {
  private static final String FAILED = "an error";

  private final Connection sqlite;
  private final Connection postgres;

  BothDatabases() throws SQLException {
    sqlite = sqlite("jdbc:sqlite::memory:");
    postgres = postgres(PostgresServer.newSchema());
  }

  /** A connection with the functions that SQLite lacks. */
  static Connection sqlite(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    SqliteRegistration.register(connection);
    return connection;
  }

  /** A connection to a new schema with the functions that PostgreSQL lacks. */
  static Connection postgres(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (java.sql.Statement statement = connection.createStatement()) {
      for (String sql : PostgresFunctions.statements()) {
        statement.execute(sql);
      }
    }
    return connection;
  }

  /** The result of an operation as a text that is the same for equal values. */
  String onSqlite(Call call) {
    return result(sqlite, new SqliteDialect(), call);
  }

  String onPostgres(Call call) {
    return result(postgres, new PostgresDialect(), call);
  }

  /** An operation with its arguments, as Values makes them. */
  record Call(
      Operation operation,
      List<ColumnType> types,
      List<@Nullable Object> arguments,
      ColumnType result) {}

  private static String result(Connection connection, Dialect dialect, Call call) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < call.types().size(); i++) {
      boolean none = call.arguments().get(i) == null;
      texts.add(none ? dialect.nullValue(call.types().get(i)) : "?");
    }
    String sql =
        "SELECT " + dialect.operation(call.operation(), texts, call.types(), call.result());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int position = 0;
      for (int i = 0; i < call.types().size(); i++) {
        Object argument = call.arguments().get(i);
        if (argument != null) {
          statement.setObject(++position, dialect.encode(call.types().get(i), argument));
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        Object value = rows.next() ? rows.getObject(1) : null;
        return value == null ? "null" : text(call.result(), dialect.decode(call.result(), value));
      }
    } catch (SQLException e) {
      // An error has no more to say than that it is one; unless it is a wrong statement.
      boolean range = "22003".equals(e.getSQLState()) || connection.toString().contains("sqlite");
      return range ? FAILED : sql + ": " + e.getMessage();
    }
  }

  /** The same text for equal values, whatever the database. */
  static String text(ColumnType type, Object value) {
    return switch (type) {
      case DECIMAL, DURATION -> ((BigDecimal) value).toPlainString();
      // No column tells the two zeros apart.
      case DOUBLE -> Double.toString((Double) value + 0.0);
      case BINARY -> HexFormat.of().formatHex((byte[]) value);
      default -> value.toString();
    };
  }
}
