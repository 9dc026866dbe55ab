package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The statements that change rows, as they are on both databases. */
final class WriteSqlTest {
  private static final Column ROW_ID = column("_rid", ColumnType.INTEGER);
  private static final Column NAME = column("name", ColumnType.TEXT);
  private static final Column VERSION = column("_version", ColumnType.INTEGER);
  private static final Table TABLE =
      new Table("a", ROW_ID, null, List.of(NAME, VERSION), List.of(), List.of());

  private final WriteSql sqlite = new WriteSql(new SqliteDialect());
  private final WriteSql postgres = new WriteSql(new PostgresDialect());

  private static Column column(String name, ColumnType type) {
    return new Column("a", name, type, false);
  }

  private static List<Object> values(Statement statement) {
    return statement.binds().stream().map(bind -> ((Statement.Value) bind).value()).toList();
  }

  @Test
  void anInsertNamesWhatItHas() {
    Statement insert =
        sqlite.insert(
            TABLE,
            List.of(Assignment.of(ROW_ID, 7L), Assignment.of(NAME, "x"), Assignment.next(VERSION)));
    assertEquals(
        "INSERT INTO \"a\" (\"_rid\", \"name\", \"_version\") VALUES (?, ?,"
            + " (SELECT coalesce(max(\"_version\"), 0) + 1 FROM \"a\"))",
        insert.text());
    assertEquals(List.of(7L, "x"), values(insert));
  }

  @Test
  void aChangeIsMadeOfTheVersionThatIsExpected() {
    Statement update =
        sqlite.update(
            ROW_ID,
            7,
            List.of(Assignment.increment(VERSION), Assignment.nothing(NAME)),
            new WriteSql.Equal(VERSION, 3L));
    assertEquals(
        "UPDATE \"a\" SET \"_version\" = coalesce(\"_version\", 0) + 1, \"name\" = NULL"
            + " WHERE \"_rid\" = ? AND \"_version\" = ?",
        update.text());
    assertEquals(List.of(7L, 3L), values(update));
  }

  @Test
  void rowsAreHeldWhereOthersWriteAtTheSameTime() {
    Query query =
        new Query(
            new Query.Rows("t0", TABLE),
            List.of(),
            List.of(new Term.Field("t0", ROW_ID)),
            List.of(),
            List.of(),
            null,
            0);
    String read = "SELECT t0.\"_rid\"\nFROM \"a\" t0";
    assertEquals(read, sqlite.find(query, Dialect.Hold.CHANGE).text());
    assertEquals(read + "\nFOR UPDATE OF t0", postgres.find(query, Dialect.Hold.CHANGE).text());
    assertEquals(read + "\nFOR SHARE OF t0", postgres.find(query, Dialect.Hold.STATE).text());
    assertEquals(read + "\nFOR KEY SHARE OF t0", postgres.find(query, Dialect.Hold.ROW).text());
  }

  @Test
  void numbersAreMadeInTurnWhereOthersWriteAtTheSameTime() {
    assertEquals(Optional.empty(), sqlite.turn(VERSION));
    assertEquals(List.of("a._version"), values(postgres.turn(VERSION).orElseThrow()));
  }
}
