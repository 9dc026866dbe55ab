package dev.edmund.request;

import dev.edmund.request.expr.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code $search} (Part 2, 5.1.7). AND, OR and NOT are words where no operand follows. */
final class SearchParser {
  private SearchParser() {}

  /** Reads a whole search value. */
  static Search search(Cursor in) {
    in.blanks();
    Search search;
    if (in.peek() == '\'') {
      // searchExpr-incomplete: what a user is still typing.
      in.budget().searchTerm();
      search = new Search.Term(in.quoted(), false);
    } else {
      search = disjunction(in);
    }
    in.blanks();
    in.expectEnd();
    return search;
  }

  private static Search disjunction(Cursor in) {
    in.budget().enter();
    List<Search> operands = new ArrayList<>();
    do {
      operands.add(conjunction(in));
    } while (operator(in, "OR"));
    in.budget().leave();
    return flat(operands, Search.Or::new);
  }

  private static Search conjunction(Cursor in) {
    List<Search> operands = new ArrayList<>();
    do {
      operands.add(operand(in));
      operator(in, "AND");
    } while (operandAhead(in));
    return flat(operands, Search.And::new);
  }

  private static Search flat(List<Search> operands, Function<List<Search>, Search> join) {
    return operands.size() == 1 ? operands.get(0) : join.apply(operands);
  }

  private static Search operand(Cursor in) {
    if (operator(in, "NOT")) {
      in.budget().enter();
      Search operand = operand(in);
      in.budget().leave();
      return new Search.Not(operand);
    }
    if (in.accept('(')) {
      in.blanks();
      Search inner = disjunction(in);
      in.blanks();
      in.expect(')');
      requireGap(in);
      return inner;
    }
    in.budget().searchTerm();
    return in.peek() == '"' ? phrase(in) : word(in);
  }

  private static Search phrase(Cursor in) {
    in.expect('"');
    int start = in.position();
    while (in.peek() != '"' && !in.atEnd()) {
      in.next();
    }
    String text = in.since(start);
    in.expect('"');
    requireGap(in);
    if (text.isEmpty()) {
      throw in.syntax("an empty phrase ends");
    }
    return new Search.Term(text, true);
  }

  private static void requireGap(Cursor in) {
    char c = in.peek();
    if (!in.atEnd() && c != ' ' && c != '\t' && c != ')') {
      throw in.syntax("a blank is expected");
    }
  }

  private static Search word(Cursor in) {
    int start = in.position();
    while (inWord(in, start)) {
      in.next();
    }
    if (in.position() == start) {
      throw in.syntax("a word or a phrase is expected");
    }
    in.budget().token();
    return new Search.Term(in.since(start), false);
  }

  private static boolean inWord(Cursor in, int start) {
    char c = in.peek();
    if (in.atEnd() || "()\" \t".indexOf(c) >= 0) {
      return false;
    }
    return in.escaped() || (c != ';' && c != '#' && (c != '\'' || in.position() > start));
  }

  /** Skips an operator if an operand follows it; blanks before it are optional at an operand. */
  private static boolean operator(Cursor in, String name) {
    int start = in.position();
    boolean gap = in.blanks() || name.equals("NOT");
    if (gap && in.startsWith(name)) {
      in.moveTo(in.position() + name.length());
      if (in.blanks() && !in.atEnd() && in.peek() != ')') {
        in.budget().token();
        return true;
      }
    }
    in.moveTo(start);
    return false;
  }

  /** Whether another operand of an AND follows, and not OR; moves to it. */
  private static boolean operandAhead(Cursor in) {
    int start = in.position();
    boolean joined = in.position() > 0;
    if (operator(in, "OR")) {
      in.moveTo(start);
      return false;
    }
    in.moveTo(start);
    in.blanks();
    if (in.atEnd() || in.peek() == ')' || !joined) {
      in.moveTo(start);
      return false;
    }
    return true;
  }
}
