package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.sql.SQLException;

/** What a failure of the database means, whatever the database. */
enum Failure {
  /** The connection is gone, or there is none to be had. */
  LOST,
  /** Something that other work did; the same may succeed when it is tried again. */
  TRANSIENT,
  /** The statement was stopped because it took too long. */
  TIMEOUT,
  /** An integer beyond 64 bits. */
  OVERFLOW,
  /** A statement beyond a limit of the database. */
  TOO_COMPLEX,
  /** Another process holds the database. */
  BUSY,
  /** There is no room for what is written. */
  FULL,
  /** The database can be read only. */
  READ_ONLY,
  /** A statement changes data where data are only read. */
  WRITES,
  /** A value is too large for the database, or for an index. */
  TOO_LARGE,
  /** A defect, or something out of order that the log tells about. */
  OTHER;

  /** Whether the connection is of no use any more, or may be none. */
  boolean spoilsConnection() {
    return this == LOST || this == TRANSIENT;
  }

  /** What is answered to the sender of a request. */
  ODataException answer(SQLException e) {
    return switch (this) {
      case LOST ->
          ODataException.passing("The database cannot be reached; try again in a moment.", e);
      case TRANSIENT ->
          ODataException.passing("The database is being changed; try again in a moment.", e);
      case TIMEOUT ->
          new ODataException(
              ErrorCode.UNAVAILABLE,
              "The request took longer than the limit statementTime allows; ask for less at once.",
              e);
      case OVERFLOW ->
          new ODataException(
              ErrorCode.INVALID_VALUE,
              "An integer of the calculation needs more than 64 bits; cast an operand to"
                  + " Edm.Decimal.",
              e);
      case TOO_COMPLEX ->
          new ODataException(
              ErrorCode.LIMIT_EXCEEDED,
              "The request is more complex than the database can answer; ask for less at once.",
              e);
      case BUSY ->
          new ODataException(
              ErrorCode.UNAVAILABLE, "The database is busy; try again in a moment.", e);
      case FULL ->
          new ODataException(
              ErrorCode.INSUFFICIENT_STORAGE,
              "The database has no room left; nothing was changed.",
              e);
      case READ_ONLY ->
          new ODataException(
              ErrorCode.UNAVAILABLE, "The database can be read only; nothing was changed.", e);
      case WRITES ->
          new ODataException(
              ErrorCode.FORBIDDEN,
              "A function tried to change data, and functions only read; only an action can.",
              e);
      case TOO_LARGE ->
          new ODataException(
              ErrorCode.INVALID_VALUE, "A value is longer than the database can hold.", e);
      case OTHER ->
          new ODataException(ErrorCode.INTERNAL, "The database could not answer the request.", e);
    };
  }
}
