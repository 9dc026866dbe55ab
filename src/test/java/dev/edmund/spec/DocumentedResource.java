package dev.edmund.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the page of a resource type of Graph says of it: the tables of its methods, properties and
 * members of enumerations, and how it looks in JSON.
 *
 * @param namespace of the type, which its name follows
 * @param values of the members of enumerations, by the names of these
 */
record DocumentedResource(
    String namespace,
    String name,
    List<String> methods,
    List<Property> properties,
    Map<String, Map<String, Integer>> values,
    String json) {
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]*\\)");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final String POSSIBLE = "ossible values are:";

  /**
   * @param type its name without a namespace
   * @param members of the enumeration; empty where the page lists none
   */
  record Property(String name, String type, String description, List<String> members) {}

  static DocumentedResource of(String page) {
    List<String> lines = page.lines().toList();
    Map<String, Map<String, Integer>> values = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith("### ") && line.endsWith(" values")) {
        Map<String, Integer> members = new LinkedHashMap<>();
        for (List<String> row : table(lines, line)) {
          members.put(row.get(0), Integer.valueOf(row.get(1)));
        }
        values.put(line.substring(4, line.length() - " values".length()), members);
      }
    }
    String title = line(lines, "# ");
    return new DocumentedResource(
        line(lines, "Namespace: "),
        title.substring(0, title.indexOf(' ')),
        table(lines, "## Methods").stream().map(row -> shown(row.get(0))).toList(),
        table(lines, "## Properties").stream().map(DocumentedResource::property).toList(),
        values,
        json(page));
  }

  private static Property property(List<String> row) {
    String type = shown(row.get(1));
    String description = row.get(2);
    List<String> members = new ArrayList<>();
    int possible = description.indexOf(POSSIBLE);
    if (possible >= 0) {
      Matcher member = QUOTED.matcher(description.substring(possible));
      while (member.find()) {
        members.add(member.group(1));
      }
    }
    return new Property(
        row.get(0), type.substring(type.lastIndexOf('.') + 1), description, members);
  }

  private static String shown(String cell) {
    return LINK.matcher(cell).replaceAll("$1");
  }

  private static String line(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()).trim())
        .orElse("");
  }

  /** The rows of the first table behind a heading, without its two first. */
  private static List<List<String>> table(List<String> lines, String heading) {
    List<List<String>> rows = new ArrayList<>();
    int at = lines.indexOf(heading);
    while (at >= 0 && at < lines.size() && !lines.get(at).startsWith("|")) {
      at++;
    }
    for (int i = at + 2; at >= 0 && i < lines.size() && lines.get(i).startsWith("|"); i++) {
      List<String> cells = new ArrayList<>();
      for (String cell : lines.get(i).substring(1).split("\\|", -1)) {
        cells.add(cell.trim());
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String json(String page) {
    Matcher block = Pattern.compile("(?s)``` ?json\\s(.*?)```").matcher(page);
    return block.find() ? block.group(1) : "{}";
  }
}
