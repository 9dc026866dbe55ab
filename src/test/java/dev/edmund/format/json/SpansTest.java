package dev.edmund.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.sql.SqliteDialect;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQLite writes is what Edmund writes, byte by byte (JSON Format, 7.1). */
class SpansTest {
  private static final SqliteDialect DIALECT = new SqliteDialect();

  /** What SQLite makes of a value in a column {@code v}. */
  private static String written(String name, ColumnType type, @Nullable Object value)
      throws SQLException {
    String object = DIALECT.object(List.of(name), List.of("v"), List.of(type));
    String affinity = DIALECT.columnType(type);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      connection.createStatement().execute("CREATE TABLE t (v " + affinity + ")");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
        insert.setObject(1, value);
        insert.executeUpdate();
      }
      try (ResultSet rows =
          connection.createStatement().executeQuery("SELECT " + object + " FROM t")) {
        rows.next();
        return new String(rows.getBytes(1), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void everyCharacterIsEscapedAlike() throws SQLException {
    StringBuilder text = new StringBuilder();
    for (char c = 1; c < 0x250; c++) {
      text.append(c);
    }
    text.append("\u2028\uFEFF\uFFFD\uD83D\uDE00'\"\\/</script>");
    JsonBuffer ours = new JsonBuffer();
    ours.raw('{').member(JsonBuffer.name("a'b")).string(text.toString()).raw('}');
    assertEquals(ours.text(), written("a'b", ColumnType.TEXT, text.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER | -9223372036854775808 | -9223372036854775808",
        "BOOLEAN | 1 | true",
        "BOOLEAN | 0 | false",
        "DATETIME | 2025-03-01T08:15:00.25 | \"2025-03-01T08:15:00.25Z\"",
        "DATE | 2025-03-01 | \"2025-03-01\"",
        "TEXT | 007 | \"007\"",
        "TEXT | | null",
        "BOOLEAN | | null",
        "DATETIME | | null",
        "INTEGER | | null"
      })
  void everyTypeIsWrittenAsInAnswers(ColumnType type, @Nullable String value, String json)
      throws SQLException {
    assertEquals("{\"n\":" + json + "}", written("n", type, value));
  }

  @Test
  void membersFollowWhatStandsBeforeThem() {
    JsonBuffer out = new JsonBuffer();
    out.raw('{').members("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    out.members("{\"b\":null,\"c\":2}".getBytes(StandardCharsets.UTF_8)).raw('}');
    assertEquals("{\"a\":1,\"b\":null,\"c\":2}", out.text());
  }
}
