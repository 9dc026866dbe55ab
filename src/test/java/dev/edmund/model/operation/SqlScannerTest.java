package dev.edmund.model.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.operation.SqlScanner.Syntax;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are found wherever no literal, identifier or comment is around them. */
final class SqlScannerTest {
  private static final SqlTemplate.Visitor<String> TEXT =
      new SqlTemplate.Visitor<>() {
        @Override
        public String text(SqlTemplate.Text part) {
          return part.text();
        }

        @Override
        public String name(SqlTemplate.Name part) {
          return "<" + part.name() + ">";
        }
      };

  private static String marked(String sql, Syntax syntax) {
    return SqlScanner.scan(sql, syntax).parts().stream()
        .map(part -> part.accept(TEXT))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT :a + :b                  | SELECT <a> + <b>
          SELECT :p.Address.City          | SELECT <p.Address.City>
          SELECT ':a', :a, 'it''s :b'     | SELECT ':a', <a>, 'it''s :b'
          SELECT ":a" FROM t              | SELECT ":a" FROM t
          SELECT :a; -- :b                | SELECT <a>
          SELECT (:a)                     | SELECT (<a>)
          SELECT a1:b                     | SELECT a1:b
          SELECT :_x1                     | SELECT <_x1>
          SELECT :größe                   | SELECT <größe>
          """)
  void namesAreFoundInBothSyntaxes(String sql, String expected) {
    for (Syntax syntax : Syntax.values()) {
      assertEquals(expected, marked(sql, syntax).strip(), syntax.toString());
    }
  }

  @Test
  void commentsAreLeftOut() {
    assertEquals(
        "SELECT   1   , <a>",
        marked("SELECT /* :x ' */ 1 --:y '\n , :a", Syntax.SQLITE).replace("\n", ""));
    assertEquals(
        Set.of("a"), SqlScanner.scan("SELECT /* /* :x */ :y */ :a", Syntax.POSTGRESQL).names());
    assertEquals(
        Set.of("a", "y"), SqlScanner.scan("SELECT /* /* :x */ :y, :a", Syntax.SQLITE).names());
  }

  @Test
  void postgresHasCastsEscapesAndDollarQuotes() {
    assertEquals("<a>::text", marked(":a::text", Syntax.POSTGRESQL));
    assertEquals("E'\\':x' <a>", marked("E'\\':x' :a", Syntax.POSTGRESQL));
    assertEquals("name'\\' <a>", marked("name'\\' :a", Syntax.POSTGRESQL));
    assertEquals("$t$ ':x $u$ $t$ <a>", marked("$t$ ':x $u$ $t$ :a", Syntax.POSTGRESQL));
    assertEquals("$$:x$$ <a>", marked("$$:x$$ :a", Syntax.POSTGRESQL));
    assertEquals("a ?? <b>", marked("a ? :b", Syntax.POSTGRESQL));
    assertEquals("x[1:2]", marked("x[1:2]", Syntax.POSTGRESQL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "SELECT 'a",
        "SELECT \"a",
        "SELECT /* a",
        "",
        " ; ",
        "SELECT $1"
      })
  void whatIsNotOneStatementIsRefused(String sql) {
    for (Syntax syntax : Syntax.values()) {
      assertThrows(IllegalArgumentException.class, () -> SqlScanner.scan(sql, syntax), sql);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT ?", "SELECT ?1", "SELECT @a", "SELECT $a"})
  void otherPlacesForValuesAreRefusedOnSqlite(String sql) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SqlScanner.scan(sql, Syntax.SQLITE))
            .getMessage();
    assertTrue(String.valueOf(message).contains("behind a colon"), message);
  }

  @ParameterizedTest
  @EnumSource(Syntax.class)
  void theVerbIsTheFirstWordBehindComments(Syntax syntax) {
    assertEquals("SELECT", SqlScanner.scan("-- a\n /* b */ ( select 1)", syntax).verb());
    assertEquals("UPDATE", SqlScanner.scan("update t SET a = :a", syntax).verb());
  }
}
