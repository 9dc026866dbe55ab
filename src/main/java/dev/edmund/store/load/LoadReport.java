package dev.edmund.store.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many rows each file brought, by the name of its entity set or singleton, in load order. */
public record LoadReport(Map<String, Long> rows) {
  public LoadReport {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }
}
