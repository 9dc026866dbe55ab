package dev.edmund.processor.batch;

import dev.edmund.core.Kept;
import dev.edmund.core.ODataException;

/** Where the URLs of one batch lead; many of its requests have the same. */
final class PartUrls {
  private static final int MOST = 1_000;

  private final Roots roots;
  private final Kept<String, PartUrl> known = new Kept<>(MOST);

  PartUrls(Roots roots) {
    this.roots = roots;
  }

  /**
   * Where a URL leads.
   *
   * @throws ODataException as {@link PartUrl#of} does
   */
  PartUrl of(String url) {
    return known.get(url, () -> PartUrl.of(url, roots));
  }
}
