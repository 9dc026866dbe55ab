package dev.edmund.store;

/** The rows of a running statement, forward only. Closing gives the statement back. */
public interface Rows extends Row, AutoCloseable {

  /** Goes to the next row; false behind the last one. */
  boolean next();

  @Override
  void close();
}
