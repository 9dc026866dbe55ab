package dev.edmund.request;

import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts literals out of a URL that has not been read yet: those of the key at the end of its path,
 * and of {@code $filter}. It knows no more than where a literal ends, and lets be what it does not
 * know: whether something is a literal there is for the parser to say, once for all URLs that have
 * the same text around theirs.
 */
final class LiteralCutter {
  private static final String FILTER = "$filter=";

  /** Stands in the place of what was cut out of a text; no URL has it. */
  static final char MARK = '\u0001';

  private static final Pattern GUID = Pattern.compile(ValueForms.GUID);

  private final LiteralParser literals;
  private final Budget budget;
  private final String raw;
  private final boolean plusIsBlank;
  private final StringBuilder out;
  private final List<Expr.Literal> found;
  private int pos;
  private int end;

  private LiteralCutter(
      LiteralParser literals,
      Budget budget,
      String raw,
      boolean plusIsBlank,
      List<Expr.Literal> found) {
    this.literals = literals;
    this.budget = budget;
    this.raw = raw;
    this.plusIsBlank = plusIsBlank;
    this.out = new StringBuilder(raw.length());
    this.found = found;
    this.end = raw.length();
  }

  /**
   * Cuts up a URL.
   *
   * @return empty where there is no literal in it, or one that is written in an unusual way
   */
  static Optional<CutUrl> cut(
      String path, @Nullable String query, LiteralParser literals, Budget budget) {
    List<Expr.Literal> found = new ArrayList<>(4);
    try {
      String cutPath = new LiteralCutter(literals, budget, path, false, found).path();
      String cutQuery =
          query == null ? null : new LiteralCutter(literals, budget, query, true, found).query();
      return found.isEmpty() || cutPath == null || (query != null && cutQuery == null)
          ? Optional.empty()
          : Optional.of(new CutUrl(cutPath, cutQuery, found));
    } catch (ODataException e) {
      return Optional.empty(); // The parser says it better, with the place.
    }
  }

  private @Nullable String path() {
    int open = raw.indexOf('(');
    // A slash ends a segment, also in quotes.
    if (open < 0 || raw.charAt(raw.length() - 1) != ')' || raw.indexOf('/', open) > 0) {
      return raw;
    }
    out.append(raw, 0, open);
    pos = open;
    return pieces() ? out.toString() : null;
  }

  private @Nullable String query() {
    int start = raw.startsWith(FILTER) ? 0 : raw.indexOf("&" + FILTER) + 1;
    if (start == 0 && !raw.startsWith(FILTER)) {
      return raw;
    }
    int amp = raw.indexOf('&', start);
    end = amp < 0 ? raw.length() : amp;
    pos = start + FILTER.length();
    out.append(raw, 0, pos);
    if (!pieces()) {
      return null;
    }
    return out.append(raw, end, raw.length()).toString();
  }

  /** Copies words and what is between them, without the words that are literals. */
  private boolean pieces() {
    while (pos < end) {
      int mark = between();
      if (mark > 0) {
        out.append(raw, pos, pos + mark);
        pos += mark;
      } else if (!word()) {
        return false;
      }
    }
    return true;
  }

  /** How many characters here separate words: those of a blank, a comma, a parenthesis. */
  private int between() {
    return switch (raw.charAt(pos)) {
      case '(', ')', ',', '=' -> 1;
      case '+' -> plusIsBlank ? 1 : 0;
      case '%' -> raw.startsWith("%20", pos) || raw.startsWith("%2C", pos) ? 3 : 0;
      default -> 0;
    };
  }

  private boolean word() {
    int start = pos;
    boolean quoted = raw.charAt(pos) == '\'';
    if (quoted) {
      pos = raw.indexOf('\'', pos + 1) + 1;
      if (pos == 0 || pos > end) {
        return false;
      }
    } else {
      while (pos < end && between() == 0) {
        char c = raw.charAt(pos);
        if (c == '\'' || c < ' ') {
          return false; // A text behind a prefix, or something that is none of OData.
        }
        pos++;
      }
    }
    if (pos < end && between() == 0) {
      return false; // Such as a quote in a text, which is doubled.
    }
    String word = raw.substring(start, pos);
    Expr.Literal literal = quoted || isNumeral(word) ? literal(word) : null;
    if (literal == null || literal.type() == null) {
      out.append(word);
    } else {
      out.append(MARK).append(literal.type().getName());
      found.add(literal);
    }
    return true;
  }

  private static boolean isNumeral(String word) {
    char first = word.charAt(0);
    return (first >= '0' && first <= '9') || first == '-' || GUID.matcher(word).matches();
  }

  /** A literal that takes up a whole word. */
  private Expr.@Nullable Literal literal(String word) {
    Text text =
        plusIsBlank ? PercentDecoder.query(word, FILTER) : PercentDecoder.path(word, FILTER);
    Cursor in = new Cursor(text, budget, FILTER);
    Typed literal = literals.literal(in);
    return literal != null && in.atEnd() && literal.expr() instanceof Expr.Literal one ? one : null;
  }
}
