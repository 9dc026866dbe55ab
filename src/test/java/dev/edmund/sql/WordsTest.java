package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The words of a text, and which rows have them, are the same on both databases. */
final class WordsTest {
  private static final int BLOCK = 256;
  private static final Table TABLE = table();
  private static final Table.Index INDEX = TABLE.indexes().get(0);

  private static @Nullable Connection sqlite;
  private static @Nullable Connection postgres;

  private static Table table() {
    Column rowId = new Column("things", "_rid", ColumnType.INTEGER, false);
    Column name = new Column("things", "rank", ColumnType.TEXT, true);
    Column note = new Column("things", "a \"note\"", ColumnType.TEXT, true);
    Table.Index index =
        new Table.Index("things_words", List.of(name, note), Table.Index.Kind.WORDS);
    return new Table("things", rowId, null, List.of(name, note), List.of(), List.of(index));
  }

  private static Connection sqlite() throws SQLException {
    if (sqlite == null) {
      sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
      make(sqlite, new SqliteDialect());
    }
    return sqlite;
  }

  private static Connection postgres() throws SQLException {
    if (postgres == null) {
      postgres = BothDatabases.postgres(PostgresServer.newSchema());
      make(postgres, new PostgresDialect());
    }
    return postgres;
  }

  private static void make(Connection connection, Dialect dialect) throws SQLException {
    SchemaSql schema = new SchemaSql(dialect);
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(schema.table(TABLE));
      for (String sql : schema.index(TABLE, INDEX)) {
        statement.execute(sql);
      }
    }
  }

  @AfterAll
  @AfterContainer
  static void end() throws SQLException {
    sqlite().close();
    postgres().close();
    sqlite = null;
    postgres = null;
  }

  @Test
  void everyCharacterIsTheSameToBoth() throws SQLException {
    try (Connection fts = DriverManager.getConnection("jdbc:sqlite::memory:");
        Connection other = BothDatabases.postgres(PostgresServer.newSchema());
        java.sql.Statement statement = fts.createStatement();
        PreparedStatement words = other.prepareStatement("SELECT edmund_words(?)")) {
      statement.execute(
          "CREATE VIRTUAL TABLE f USING fts5(c, tokenize='unicode61 remove_diacritics 2')");
      statement.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, instance)");
      for (int first = 1; first <= Character.MAX_CODE_POINT; first += BLOCK) {
        String text = around(first);
        words.setString(1, text);
        assertEquals(onSqlite(fts, text), first(words), "from " + Integer.toHexString(first));
      }
    }
  }

  /** Each character of a block between letters, and in front of one. */
  private static String around(int first) {
    StringBuilder text = new StringBuilder();
    for (int c = first; c < first + BLOCK && c <= Character.MAX_CODE_POINT; c++) {
      if (c > 0xFFFF || !Character.isSurrogate((char) c)) {
        text.append('a').appendCodePoint(c).append("b ").appendCodePoint(c).append("b ");
      }
    }
    return text.toString();
  }

  private static String onSqlite(Connection fts, String text) throws SQLException {
    try (java.sql.Statement statement = fts.createStatement();
        PreparedStatement insert = fts.prepareStatement("INSERT INTO f (c) VALUES (?)")) {
      statement.execute("DELETE FROM f");
      insert.setString(1, text);
      insert.execute();
      List<String> words = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT term FROM v ORDER BY \"offset\"")) {
        while (rows.next()) {
          words.add(rows.getString(1));
        }
      }
      return String.join(" ", words);
    }
  }

  private static String first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  @Test
  void longTextsAndWordsAreTaken() throws SQLException {
    String word = "ä".repeat(3_000);
    StringBuilder many = new StringBuilder();
    for (int i = 0; many.length() < WordIndexes.MOST_CHARACTERS; i++) {
      many.append("\uD83D\uDE80").append(Integer.toString(i, 36)).append("漢字 ");
    }
    many.append("beyond");
    put(List.of(List.of(word, ""), List.of(many.toString(), many.toString())));
    assertEquals(List.of("1"), hits("ä".repeat(10), false));
    assertEquals(List.of("2"), hits("1z漢", false));
    assertEquals(List.of(), hits("beyond", true));
  }

  @Test
  void wordsFollowEachOtherInOneColumn() throws SQLException {
    put(List.of(List.of("blue ocean", "deep sea"), List.of("deep blue", "ocean-floor")));
    assertEquals(List.of("1"), hits("Blue Ocean", true));
    assertEquals(List.of("1"), hits("blue oc", false));
    assertEquals(List.of(), hits("blue oc", true));
    assertEquals(List.of(), hits("ocean deep", true));
    assertEquals(List.of("2"), hits("ocean floor", true));
    assertEquals(List.of("1", "2"), hits("DEEP", true));
    assertEquals(List.of(), hits("\uD83D\uDE00", true));
  }

  @Test
  void aPhraseMayHaveManyWords() throws SQLException {
    StringBuilder phrase = new StringBuilder("begin");
    for (int i = 0; i < 50; i++) {
      phrase.append(" w").append(i % 45);
    }
    String text = phrase + " end";
    put(List.of(List.of(text, text.replace("w44", "w43")), List.of("", phrase.toString())));
    assertEquals(List.of("1"), hits(text, true));
    assertEquals(List.of("1"), hits(phrase + " en", false));
    assertEquals(List.of(), hits(phrase + " en", true));
    assertEquals(List.of("1", "2"), hits(phrase.toString(), true));
    assertEquals(List.of(), hits(phrase + " " + phrase, false));
  }

  /** Words in and around a small alphabet, so that what is looked for is often there. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "A", "B", "ä", "Ä", "é", "e\u0301", "\u0301", "ß", "ẞ", "İ", "Σ", "σ", "ς",
            "Д", "д", "й", "漢", "字", "ア", "𐐀", "𐐨", "1", "2", "²", "½", "Ⅳ", "\uE000", "\u0378",
            "😀", "🤣", " ", " ", "  ", "\n", "\u00A0", "\u200B", "\u00AD", "-", "_", "'", "\"",
            "*", "&", "|", "!", ":", "<->", "(", ")", "\\", "%", "@", ".", "AND", "NOT", "NEAR")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<List<String>>> rows() {
    return texts().list().ofSize(2).list().ofMaxSize(6);
  }

  @Property(tries = 400)
  void bothFindTheSameRows(
      @ForAll("rows") List<List<String>> rows,
      @ForAll("rows") List<List<String>> later,
      @ForAll("texts") String text,
      @ForAll boolean whole)
      throws SQLException {
    put(rows);
    hits(text, whole);
    change(later);
    hits(text, whole);
  }

  /** Puts rows in the place of those that are there, on both. */
  private static void put(List<List<String>> rows) throws SQLException {
    for (Connection connection : List.of(sqlite(), postgres())) {
      try (java.sql.Statement statement = connection.createStatement();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO things VALUES (?, ?, ?)")) {
        statement.execute("DELETE FROM things");
        for (int i = 0; i < rows.size(); i++) {
          insert.setLong(1, i + 1L);
          insert.setString(2, rows.get(i).get(0));
          insert.setString(3, rows.get(i).get(1));
          insert.execute();
        }
      }
    }
  }

  /** Gives the rows that are there other texts, or a null. */
  private static void change(List<List<String>> rows) throws SQLException {
    for (Connection connection : List.of(sqlite(), postgres())) {
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE things SET rank = ?, \"a \"\"note\"\"\" = NULL WHERE _rid = ?")) {
        for (int i = 0; i < rows.size(); i++) {
          update.setString(1, rows.get(i).get(0));
          update.setLong(2, i + 1L);
          update.execute();
        }
      }
    }
  }

  /** The rows found, which have to be the same on both. */
  private static List<String> hits(String text, boolean whole) throws SQLException {
    List<String> found = hits(sqlite(), new SqliteDialect(), text, whole);
    assertEquals(found, hits(postgres(), new PostgresDialect(), text, whole), text);
    return found;
  }

  private static List<String> hits(
      Connection connection, Dialect dialect, String text, boolean whole) throws SQLException {
    List<String> binds = new ArrayList<>();
    String sql =
        dialect
            .words()
            .rowIds(
                TABLE,
                INDEX,
                text,
                whole,
                bound -> {
                  binds.add(bound);
                  return "?";
                });
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < binds.size(); i++) {
        query.setString(i + 1, binds.get(i));
      }
      TreeSet<String> found = new TreeSet<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return List.copyOf(found);
    }
  }
}
