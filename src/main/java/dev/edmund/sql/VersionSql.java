package dev.edmund.sql;

import dev.edmund.model.operation.SqlScanner.Syntax;
import dev.edmund.model.storage.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements for the numbers that versions in the whole database are taken from. */
public final class VersionSql {
  /** What tells the next number to PostgreSQL, within any statement. */
  static final String NEXT = "nextval('edmund_version')";

  private static final String NAME = "edmund_version";

  private final Dialect dialect;

  public VersionSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What the numbers come from, beginning with 1; nothing where it is there. */
  public List<String> create() {
    return isPostgres()
        ? List.of("CREATE SEQUENCE IF NOT EXISTS " + NAME + " MINVALUE 0 START 0")
        : List.of(
            "CREATE TABLE IF NOT EXISTS "
                + NAME
                + " (one INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
            "INSERT INTO " + NAME + " VALUES (1, 0) ON CONFLICT DO NOTHING");
  }

  public String drop() {
    return "DROP " + (isPostgres() ? "SEQUENCE" : "TABLE") + " IF EXISTS " + NAME;
  }

  /**
   * Takes as many numbers, the last of which is given; empty where statements that need one take it
   * themselves, as {@link Assignment#number} has it.
   */
  public Optional<Statement> take(long count) {
    return isPostgres()
        ? Optional.empty()
        : Optional.of(
            new Statement(
                "UPDATE " + NAME + " SET number = number + ? RETURNING number",
                List.of(new Statement.Value(count))));
  }

  /** The last number that was taken; 0 where none was. */
  public String last() {
    return "SELECT " + (isPostgres() ? "last_value" : "number") + " FROM " + NAME;
  }

  /** Has the next number be behind all that columns hold. */
  public String raise(List<Column> columns) {
    String highest =
        columns.stream()
            .map(
                column ->
                    "SELECT max("
                        + dialect.quote(column.name())
                        + ") AS number FROM "
                        + dialect.quote(column.table()))
            .collect(Collectors.joining(" UNION ALL "));
    String all = "(SELECT coalesce(max(number), 0) FROM (" + highest + ") held)";
    return isPostgres()
        ? "SELECT setval('" + NAME + "', greatest(last_value, " + all + ")) FROM " + NAME
        : "UPDATE " + NAME + " SET number = max(number, " + all + ")";
  }

  private boolean isPostgres() {
    return dialect.syntax() == Syntax.POSTGRESQL;
  }
}
