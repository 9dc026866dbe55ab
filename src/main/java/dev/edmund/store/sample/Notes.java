package dev.edmund.store.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What could not be made as the model asks; each said once. */
final class Notes {
  private final Set<String> lines = new LinkedHashSet<>();

  void add(String line) {
    lines.add(line);
  }

  List<String> all() {
    return List.copyOf(lines);
  }
}
