package dev.edmund.processor.batch;

import dev.edmund.core.ODataException;
import java.util.HashMap;
import java.util.Map;

/** Where the URLs of one batch lead; many of its requests have the same. Used by one thread. */
final class PartUrls {
  private final Roots roots;
  private final Map<String, PartUrl> known = new HashMap<>();

  PartUrls(Roots roots) {
    this.roots = roots;
  }

  /**
   * Where a URL leads.
   *
   * @throws ODataException as {@link PartUrl#of} does
   */
  PartUrl of(String url) {
    PartUrl found = known.get(url);
    if (found == null) {
      found = PartUrl.of(url, roots);
      known.put(url, found);
    }
    return found;
  }
}
