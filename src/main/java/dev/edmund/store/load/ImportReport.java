package dev.edmund.store.load;

import java.util.List;

/** What was imported, or would be. */
public record ImportReport(List<Imported> files) {
  public ImportReport {
    files = List.copyOf(files);
  }

  /**
   * What became of one file; contained entities do not count.
   *
   * @param target the entity set or singleton
   */
  public record Imported(String target, long added, long changed) {}
}
