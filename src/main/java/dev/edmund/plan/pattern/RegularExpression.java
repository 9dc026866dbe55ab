package dev.edmund.plan.pattern;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the regular expressions of ECMAScript (ECMA-262 5.1, 15.10) and writes them in what RE2 and
 * PostgreSQL have in common, so that both match the same texts, in time that grows with the length
 * of the text alone: sets of characters, groups, alternatives, repetitions, {@code ^} and {@code $}
 * for the ends of the text, {@code \y} and {@code \Y} for a word boundary and none. Whether a
 * repetition is greedy makes no difference to whether a text matches. Characters are code points.
 */
public final class RegularExpression {
  private static final int MOST_REPEATS = 255;

  /** How many characters and sets a pattern may have when its repetitions are written out. */
  private static final int MOST_STATES = 5_000;

  private static final String SYNTAX = "^$\\.*+?()[]{}|";
  private static final String CONTROLS = "tnvfr";
  private static final String CONTROLLED = "\t\n\u000B\f\r";

  private final String pattern;
  private int at;

  private RegularExpression(String pattern) {
    this.pattern = pattern;
  }

  /** A part of the expression with the number of states that it takes. */
  private record Part(String text, int states) {}

  /**
   * The pattern in the common syntax.
   *
   * @throws ODataException when it is no regular expression, is too large, or has what only an
   *     engine that tries all ways can match: references back and conditions ahead
   */
  public static String common(String pattern) {
    RegularExpression in = new RegularExpression(pattern);
    Part all = in.alternatives(0);
    if (in.at < pattern.length()) {
      throw in.wrong("there is no '(' for the ')'");
    }
    return "(?:" + all.text() + ")";
  }

  /** The common syntax in that of RE2, where word boundaries have other letters. */
  public static String re2(String common) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < common.length(); i++) {
      char c = common.charAt(i);
      out.append(c);
      if (c == '\\' && i + 1 < common.length()) {
        i++;
        char escaped = common.charAt(i);
        out.append(escaped == 'y' ? 'b' : escaped == 'Y' ? 'B' : escaped);
      }
    }
    return out.toString();
  }

  private boolean more() {
    return at < pattern.length();
  }

  private char peek() {
    return more() ? pattern.charAt(at) : '\0';
  }

  private boolean accept(char c) {
    boolean found = more() && pattern.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private ODataException wrong(String what) {
    return new ODataException(
        ErrorCode.INVALID_VALUE,
        "The regular expression is wrong at position " + at + ": " + what + ".",
        "matchesPattern");
  }

  private ODataException notBuilt(String what) {
    return ODataException.notImplemented(
        what + " in a regular expression, at position " + at, "matchesPattern");
  }

  private Part alternatives(int depth) {
    if (depth > 50) {
      throw Limits.exceeded("depth", 50, "matchesPattern");
    }
    StringBuilder text = new StringBuilder();
    int states = 0;
    boolean more;
    do {
      Part next = sequence(depth);
      text.append(next.text().isEmpty() ? "(?:)" : next.text());
      states = checked(states + next.states());
      more = accept('|');
      text.append(more ? "|" : "");
    } while (more);
    return new Part(text.toString(), states);
  }

  private Part sequence(int depth) {
    StringBuilder text = new StringBuilder();
    int states = 0;
    while (more() && peek() != '|' && peek() != ')') {
      String assertion = assertion();
      if (assertion != null) {
        text.append(assertion);
        continue;
      }
      Part atom = repeated(atom(depth));
      text.append(atom.text());
      states = checked(states + atom.states());
    }
    return new Part(text.toString(), states);
  }

  private static int checked(int states) {
    if (states > MOST_STATES) {
      throw Limits.exceeded("patternStates", MOST_STATES, "matchesPattern");
    }
    return states;
  }

  private @Nullable String assertion() {
    if (accept('^')) {
      return "^";
    }
    if (accept('$')) {
      return "$";
    }
    if (peek() == '\\' && at + 1 < pattern.length()) {
      char kind = pattern.charAt(at + 1);
      if (kind == 'b' || kind == 'B') {
        at += 2;
        return kind == 'b' ? "\\y" : "\\Y";
      }
    }
    return null;
  }

  private Part atom(int depth) {
    if (accept('.')) {
      return new Part(Characters.LINE_END.others().text(), 1);
    }
    if (accept('(')) {
      return group(depth);
    }
    if (accept('[')) {
      return new Part(set().text(), 1);
    }
    if (accept('\\')) {
      return new Part(escape(false).text(), 1);
    }
    char c = peek();
    if (SYNTAX.indexOf(c) >= 0) {
      throw wrong("'" + c + "' has nothing to stand for, write '\\" + c + "' for the character");
    }
    return new Part(Characters.one(character()).text(), 1);
  }

  private Part group(int depth) {
    if (peek() == '?' && !pattern.startsWith("?:", at)) {
      throw notBuilt("A condition ahead or behind, or a name of a group,");
    }
    at += peek() == '?' ? 2 : 0;
    Part inner = alternatives(depth + 1);
    if (!accept(')')) {
      throw wrong("the ')' is missing");
    }
    return new Part("(?:" + inner.text() + ")", inner.states());
  }

  private int character() {
    int codePoint = pattern.codePointAt(at);
    if (Character.getType(codePoint) == Character.SURROGATE) {
      throw wrong("half of a surrogate pair is no character");
    }
    at += Character.charCount(codePoint);
    return codePoint;
  }

  private Part repeated(Part atom) {
    String times;
    int most;
    if (accept('*')) {
      times = "*";
      most = 1;
    } else if (accept('+')) {
      times = "+";
      most = 1;
    } else if (accept('?')) {
      times = "?";
      most = 1;
    } else if (accept('{')) {
      int least = number();
      boolean open = accept(',') && peek() == '}';
      boolean exact = pattern.charAt(at - 1) != ',';
      most = open || exact ? least : number();
      if (!accept('}')) {
        throw wrong("'}' is expected");
      }
      if (most < least) {
        throw wrong("the numbers of a repetition are out of order");
      }
      times = open ? "{" + least + ",}" : "{" + least + "," + most + "}";
    } else {
      return atom;
    }
    // The shortest or the longest match: there is one or there is none.
    accept('?');
    if ("*+?{".indexOf(peek()) >= 0 && more()) {
      throw wrong("a repetition of a repetition");
    }
    return new Part("(?:" + atom.text() + ")" + times, checked(atom.states() * Math.max(most, 1)));
  }

  private int number() {
    int start = at;
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = value * 10 + (peek() - '0');
      at++;
      if (value > MOST_REPEATS) {
        throw Limits.exceeded("patternRepeats", MOST_REPEATS, "matchesPattern");
      }
    }
    if (at == start) {
      throw wrong("a number is expected, write '\\{' for the character");
    }
    return value;
  }

  /** Behind {@code [}. */
  private Characters set() {
    boolean negated = accept('^');
    Characters all = Characters.of();
    while (!accept(']')) {
      Characters first = member();
      if (peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
        at++;
        first = range(first, member());
      }
      all = all.with(first);
    }
    return negated ? all.others() : all;
  }

  private Characters member() {
    if (!more()) {
      throw wrong("the ']' is missing");
    }
    return accept('\\') ? escape(true) : Characters.one(character());
  }

  private Characters range(Characters from, Characters to) {
    int first = single(from);
    int last = single(to);
    if (first > last) {
      throw wrong("the ends of a range are out of order");
    }
    return Characters.of(new Characters.Range(first, last));
  }

  private int single(Characters end) {
    Characters.Range only = end.ranges().get(0);
    if (end.ranges().size() != 1 || only.first() != only.last()) {
      throw wrong("a range starts and ends with one character");
    }
    return only.first();
  }

  /** Behind the backslash. */
  private Characters escape(boolean inSet) {
    if (!more()) {
      throw wrong("a character is expected behind '\\'");
    }
    char c = peek();
    int control = CONTROLS.indexOf(c);
    if (control >= 0) {
      at++;
      return Characters.one(CONTROLLED.charAt(control));
    }
    if (c >= '1' && c <= '9') {
      throw notBuilt("A reference back");
    }
    return switch (c) {
      case 'd' -> skipped(Characters.DIGITS);
      case 'D' -> skipped(Characters.DIGITS.others());
      case 'w' -> skipped(Characters.WORD);
      case 'W' -> skipped(Characters.WORD.others());
      case 's' -> skipped(Characters.SPACE);
      case 'S' -> skipped(Characters.SPACE.others());
      case '0' -> skipped(Characters.one(0));
      case 'c' -> control();
      case 'x' -> Characters.one(hexadecimal(2));
      case 'u' -> Characters.one(unicode());
      case 'b' -> backspace(inSet);
      default -> identity();
    };
  }

  private Characters skipped(Characters set) {
    at++;
    return set;
  }

  private Characters backspace(boolean inSet) {
    if (!inSet) {
      throw wrong("a boundary of a word is no character");
    }
    return skipped(Characters.one('\b'));
  }

  private Characters control() {
    at++;
    char letter = peek();
    if ((letter | 0x20) < 'a' || (letter | 0x20) > 'z') {
      throw wrong("a letter is expected behind '\\c'");
    }
    return skipped(Characters.one(letter % 32));
  }

  /** Any character but those of which an escape could get a meaning. */
  private Characters identity() {
    int c = pattern.codePointAt(at);
    if (Character.isUnicodeIdentifierPart(c)) {
      throw wrong("there is no escape of this kind");
    }
    return Characters.one(character());
  }

  private int hexadecimal(int digits) {
    int value = 0;
    for (int i = 1; i <= digits; i++) {
      int digit = at + i < pattern.length() ? Character.digit(pattern.charAt(at + i), 16) : -1;
      if (digit < 0) {
        throw wrong(digits + " hexadecimal digits are expected");
      }
      value = value * 16 + digit;
    }
    at += digits + 1;
    return value;
  }

  /** Two of these can be the halves of one character. */
  private int unicode() {
    int first = hexadecimal(4);
    if (!Character.isSurrogate((char) first)) {
      return first;
    }
    if (Character.isHighSurrogate((char) first) && pattern.startsWith("\\u", at)) {
      at++;
      int second = hexadecimal(4);
      if (Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) first, (char) second);
      }
    }
    throw wrong("half of a surrogate pair is no character");
  }
}
