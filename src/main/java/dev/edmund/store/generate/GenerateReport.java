package dev.edmund.store.generate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was written.
 *
 * @param added how many entities each type got, by its qualified name; for a hierarchy, its root
 */
public record GenerateReport(Map<String, Long> added) {
  public GenerateReport {
    added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
  }
}
