package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.Keyset;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;

/** What differs between databases, as a small table of names and forms. */
public interface Dialect {

  /** How what is nested in rows is read. */
  enum Expand {
    /** A statement for each row: best in the same process, where a statement costs no trip. */
    NESTED,
    /** A statement for many rows: best over a network. */
    BATCHED
  }

  /** How what is nested in rows is read fastest. */
  Expand expand();

  /** In which form reading goes on behind a row fastest. */
  Keyset.Form keyset();

  /** An identifier as it stands in a statement. */
  String quote(String identifier);

  /** The type of a column in {@code CREATE TABLE}. */
  String columnType(ColumnType type);

  /** What follows {@code CREATE TABLE (...)} where the rows are kept in the order of the key. */
  String clustered();

  /**
   * The value the driver binds.
   *
   * @param value as {@link dev.edmund.model.storage.Values} makes it; never null
   */
  Object encode(ColumnType type, Object value);

  /** The other way round: from what the driver reads to what was encoded. */
  Object decode(ColumnType type, Object stored);

  /**
   * An operation as an expression.
   *
   * @param arguments the arguments' texts, each to be used once and in order
   * @param types the arguments' types
   */
  String operation(Operation operation, List<String> arguments, List<ColumnType> types);

  /** What has a row for each item of a JSON array, in a FROM clause. */
  String elements(String array);

  /** What a row of {@link #elements} tells about its item. */
  String element(String alias, Term.Element.Facet facet);

  /** What makes nulls come first ascending and last descending, behind a sort key. */
  String nulls(boolean descending);

  /** A test whether {@code text} contains {@code part}, by code points. */
  String contains(String text, String part);

  /** A test whether {@code text} starts with {@code part}, by code points. */
  String startsWith(String text, String part);
}
