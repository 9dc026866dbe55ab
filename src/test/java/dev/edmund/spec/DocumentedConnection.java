package dev.edmund.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a table of Dataverse says of it, line by line.
 *
 * @param lookups the navigation property that each lookup property is documented with
 * @param relatedByOne the single-valued navigation properties, with their types and partners
 * @param relatedByMany the collection-valued ones
 */
record DocumentedConnection(
    List<Column> columns,
    Map<String, Column> lookups,
    Map<String, Related> relatedByOne,
    Map<String, Related> relatedByMany,
    List<String> operations) {
  private static final Pattern COLUMN = Pattern.compile("(\\w+) (Edm\\.\\w+)");
  private static final Pattern LOOKUP = Pattern.compile("(_\\w+_value) (\\w+)");
  private static final Pattern RELATED = Pattern.compile("(\\w+) (\\w+) (\\w+)");
  private static final Pattern OPERATION = Pattern.compile("(\\w+) (?:Not Bound|Bound.*)");
  private static final Pattern OPTION = Pattern.compile("(\\d+) (.+)");
  private static final String LABEL = "Display Name: ";

  /**
   * @param type for a lookup the navigation property
   * @param options labels by their values
   */
  record Column(
      String name,
      String type,
      @Nullable String description,
      @Nullable String label,
      boolean isReadOnly,
      Map<String, String> options) {}

  record Related(String type, String partner) {}

  static DocumentedConnection of(List<String> lines) {
    int lookups = lines.indexOf("Lookup Properties");
    int one = lines.indexOf("Single-valued navigation properties");
    int many = lines.indexOf("Collection-valued navigation properties");
    Map<String, Column> byName = new LinkedHashMap<>();
    for (Column lookup : columns(lines.subList(lookups, one), LOOKUP)) {
      byName.put(lookup.name(), lookup);
    }
    List<String> operations = new ArrayList<>();
    for (String line : lines.subList(many, lines.size())) {
      Matcher operation = OPERATION.matcher(line);
      if (operation.matches()) {
        operations.add(operation.group(1));
      }
    }
    return new DocumentedConnection(
        columns(lines.subList(0, lookups), COLUMN),
        byName,
        related(lines.subList(one, many)),
        related(lines.subList(many, lines.size())),
        operations);
  }

  private static List<Column> columns(List<String> lines, Pattern heading) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher found = heading.matcher(lines.get(i));
      if (found.matches()) {
        int end = i + 1;
        while (end < lines.size() && !heading.matcher(lines.get(end)).matches()) {
          end++;
        }
        columns.add(column(found.group(1), found.group(2), lines.subList(i + 1, end)));
      }
    }
    return columns;
  }

  private static Column column(String name, String type, List<String> about) {
    String description = null;
    String label = null;
    Map<String, String> options = new LinkedHashMap<>();
    for (String line : about) {
      Matcher option = OPTION.matcher(line);
      if (line.startsWith(LABEL)) {
        label = line.substring(LABEL.length());
      } else if (label != null && option.matches()) {
        options.put(option.group(1), option.group(2));
      } else if (description == null && label == null && line.endsWith(".")) {
        description = line;
      }
    }
    return new Column(name, type, description, label, about.contains("Read Only"), options);
  }

  private static Map<String, Related> related(List<String> lines) {
    Map<String, Related> related = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher found = RELATED.matcher(line);
      if (found.matches()
          && !line.equals("Name Type Partner")
          && !OPERATION.matcher(line).matches()) {
        related.put(found.group(1), new Related(found.group(2), found.group(3)));
      }
    }
    return related;
  }
}
