package dev.edmund.store;

import dev.edmund.core.operation.JavaOperation;
import dev.edmund.model.JavaOperations;
import dev.edmund.model.Model;
import dev.edmund.model.SqlOperations;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.operation.SqlScanner.Syntax;
import dev.edmund.sql.PostgresSql;
import dev.edmund.sql.SampleText;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Has the database read the SQL of all operations before one is called. */
public final class OperationCheck {
  /** Texts, which stay, and plain names in double quotes. */
  private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"([^\"\\]]*)\"(?!\")");

  /** What a statement that changes data ends in where data are only read. */
  private static final String CHANGES = "25006";

  private final Model model;
  private final Database database;
  private final SampleText samples;
  private final List<String> problems = new ArrayList<>();

  private OperationCheck(Model model, Database database) {
    this.model = model;
    this.database = database;
    this.samples = new SampleText(model.storage(), database.dialect());
  }

  /**
   * The model with the SQL of its operations.
   *
   * @param database with the tables of the model
   * @throws DatabaseException when a statement cannot be used; it names the operation and the
   *     statement, and says what the database says
   */
  public static Model check(Model model, Database database) {
    return check(model, database, List.of());
  }

  /**
   * The model with the SQL of its operations, and with those in Java.
   *
   * @param java operations that were found outside of the model
   * @throws DatabaseException as {@link #check(Model, Database)} does, and when the model has no
   *     use for one of those in Java
   */
  public static Model check(Model model, Database database, List<JavaOperation> java) {
    return new OperationCheck(model, database).check(JavaOperations.read(model, java));
  }

  private Model check(SqlOperations.Found java) {
    SqlOperations.Found found = SqlOperations.read(model, database.dialect().syntax());
    problems.addAll(found.problems());
    Map<String, OperationSql> taken = new LinkedHashMap<>();
    for (OperationSql sql : found.operations()) {
      List<String> columns = database.alone(handle -> columns(handle, sql));
      OperationSql known = sql.withColumns(columns);
      ResultCheck.problem(model, known).ifPresent(p -> problems.add(name(sql) + ": " + p));
      taken.put(name(sql), known);
    }
    if (!problems.isEmpty()) {
      throw new DatabaseException(
          "The SQL of the model cannot be used. " + String.join(". ", problems) + ".");
    }
    List<String> unused = new ArrayList<>(java.problems());
    for (OperationSql operation : java.operations()) {
      if (taken.put(name(operation), operation) != null) {
        unused.add(name(operation) + ": it has SQL in the model");
      }
    }
    if (!unused.isEmpty()) {
      throw new DatabaseException(
          "The operations in Java do not fit the model. " + String.join(". ", unused) + ".");
    }
    return model.with(model.storage().with(taken));
  }

  private static String name(OperationSql sql) {
    return OperationSql.key(sql.operation());
  }

  /** The columns of the last statement that has any. */
  private List<String> columns(Handle handle, OperationSql sql) {
    List<String> columns = List.of();
    for (int i = 0; i < sql.statements().size(); i++) {
      String text = strict(samples.of(sql, sql.statements().get(i)));
      try (PreparedStatement prepared = handle.getConnection().prepareStatement(text)) {
        List<String> names = names(prepared.getMetaData());
        columns = names.isEmpty() ? columns : names;
        requireReading(handle, sql, text);
      } catch (SQLException e) {
        problems.add(
            name(sql)
                + ", statement "
                + (i + 1)
                + ": "
                + database.reason(e).replaceAll("\\.$", ""));
      }
    }
    return columns;
  }

  /**
   * Functions of a PostgreSQL database may change data wherever they are called, which no plan
   * tells, so that the query is run where the database does not let them. All else that goes wrong
   * without parameters and in little time says nothing.
   */
  private void requireReading(Handle handle, OperationSql sql, String text) throws SQLException {
    if (database.dialect().syntax() != Syntax.POSTGRESQL
        || sql.operation().getKind() != EdmTypeKind.FUNCTION) {
      return;
    }
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(PostgresSql.BEGIN_TRIAL);
      try {
        statement.execute(PostgresSql.trial(text));
      } catch (SQLException e) {
        if (CHANGES.equals(e.getSQLState())) {
          problems.add(
              name(sql)
                  + ": it changes data, and a function only reads ("
                  + database.reason(e).replaceAll("\\.$", "")
                  + ")");
        }
      } finally {
        statement.execute(PostgresSql.END_TRIAL);
      }
    }
  }

  /**
   * SQLite takes a name in double quotes that it does not know for a text; one in brackets is
   * always a name.
   */
  private String strict(String text) {
    if (database.dialect().syntax() != Syntax.SQLITE) {
      return text;
    }
    return QUOTED
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(m.group(1) == null ? m.group() : "[" + m.group(1) + "]"));
  }

  private static List<String> names(@Nullable ResultSetMetaData columns) throws SQLException {
    if (columns == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count(columns); i++) {
      names.add(columns.getColumnLabel(i));
    }
    return names;
  }

  /** SQLite's driver has no other way to say that there are none. */
  private static int count(ResultSetMetaData columns) {
    try {
      return columns.getColumnCount();
    } catch (SQLException e) {
      return 0;
    }
  }
}
