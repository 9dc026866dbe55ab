package dev.edmund.conventions.dataverse.fetch;

import java.util.ArrayList;
import java.util.List;

/**
 * The pattern of {@code like}: {@code %} stands for any text, {@code _} for one character, {@code
 * [a-f]} for one of some and {@code [^a-f]} for one of all others.
 */
final class LikePattern {
  private static final String SPECIAL = "\\^$.|?*+()[]{}-";

  private LikePattern() {}

  /** The condition that a value fits a pattern; the simplest function that says it. */
  static String condition(String operand, String pattern) {
    List<String> parts = literals(pattern);
    int last = parts.size() - 1;
    if (last < 0 || last > 2) {
      return matches(operand, pattern);
    }
    String first = parts.get(0);
    if (last == 0) {
      return operand + " eq " + Literal.string(first);
    }
    String second = parts.get(1);
    if (last == 1 && second.isEmpty() && !first.isEmpty()) {
      return call("startswith", operand, first);
    }
    if (last == 1 && first.isEmpty()) {
      return second.isEmpty() ? operand + " ne null" : call("endswith", operand, second);
    }
    boolean inside = last == 2 && first.isEmpty() && parts.get(2).isEmpty() && !second.isEmpty();
    return inside ? call("contains", operand, second) : matches(operand, pattern);
  }

  static String call(String function, String operand, String text) {
    return function + "(" + operand + "," + Literal.string(text) + ")";
  }

  /** What stands between the {@code %}; nothing where there are other wildcards. */
  private static List<String> literals(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '[' && isEscape(pattern, i)) {
        part.append(pattern.charAt(i + 1));
        i += 2;
      } else if (c == '_' || (c == '[' && pattern.indexOf(']', i) > 0)) {
        return List.of();
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** {@code [%]}, {@code [_]} and {@code [[]} stand for the character itself. */
  private static boolean isEscape(String pattern, int at) {
    return at + 2 < pattern.length()
        && pattern.charAt(at + 2) == ']'
        && "%_[".indexOf(pattern.charAt(at + 1)) >= 0;
  }

  private static String matches(String operand, String pattern) {
    StringBuilder regex = new StringBuilder("^");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int end = c == '[' ? pattern.indexOf(']', i + 1) : -1;
      if (c == '%') {
        regex.append("[\\s\\S]*");
      } else if (c == '_') {
        regex.append("[\\s\\S]");
      } else if (c == '[' && isEscape(pattern, i)) {
        escaped(pattern.charAt(i + 1), regex);
        i += 2;
      } else if (end > i + 1) {
        choice(pattern.substring(i + 1, end), regex);
        i = end;
      } else {
        escaped(c, regex);
      }
    }
    return call("matchesPattern", operand, regex.append('$').toString());
  }

  private static void choice(String characters, StringBuilder regex) {
    boolean others = characters.startsWith("^") && characters.length() > 1;
    regex.append(others ? "[^" : "[");
    for (char c : characters.substring(others ? 1 : 0).toCharArray()) {
      if (c == '-') {
        regex.append(c);
      } else {
        escaped(c, regex);
      }
    }
    regex.append(']');
  }

  private static void escaped(char c, StringBuilder regex) {
    if (SPECIAL.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
