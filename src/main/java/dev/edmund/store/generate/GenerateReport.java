package dev.edmund.store.generate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written.
 *
 * @param added how many samples each entity set got, by its name, and how many copies each type, by
 *     its qualified name; for a hierarchy, its root
 * @param notes what could not be made as the model asks
 */
public record GenerateReport(Map<String, Long> added, List<String> notes) {
  public GenerateReport {
    added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
    notes = List.copyOf(notes);
  }
}
