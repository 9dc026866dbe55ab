package dev.edmund.store;

import dev.edmund.model.Model;
import dev.edmund.model.SqlOperations;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.operation.SqlScanner.Syntax;
import dev.edmund.sql.SampleText;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Has the database read the SQL of all operations before one is called. */
public final class OperationCheck {
  /** Texts, which stay, and plain names in double quotes. */
  private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"([^\"\\]]*)\"(?!\")");

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
    return new OperationCheck(model, database).check();
  }

  private Model check() {
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
