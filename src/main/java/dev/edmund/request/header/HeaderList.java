package dev.edmund.request.header;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Header values that are lists of items with parameters: {@code a;b=c, d="e,f"}. */
final class HeaderList {
  private HeaderList() {}

  /**
   * One item.
   *
   * @param name in lower case
   * @param value what follows the equals sign of the item itself, without quotes; empty without one
   * @param parameters by name in lower case, without quotes; the first of a name counts
   */
  record Item(String name, String value, Map<String, String> parameters) {}

  /** Reads a list; what is no item is skipped. */
  static List<Item> parse(String header) {
    List<Item> items = new ArrayList<>();
    for (String part : split(header, ',')) {
      List<String> pieces = split(part, ';');
      String first = pieces.get(0);
      if (name(first).isEmpty()) {
        continue;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String piece : pieces.subList(1, pieces.size())) {
        parameters.putIfAbsent(name(piece), value(piece));
      }
      items.add(new Item(name(first), value(first), parameters));
    }
    return items;
  }

  private static String name(String pair) {
    int eq = pair.indexOf('=');
    return (eq < 0 ? pair : pair.substring(0, eq)).toLowerCase(Locale.ROOT).trim();
  }

  private static String value(String pair) {
    int eq = pair.indexOf('=');
    String value = eq < 0 ? "" : pair.substring(eq + 1).trim();
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
