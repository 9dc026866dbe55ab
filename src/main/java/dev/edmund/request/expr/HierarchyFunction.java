package dev.edmund.request.expr;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions of recursive hierarchies (Data Aggregation, 6.1 and 6.3). */
public enum HierarchyFunction {
  ISNODE("isnode"),
  ISROOT("isroot"),
  ISLEAF("isleaf"),
  ISDESCENDANT("isdescendant"),
  ISANCESTOR("isancestor"),
  ISSIBLING("issibling"),
  ROLLUPNODE("rollupnode");

  private final String text;

  HierarchyFunction(String text) {
    this.text = text;
  }

  /** The name in a URL, behind the namespace of the vocabulary. */
  public String text() {
    return text;
  }

  /** The function of that name, or null. */
  public static @Nullable HierarchyFunction named(String name) {
    return Stream.of(values()).filter(f -> f.text.equals(name)).findFirst().orElse(null);
  }
}
