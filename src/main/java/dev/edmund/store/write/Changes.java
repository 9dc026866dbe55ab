package dev.edmund.store.write;

import java.util.function.Function;

/** Changes of the data of a service. Called from many threads. */
public interface Changes extends AutoCloseable {

  /**
   * Does work in one transaction. An exception undoes all of it. What conflicts with others only by
   * chance is tried again, with the work called once more.
   *
   * @return what the work gives, when it is safe in the database
   */
  <R> R transaction(Function<ChangeSession, R> work);

  @Override
  void close();
}
