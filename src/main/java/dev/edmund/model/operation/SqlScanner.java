package dev.edmund.model.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the names in a statement: a colon and an identifier, with dots inside, wherever no literal,
 * quoted identifier or comment is around it.
 */
public final class SqlScanner {
  /** Whose literals and comments are meant. */
  public enum Syntax {
    SQLITE,
    POSTGRESQL
  }

  private final String sql;
  private final boolean postgres;
  private final List<SqlTemplate.Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  private SqlScanner(String sql, Syntax syntax) {
    this.sql = sql;
    this.postgres = syntax == Syntax.POSTGRESQL;
  }

  /**
   * Takes a statement apart.
   *
   * @throws IllegalArgumentException when it is not one statement; the message says why
   */
  public static SqlTemplate scan(String sql, Syntax syntax) {
    return new SqlScanner(sql, syntax).scan();
  }

  /** The first word of a text behind blanks and comments, in upper case. */
  static String firstWord(String sql) {
    SqlScanner scanner = new SqlScanner(sql, Syntax.POSTGRESQL);
    while (scanner.at < sql.length()) {
      if (Character.isWhitespace(scanner.peek(0)) || scanner.peek(0) == '(') {
        scanner.at++;
      } else if (scanner.isComment()) {
        scanner.comment();
      } else {
        break;
      }
    }
    int end = scanner.at;
    while (end < sql.length() && isIdentifier(sql.charAt(end))) {
      end++;
    }
    return sql.substring(scanner.at, end).toUpperCase(Locale.ROOT);
  }

  private SqlTemplate scan() {
    boolean ended = false;
    while (at < sql.length()) {
      char c = peek(0);
      if (ended && !Character.isWhitespace(c) && !isComment()) {
        throw new IllegalArgumentException(
            "it holds several statements; write each as an item of the collection");
      }
      if (c == ';') {
        ended = true;
        at++;
      } else {
        next(c);
      }
    }
    flush();
    if (parts.stream().allMatch(SqlScanner::isBlank)) {
      throw new IllegalArgumentException("it is empty");
    }
    return new SqlTemplate(parts);
  }

  private static boolean isBlank(SqlTemplate.Part part) {
    return part instanceof SqlTemplate.Text text && firstWord(text.text()).isEmpty();
  }

  private void next(char c) {
    if (isComment()) {
      comment();
      // What a comment hides no parenthesis behind it may be part of.
      text.append(' ');
    } else if (c == '\'') {
      quoted('\'', isEscaping());
    } else if (c == '"' || (c == '`' && !postgres)) {
      quoted(c, false);
    } else if (c == '$' && postgres && dollarTag() >= 0) {
      dollar(dollarTag());
    } else if (c == ':' && peek(1) == ':') {
      take(2);
    } else if (c == ':' && isStart(peek(1)) && !isIdentifier(peek(-1))) {
      name();
    } else if (isMarker(c)) {
      throw new IllegalArgumentException(
          "it has '" + marker() + "' for a value; write a name behind a colon");
    } else if (c == '?') {
      // The driver's way to write the operator.
      text.append("??");
      at++;
    } else if (isIdentifier(c)) {
      word();
    } else {
      take(1);
    }
  }

  /** Other ways to mark the place of a value, which nothing could be put in for. */
  private boolean isMarker(char c) {
    boolean numbered = c == '$' && Character.isDigit(peek(1));
    boolean sqlite = !postgres && (c == '?' || ((c == '$' || c == '@') && isStart(peek(1))));
    return numbered || sqlite;
  }

  private String marker() {
    int end = at + 1;
    while (end < sql.length() && isIdentifier(sql.charAt(end))) {
      end++;
    }
    return sql.substring(at, end);
  }

  /** A whole word, so that a dollar or an E inside of it means nothing. */
  private void word() {
    while (at < sql.length() && (isIdentifier(peek(0)) || peek(0) == '$')) {
      take(1);
      if (peek(0) == '\'' || peek(0) == '"') {
        return;
      }
    }
  }

  private void name() {
    int start = ++at;
    while (isIdentifier(peek(0)) || (peek(0) == '.' && isStart(peek(1)))) {
      at++;
    }
    flush();
    parts.add(new SqlTemplate.Name(sql.substring(start, at)));
  }

  /** Whether the literal that begins here is one of PostgreSQL's with backslashes: E'...'. */
  private boolean isEscaping() {
    char before = peek(-1);
    return postgres && (before == 'e' || before == 'E') && !isIdentifier(peek(-2));
  }

  private void quoted(char quote, boolean backslashes) {
    take(1);
    while (at < sql.length()) {
      if (backslashes && peek(0) == '\\') {
        take(2);
      } else if (peek(0) == quote && peek(1) == quote) {
        take(2);
      } else if (peek(0) == quote) {
        take(1);
        return;
      } else {
        take(1);
      }
    }
    throw new IllegalArgumentException("the closing " + quote + " is missing");
  }

  /** The length of the tag that begins here, dollars included; -1 where none does. */
  private int dollarTag() {
    int end = at + 1;
    if (end < sql.length() && isStart(sql.charAt(end))) {
      while (end < sql.length() && isIdentifier(sql.charAt(end))) {
        end++;
      }
    }
    return end < sql.length() && sql.charAt(end) == '$' ? end + 1 - at : -1;
  }

  private void dollar(int length) {
    String tag = sql.substring(at, at + length);
    int end = sql.indexOf(tag, at + length);
    if (end < 0) {
      throw new IllegalArgumentException("the closing " + tag + " is missing");
    }
    take(end + length - at);
  }

  private boolean isComment() {
    return (peek(0) == '-' && peek(1) == '-') || (peek(0) == '/' && peek(1) == '*');
  }

  /** Leaves a comment out. */
  private void comment() {
    if (peek(0) == '-') {
      while (at < sql.length() && peek(0) != '\n') {
        at++;
      }
      return;
    }
    int depth = 0;
    do {
      if (at >= sql.length()) {
        throw new IllegalArgumentException("the end of a comment is missing");
      }
      if (peek(0) == '/' && peek(1) == '*' && (postgres || depth == 0)) {
        depth++;
        at += 2;
      } else if (peek(0) == '*' && peek(1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0);
  }

  private void take(int characters) {
    int end = Math.min(sql.length(), at + characters);
    text.append(sql, at, end);
    at = end;
  }

  private void flush() {
    if (text.length() > 0) {
      parts.add(new SqlTemplate.Text(text.toString()));
      text.setLength(0);
    }
  }

  private char peek(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < sql.length() ? sql.charAt(index) : '\0';
  }

  private static boolean isStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isIdentifier(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
