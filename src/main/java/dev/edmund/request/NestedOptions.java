package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The options in parentheses behind an item of {@code $expand} or {@code $select}, separated by
 * semicolons. They are split before any is read, because an alias may stand behind its use.
 */
record NestedOptions(Map<SystemOption, Cursor> system, Map<String, Text> aliases) {
  private static final Set<SystemOption> NOT_REPEATED =
      EnumSet.of(SystemOption.TOP, SystemOption.SKIP, SystemOption.LEVELS);

  static final NestedOptions NONE = new NestedOptions(Map.of(), Map.of());

  /** Reads the parentheses, or nothing where there are none. */
  static NestedOptions read(Cursor in) {
    if (!in.accept('(')) {
      return NONE;
    }
    NestedOptions options = new NestedOptions(new EnumMap<>(SystemOption.class), new HashMap<>());
    do {
      in.blanks();
      options.add(in);
      in.blanks();
    } while (in.accept(';'));
    in.expect(')');
    return options;
  }

  /**
   * The options as they stand in a query: what a next link repeats. {@code $top}, {@code $skip} and
   * {@code $levels} are left out, because they mean something else there.
   */
  String text() {
    StringBuilder text = new StringBuilder();
    system.forEach(
        (option, value) -> {
          if (!NOT_REPEATED.contains(option)) {
            text.append(text.isEmpty() ? "" : "&")
                .append(option.text())
                .append('=')
                .append(encoded(value.rest()));
          }
        });
    aliases.forEach(
        (alias, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append('@')
                .append(alias)
                .append('=')
                .append(encoded(value.value())));
    return text.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void add(Cursor in) {
    int start = in.position();
    if (in.accept('@')) {
      String alias = in.name();
      in.expect('=');
      int from = in.position();
      skip(in, false);
      if (aliases.put(alias, Text.plain(in.since(from))) != null) {
        throw in.error(
            ErrorCode.BAD_REQUEST, "@" + alias + " is given twice; its second value ends");
      }
      return;
    }
    in.accept('$');
    String name = in.name();
    SystemOption option = QueryOptionSplitter.checked(SystemOption.named(name), name, true);
    if (option == null || in.peek() != '=') {
      throw in.errorAt(start, ErrorCode.SYNTAX, "an option with a value is expected");
    }
    in.expect('=');
    int from = in.position();
    skip(in, option == SystemOption.SEARCH);
    if (system.put(option, in.part(from, in.position(), in.target())) != null) {
      throw in.error(
          ErrorCode.BAD_REQUEST, option.text() + " is given twice; its second value ends");
    }
  }

  /** Moves to the semicolon or parenthesis that ends a value. */
  static void skip(Cursor in, boolean search) {
    int open = 0;
    boolean first = true;
    while (!in.atEnd()) {
      char c = in.peek();
      if (open == 0 && (c == ')' || (c == ';' && !(search && in.escaped())))) {
        return;
      }
      if (c == '"' || (c == '\'' && (first || !search))) {
        skipQuoted(in, c);
      } else {
        open += c == '(' || c == '[' || c == '{' ? 1 : 0;
        open -= c == ')' || c == ']' || c == '}' ? 1 : 0;
        in.next();
      }
      first = false;
    }
  }

  private static void skipQuoted(Cursor in, char quote) {
    in.next();
    while (!in.atEnd() && in.peek() != quote) {
      // Only JSON strings have escapes.
      if (in.next() == '\\' && quote == '"' && !in.atEnd()) {
        in.next();
      }
    }
    if (!in.atEnd()) {
      in.next();
    }
  }
}
