package dev.edmund.plan.operation;

import dev.edmund.core.Limits;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** The rows that an operation gave, once more as SQL of their own. */
public final class ValueRows {
  /** PostgreSQL takes no more values in one statement. */
  private static final int MOST_VALUES = 30_000;

  private ValueRows() {}

  /** Rows as the database gave them. */
  public static OperationRows stored(
      Storage storage, OperationSql sql, List<List<@Nullable Object>> rows) {
    return of(storage, sql, rows, Term.Stored::new);
  }

  /** Rows with values as {@link dev.edmund.model.storage.Values} makes them. */
  public static OperationRows made(
      Storage storage, OperationSql sql, List<List<@Nullable Object>> rows) {
    return of(storage, sql, rows, Term.Bind::new);
  }

  private static OperationRows of(
      Storage storage,
      OperationSql sql,
      List<List<@Nullable Object>> rows,
      BiFunction<Object, ColumnType, Term> values) {
    int columns = sql.columns().size();
    if ((long) rows.size() * columns > MOST_VALUES) {
      throw Limits.exceeded("resultValues", MOST_VALUES, sql.operation().getName());
    }
    List<ColumnType> types = types(storage, sql);
    List<Fragment.Part> parts = new ArrayList<>();
    String before = rows.isEmpty() ? "SELECT " : "VALUES ";
    for (List<@Nullable Object> row : rows.isEmpty() ? List.of(nulls(columns)) : rows) {
      String separator = rows.isEmpty() ? before : before + "(";
      for (int i = 0; i < columns; i++) {
        Object value = row.get(i);
        parts.add(new Fragment.Text(separator));
        parts.add(
            new Fragment.Value(
                value == null ? new Term.Null(types.get(i)) : values.apply(value, types.get(i))));
        separator = ", ";
      }
      parts.add(new Fragment.Text(rows.isEmpty() ? " WHERE 1 = 0" : ")"));
      before = ", ";
    }
    return new OperationRows(new Fragment(parts), sql.columns());
  }

  private static List<@Nullable Object> nulls(int count) {
    List<@Nullable Object> nulls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nulls.add(null);
    }
    return nulls;
  }

  /** The types of the columns, so that a null has one; those that nobody asks for are texts. */
  static List<ColumnType> types(Storage storage, OperationSql sql) {
    EdmType type = sql.operation().getReturnType().getType();
    List<Column> wanted =
        type instanceof EdmEntityType entity
            ? OperationRows.identity(storage.require(entity.getFullQualifiedName()), sql.columns())
                .orElse(List.of())
            : ResultColumns.of(type, sql.columns());
    List<ColumnType> types = new ArrayList<>();
    for (String name : sql.columns()) {
      types.add(
          wanted.stream()
              .filter(column -> column.name().equalsIgnoreCase(name))
              .map(Column::type)
              .findFirst()
              .orElse(ColumnType.TEXT));
    }
    return types;
  }
}
