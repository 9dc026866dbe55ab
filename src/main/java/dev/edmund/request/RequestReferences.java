package dev.edmund.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entities that requests of a batch returned, by the identifiers of the requests. {@code $} and
 * an identifier in front of a path stand for the URL of the entity (Part 1, 11.7.4).
 */
public final class RequestReferences {
  /** Names of the service itself go before identifiers of requests. */
  private static final List<String> SYSTEM =
      List.of("batch", "crossjoin", "all", "entity", "root", "id", "metadata", "query", "it");

  private final Map<String, String> urls = new HashMap<>();

  /** Remembers the URL of the entity that a request created or returned. */
  public void put(String id, String url) {
    urls.put(id, url);
  }

  /** Forgets what a request that was undone had created. */
  public void remove(String id) {
    urls.remove(id);
  }

  /** The identifier a text begins with, as {@code $id} or {@code $id/…}; empty without one. */
  public static Optional<String> idOf(String text) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    int end = 1;
    while (end < text.length() && "/?#(".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String id = text.substring(1, end);
    boolean call = end < text.length() && text.charAt(end) == '(';
    return id.isEmpty() || call || SYSTEM.contains(id) ? Optional.empty() : Optional.of(id);
  }

  /**
   * The text with the entity's URL in the place of {@code $id}; empty when it begins with no
   * identifier, or with that of a request that returned no entity.
   */
  public Optional<String> resolve(String text) {
    return idOf(text)
        .map(urls::get)
        .map(url -> url + text.substring(1 + idOf(text).orElseThrow().length()));
  }
}
