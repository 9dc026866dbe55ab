package dev.edmund.sql;

import dev.edmund.model.operation.SqlScanner;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.paging.Keyset;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Optional;

/** What differs between databases, as a small table of names and forms. */
public interface Dialect {

  /** How what is nested in rows is read. */
  enum Expand {
    /** A statement for each row: best in the same process, where a statement costs no trip. */
    NESTED,
    /** A statement for many rows: best over a network. */
    BATCHED
  }

  /** How statements of the model are written. */
  SqlScanner.Syntax syntax();

  /**
   * A value that SQL of the model has made, as a column of a type holds it.
   *
   * @param text used once or more
   */
  String result(String text, ColumnType type);

  /** How what is nested in rows is read fastest. */
  Expand expand();

  /** In which form reading goes on behind a row fastest. */
  Keyset.Form keyset();

  /** An identifier as it stands in a statement. */
  String quote(String identifier);

  /** The type of a column in {@code CREATE TABLE}. */
  String columnType(ColumnType type);

  /** The type, and more, of the row id that is a table's primary key. */
  String rowIdType();

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
   * @param result the type of the expression
   */
  String operation(
      Operation operation, List<String> arguments, List<ColumnType> types, ColumnType result);

  /**
   * One value of many rows.
   *
   * @param type the type of the argument, which is the type of all results but numbers of values
   * @param window what follows the function where it is a window function, else nothing
   */
  String aggregate(Term.Aggregator aggregator, String argument, ColumnType type, String window);

  /** How a statement would be run, as the database tells it: a line in a column of each row. */
  Explained explained(Statement statement);

  /** What asks for the lines, and the column that they are in. */
  record Explained(Statement statement, int column) {}

  /** A null of a type. */
  String nullValue(ColumnType type);

  /** A term that is no column where it is sorted by, or compared for what is less. */
  String ordered(String term, ColumnType type);

  /**
   * Whether many columns are read faster as one JSON object, see {@link #object}. Where they are
   * not, what is nested in a row is, as it saves a statement.
   */
  boolean writesObjects();

  /**
   * A JSON object of columns: texts, integers, truth values and times, each just as it stands in an
   * answer.
   */
  String object(List<String> names, List<String> values, List<ColumnType> types);

  /**
   * The column {@code c0} of some rows, with commas in between; null without rows.
   *
   * @param rows a SELECT, whose order counts
   */
  String items(String rows);

  /** What has a row for each item of a JSON array, in a FROM clause. */
  String elements(String array);

  /** What a row of {@link #elements} tells about its item. */
  String element(String alias, Term.Element.Facet facet);

  /**
   * What makes nulls come first ascending and last descending, behind a sort key that can be null.
   */
  String nulls(boolean descending);

  /** A column in an index that is to be read in the order of sort keys. */
  String indexed(Column column);

  /** Whether an index leads to rows by their row ids, as if it ended with these. */
  boolean indexesEndWithRowIds();

  /**
   * Whether a limit is part of the text and no bind: the number decides between plans, and a
   * database that keeps the plan of a statement has to know it.
   */
  boolean limitsInText();

  /** Whether rows can be left out only where there is a limit, too. */
  boolean offsetNeedsLimit();

  /** How words are found. */
  WordIndexes words();

  /** How changes are logged. */
  LogSql log();

  /** What a transaction keeps others from doing with a row until it ends. */
  enum Hold {
    /** To change it, or to rely on it: this transaction will change it. */
    CHANGE,
    /** To change it: its present state counts. */
    STATE,
    /** To remove it, or to change its key. */
    ROW
  }

  /** What follows a query so that the rows of one of its sources are held. */
  String hold(Hold hold, String alias);

  /**
   * Waits for the turn of a transaction to do what is named; empty where there is one at a time.
   */
  Optional<Statement> turn(String name);

  /** A test whether {@code text} contains {@code part}, by code points. */
  String contains(String text, String part);

  /** A test whether {@code text} starts with {@code part}, by code points. */
  String startsWith(String text, String part);
}
