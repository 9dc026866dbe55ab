package dev.edmund.store;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL means by a failure, told by its SQLSTATE. */
final class PostgresFailures {
  private PostgresFailures() {}

  static Failure of(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      // Deadlock and serialization; a replica that was asked; too many connections.
      case "40001", "40P01", "25006", "53300" -> Failure.TRANSIENT;
      // The server stops, crashed, or starts.
      case "57P01", "57P02", "57P03", "57P05", "25P03" -> Failure.LOST;
      case "57014" -> Failure.TIMEOUT;
      case "22003" -> Failure.OVERFLOW;
      case "53200" -> Failure.TOO_COMPLEX;
      case "53100" -> Failure.FULL;
      case "55P03" -> Failure.BUSY;
      // A table was changed since the statement was prepared; it is prepared anew.
      case "0A000" ->
          String.valueOf(e.getMessage()).contains("cached plan")
              ? Failure.TRANSIENT
              : Failure.OTHER;
      case "08004" -> Failure.OTHER;
      default -> ofClass(state);
    };
  }

  private static Failure ofClass(String state) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> Failure.LOST;
      case "54" -> Failure.TOO_COMPLEX;
      default -> Failure.OTHER;
    };
  }

  /** Why a database cannot be opened, and how to mend that; one line. */
  static String refusal(SQLException e, PostgresUrl url) {
    String name = "The database " + url.base();
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "08001" ->
          name + " cannot be reached: " + reason(e) + "; start its server, or name another one.";
      case "08004", "28P01", "28000" ->
          name
              + " refuses the user "
              + url.user()
              + ": "
              + reason(e)
              + "; give another --database-user, or its password in EDMUND_DATABASE_PASSWORD or"
              + " --database-password-file.";
      case "3D000" ->
          name
              + " does not exist: create it with CREATE DATABASE "
              + url.database()
              + " ENCODING 'UTF8' TEMPLATE template0.";
      case "42501" ->
          name + " is closed to the user " + url.user() + ": " + reason(e) + "; grant CONNECT.";
      default -> name + " cannot be opened: " + reason(e) + ".";
    };
  }

  /** What the server has to say, in one line and without a full stop. */
  static String reason(SQLException e) {
    ServerErrorMessage server =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    String said = server == null ? e.getMessage() : server.getMessage();
    String line = String.valueOf(said).lines().findFirst().orElse("no reason given").strip();
    String text = line.replaceAll("\\s+", " ").replaceAll("\\.$", "");
    return "42501".equals(e.getSQLState()) ? text + "; its owner has to grant that" : text;
  }
}
