package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A position in a decoded text, and the words and marks that can stand there. */
final class Cursor {
  // CSDL says 128 (15.2), but a model that does not keep to it must be reachable too.
  private static final int LONGEST_NAME = 512;

  private final Text text;
  private final int end;
  private final Budget budget;
  private final String target;
  private int pos;

  Cursor(Text text, Budget budget, String target) {
    this(text, 0, text.value().length(), budget, target);
  }

  private Cursor(Text text, int start, int end, Budget budget, String target) {
    this.text = text;
    this.pos = start;
    this.end = end;
    this.budget = budget;
    this.target = target;
  }

  /** A cursor over a part of this text, which draws on the same budget. */
  Cursor part(int from, int to, String partTarget) {
    return new Cursor(text, from, to, budget, partTarget);
  }

  /** A cursor over the whole of another text, which draws on the same budget. */
  Cursor over(Text other, String otherTarget) {
    return new Cursor(other, 0, other.value().length(), budget, otherTarget);
  }

  Budget budget() {
    return budget;
  }

  String target() {
    return target;
  }

  int position() {
    return pos;
  }

  int end() {
    return end;
  }

  void moveTo(int position) {
    pos = position;
  }

  boolean atEnd() {
    return pos >= end;
  }

  /** The next character, or NUL at the end (NUL cannot be in a decoded text). */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return pos + ahead < end ? text.value().charAt(pos + ahead) : 0;
  }

  char next() {
    return text.value().charAt(pos++);
  }

  /** Whether the next character was percent-encoded. */
  boolean escaped() {
    return text.escaped().get(pos);
  }

  boolean accept(char c) {
    if (peek() != c || atEnd()) {
      return false;
    }
    pos++;
    budget.token();
    return true;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw syntax("'" + c + "' is expected");
    }
  }

  boolean startsWith(String s) {
    return text.value().startsWith(s, pos) && pos + s.length() <= end;
  }

  /** Skips blanks and says whether there were any. */
  boolean blanks() {
    int start = pos;
    while (peek() == ' ' || peek() == '\t') {
      pos++;
    }
    return pos > start;
  }

  /** Skips the match of a pattern at this position, or does nothing and answers null. */
  @Nullable Matcher match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text.value());
    matcher.region(pos, end);
    if (!matcher.lookingAt()) {
      return null;
    }
    pos = matcher.end();
    budget.token();
    return matcher;
  }

  /** Where the name starts whose value this is, or the value where the name is no part of it. */
  int optionStart() {
    int start = pos - 1;
    while (start > 0 && isOptionName(text.value().charAt(start - 1))) {
      start--;
    }
    return Math.max(start, 0);
  }

  private static boolean isOptionName(char c) {
    return c == '$' || continuesName(c);
  }

  String since(int from) {
    return text.value().substring(from, pos);
  }

  String rest() {
    return text.value().substring(pos, end);
  }

  static boolean startsName(char c) {
    return c == '_' || Character.isLetter(c) || Character.isSurrogate(c);
  }

  static boolean continuesName(char c) {
    return startsName(c)
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  boolean atName() {
    return startsName(peek());
  }

  /** Reads an odataIdentifier. */
  String name() {
    int start = pos;
    if (!atName()) {
      throw syntax("a name is expected");
    }
    while (continuesName(peek())) {
      pos++;
    }
    if (pos - start > LONGEST_NAME) {
      throw syntax("names have at most " + LONGEST_NAME + " characters; a longer one ends");
    }
    budget.token();
    return since(start);
  }

  /** Reads a name, or names with dots between them. */
  String qualifiedName() {
    int start = pos;
    name();
    while (peek() == '.' && startsName(peek(1))) {
      pos++;
      name();
    }
    return since(start);
  }

  /** Reads a text in single quotes, where two stand for one. */
  String quoted() {
    int start = pos;
    StringBuilder out = new StringBuilder();
    pos++;
    while (!atEnd()) {
      char c = next();
      if (c != '\'') {
        out.append(c);
      } else if (peek() == '\'') {
        pos++;
        out.append(c);
      } else {
        budget.token();
        return out.toString();
      }
    }
    pos = start;
    throw syntax("the closing quote is missing for the text that starts");
  }

  void expectEnd() {
    if (!atEnd()) {
      throw syntax("'" + excerpt() + "' is not expected");
    }
  }

  private String excerpt() {
    return pos + 20 < end ? text.value().substring(pos, pos + 20) + "…" : rest();
  }

  /** The grammar is broken here. */
  ODataException syntax(String what) {
    return error(ErrorCode.SYNTAX, what);
  }

  /** An error here; {@code what} is a clause to which the place is added. */
  ODataException error(ErrorCode code, String what) {
    return errorAt(pos, code, what);
  }

  ODataException errorAt(int position, ErrorCode code, String what) {
    String place = what.startsWith(target + " ") ? "" : target + ": ";
    return new ODataException(code, place + what + " at position " + (position + 1) + ".", target);
  }

  ODataException notImplemented(String what) {
    return ODataException.notImplemented(what, target);
  }
}
