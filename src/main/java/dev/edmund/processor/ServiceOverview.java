package dev.edmund.processor;

import dev.edmund.model.Mount;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the start page and the console show of a service.
 *
 * @param resources entity sets and singletons in the order of the model
 * @param samples requests to try: paths from the server's root with their query, ready to be sent,
 *     such as {@code /odata/accounts?$filter=revenue%20gt%201000}
 */
public record ServiceOverview(List<Mount> mounts, List<Resource> resources, List<String> samples) {
  public ServiceOverview {
    mounts = List.copyOf(mounts);
    resources = List.copyOf(resources);
    samples = List.copyOf(samples);
  }

  /**
   * An entity set or a singleton.
   *
   * @param kind {@code EntitySet} or {@code Singleton}, as in a service document
   * @param rows how many entities the set has, where that is known
   */
  public record Resource(String name, String kind, OptionalLong rows) {}
}
