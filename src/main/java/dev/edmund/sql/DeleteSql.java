package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that remove many entities at once, by their row ids. */
public final class DeleteSql {
  private final Dialect dialect;

  public DeleteSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * The row ids of those that are there, which are held, and their types.
   *
   * @param rowId of the table at the top of a hierarchy
   * @param type the column there with the name of the type; null where all have one
   */
  public Statement types(Column rowId, @Nullable Column type, List<Long> rowIds) {
    String id = dialect.quote(rowId.name());
    return new Statement(
        "SELECT "
            + id
            + (type == null ? "" : ", " + dialect.quote(type.name()))
            + " FROM "
            + dialect.quote(rowId.table())
            + " t WHERE "
            + in(rowId, rowIds)
            + dialect.hold(Dialect.Hold.CHANGE, "t"),
        binds(rowIds));
  }

  /** Removes the rows that have one of these ids in a column. */
  public Statement delete(Column column, List<Long> rowIds) {
    return new Statement(delete(column) + in(column, rowIds), binds(rowIds));
  }

  /** The same among those with a value in another column. */
  public Statement delete(Column column, List<Long> rowIds, Column type, Object value) {
    List<Statement.Bind> binds = new ArrayList<>(binds(rowIds));
    binds.add(new Statement.Value(value));
    return new Statement(
        delete(column) + in(column, rowIds) + " AND " + dialect.quote(type.name()) + " = ?", binds);
  }

  /**
   * Removes the rows that have in a column what rows with these ids have in another one.
   *
   * @param rowId of the table of {@code other}
   */
  public Statement delete(Column column, Column other, Column rowId, List<Long> rowIds) {
    return new Statement(
        delete(column)
            + dialect.quote(column.name())
            + " IN (SELECT "
            + dialect.quote(other.name())
            + " FROM "
            + dialect.quote(other.table())
            + " WHERE "
            + in(rowId, rowIds)
            + ")",
        binds(rowIds));
  }

  private String delete(Column column) {
    return "DELETE FROM " + dialect.quote(column.table()) + " WHERE ";
  }

  private String in(Column column, List<Long> rowIds) {
    String marks = String.join(", ", Collections.nCopies(rowIds.size(), "?"));
    return dialect.quote(column.name()) + " IN (" + marks + ")";
  }

  private static List<Statement.Bind> binds(List<Long> rowIds) {
    List<Statement.Bind> binds = new ArrayList<>();
    rowIds.forEach(id -> binds.add(new Statement.Value(id)));
    return binds;
  }
}
