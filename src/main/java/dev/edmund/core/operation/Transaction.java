package dev.edmund.core.operation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a call belongs to; used by its thread, until it returns. That of a function
 * only reads.
 */
public interface Transaction {

  /**
   * Runs one statement.
   *
   * @param sql with names such as {@code :count} in the places of values
   * @param values by these names: what {@link Call#parameters} may hold, apart from maps and
   *     entities; a collection that is not empty for {@code IN :names}
   * @return the rows by the names of their columns, with values as the driver gives them; none of a
   *     statement without rows
   * @throws dev.edmund.core.ODataException when the database does not take it, or it changes data
   *     in a function
   */
  List<Map<String, @Nullable Object>> run(
      String sql, Map<String, ? extends @Nullable Object> values);

  /** Asks the service to read: a GET of a URL relative to the service root. */
  Answer get(String url);

  /**
   * Asks the service for a change.
   *
   * @param method POST, PATCH, PUT or DELETE
   * @param url relative to the service root
   * @param json the body; empty for none
   * @throws dev.edmund.core.ODataException in a function
   */
  Answer send(String method, String url, String json);

  /**
   * Whether the caller may do something with an entity; always so where access control is off.
   *
   * @param rights added up, as shares have them
   */
  boolean allows(EntityReference entity, long rights);

  /** The same transaction, whose requests see and change everything, whoever calls. */
  Transaction unrestricted();

  /**
   * What the service answers.
   *
   * @param json the body, an error of OData where the status is 400 or more; empty without one
   */
  record Answer(int status, String json) {}
}
