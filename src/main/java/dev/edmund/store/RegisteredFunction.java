package dev.edmund.store;

import dev.edmund.sql.SqliteFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** A function of ours as the SQLite driver wants it. */
final class RegisteredFunction extends Function {
  private static final int INTEGER = 1;
  private static final int REAL = 2;
  private static final int TEXT = 3;
  private static final int NULL = 5;

  /** The driver has no array for a value without bytes. */
  private static final byte[] NO_BYTES = {};

  private final SqliteFunctions.ScalarFunction function;

  private RegisteredFunction(SqliteFunctions.ScalarFunction function) {
    this.function = function;
  }

  static void register(Connection connection, SqliteFunctions.ScalarFunction function)
      throws SQLException {
    Function.create(
        connection,
        function.name(),
        new RegisteredFunction(function),
        function.arity(),
        Function.FLAG_DETERMINISTIC);
  }

  @Override
  protected void xFunc() throws SQLException {
    List<Object> arguments = new ArrayList<>(function.arity());
    for (int i = 0; i < function.arity(); i++) {
      int type = value_type(i);
      if (type == NULL) {
        result();
        return;
      }
      arguments.add(
          switch (type) {
            case INTEGER -> value_long(i);
            case REAL -> value_double(i);
            case TEXT -> value_text(i);
            default -> Objects.requireNonNullElse(value_blob(i), NO_BYTES);
          });
    }
    @Nullable Object value;
    try {
      value = function.body().apply(arguments);
    } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
      // Out of range, as a sum beyond year 9999 is: there is no value, as in a division by zero.
      value = null;
    } catch (RuntimeException e) {
      error(function.name() + ": " + e.getMessage());
      return;
    }
    answer(value);
  }

  private void answer(@Nullable Object value) throws SQLException {
    if (value == null) {
      result();
    } else if (value instanceof Long number) {
      result(number);
    } else if (value instanceof Double number) {
      result(number);
    } else if (value instanceof byte[] bytes) {
      result(bytes);
    } else {
      result(value.toString());
    }
  }
}
