package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import dev.edmund.model.storage.ChangeLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What logs changes, and what a mark tells. */
final class LogSqlTest {
  private static final Model MODEL = Model.load(Path.of("model/connections.csdl.xml"));
  private static final ChangeLog ACCOUNTS =
      Objects.requireNonNull(MODEL.storage().logs().get("mscrm_account"));

  @Test
  void setsThatTheModelTracksHaveLogs() {
    assertEquals(
        List.of("edmund_log_mscrm_connection", "edmund_log_mscrm_account"),
        MODEL.storage().logs().values().stream().map(ChangeLog::name).toList());
  }

  @Test
  void triggersOfSqliteWriteOneRowForEachChange() {
    List<String> statements = new SqliteDialect().log().attach(ACCOUNTS);
    assertEquals(3, statements.size());
    String update = statements.get(1).replaceAll("edmund_log_[0-9a-f]{16}", "edmund_log_x");
    assertEquals(
        "CREATE TRIGGER \"edmund_log_x_update\" AFTER UPDATE ON \"mscrm_account\" BEGIN"
            + " INSERT INTO \"edmund_log_mscrm_account\" (changed, \"rid\", \"k0\")"
            + " VALUES (unixepoch(), NEW.\"_rid\", NEW.\"accountid\");"
            + " INSERT INTO \"edmund_log_mscrm_account\" (changed, \"rid\", \"k0\")"
            + " SELECT unixepoch(), OLD.\"_rid\", OLD.\"accountid\""
            + " WHERE OLD.\"accountid\" IS NOT NEW.\"accountid\"; END",
        update);
  }

  @Test
  void triggersOfPostgresWriteTheRowsOfAStatementAtOnce() {
    List<String> statements = new PostgresDialect().log().attach(ACCOUNTS);
    assertEquals(8, statements.size());
    String insert = statements.get(1).replaceAll("edmund_log_[0-9a-f]{16}", "edmund_log_x");
    assertEquals(
        "CREATE TRIGGER \"edmund_log_x_insert\" AFTER INSERT ON \"mscrm_account\""
            + " REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
            + " EXECUTE FUNCTION \"edmund_log_x_insert\"()",
        insert);
    assertTrue(statements.get(0).contains("SECURITY DEFINER SET search_path FROM CURRENT"));
  }

  @ParameterizedTest
  @CsvSource({"5,5,0,true", "5,9,5,true", "5,9,6,false", "5,4,0,false"})
  void aMarkOfSqliteIsCoveredUntilTheChangeBehindItIsForgotten(
      String mark, String now, long forgotten, boolean covered) {
    assertEquals(covered, new SqliteDialect().log().covers(mark, now, forgotten));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5:9:5,7|5:9:5,7|0|true",
        "5:9:5,7|20:20:|4|true",
        "5:9:5,7|20:20:|5|false",
        "5:9:5,7|3:8:|0|false"
      })
  void aMarkOfPostgresIsCoveredUntilWhatItDidNotSeeIsForgotten(
      String mark, String now, long forgotten, boolean covered) {
    LogSql log = new PostgresDialect().log();
    assertEquals(covered, log.covers(mark, now, forgotten));
    assertFalse(log.covers("1:2:", "1:2:", 1));
  }
}
