package dev.edmund.processor.batch;

import dev.edmund.core.ODataException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition {@code if} of a request (JSON Format, 19.1), as far as it asks whether requests
 * succeeded: {@code $id/$succeeded}, {@code not}, {@code and}, {@code or}, {@code eq}, {@code ne},
 * {@code true}, {@code false} and parentheses.
 */
final class Condition {
  private static final int DEPTH = 100;
  private static final Pattern TOKEN =
      Pattern.compile("\\s*+(?:([()])|(\\$[^\\s()/]++/\\$succeeded)(?![^\\s()])|(\\w++))");

  private final String text;
  private final Predicate<String> succeeded;
  private final Matcher tokens;
  private String token = "";
  private int position;
  private int depth;

  private Condition(String text, Predicate<String> succeeded) {
    this.text = text;
    this.succeeded = succeeded;
    this.tokens = TOKEN.matcher(text);
    advance();
  }

  /**
   * Whether a condition holds.
   *
   * @param succeeded whether a request did; asked for every request that the condition names
   * @throws ODataException 501 when it is about anything else
   */
  static boolean holds(String text, Predicate<String> succeeded) {
    Condition condition = new Condition(text, succeeded);
    boolean holds = condition.or();
    if (!condition.token.isEmpty()) {
      throw condition.unknown();
    }
    return holds;
  }

  private void advance() {
    if (text.substring(position).isBlank()) {
      token = "";
      return;
    }
    if (!tokens.region(position, text.length()).lookingAt()) {
      throw unknown();
    }
    token = tokens.group().strip();
    position = tokens.end();
  }

  private boolean accept(String word) {
    if (token.equals(word)) {
      advance();
      return true;
    }
    return false;
  }

  private boolean or() {
    boolean holds = and();
    while (accept("or")) {
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    boolean holds = equality();
    while (accept("and")) {
      holds &= equality();
    }
    return holds;
  }

  private boolean equality() {
    boolean left = primary();
    if (accept("eq")) {
      return left == primary();
    }
    return accept("ne") ? left != primary() : left;
  }

  private boolean primary() {
    if (++depth > DEPTH) {
      throw unknown();
    }
    boolean holds = inner();
    depth--;
    return holds;
  }

  private boolean inner() {
    if (accept("not")) {
      return !primary();
    }
    if (accept("(")) {
      boolean holds = or();
      if (!accept(")")) {
        throw unknown();
      }
      return holds;
    }
    if (accept("true")) {
      return true;
    }
    if (accept("false")) {
      return false;
    }
    if (!token.startsWith("$")) {
      throw unknown();
    }
    String id = token.substring(1, token.lastIndexOf('/'));
    advance();
    return succeeded.test(id);
  }

  private ODataException unknown() {
    return ODataException.notImplemented(
        "A condition other than $<id>/$succeeded with not, and, or, eq and ne", "if");
  }
}
