package dev.edmund.http;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen and how to be called.
 *
 * @param host the address or name to bind
 * @param port 0 takes any free port
 * @param baseUrl the root under which clients reach this server, when neither the Host header nor a
 *     proxy's headers say so; null to go by the request
 * @param urlBytes the longest URL answered
 * @param tls for HTTPS; null for HTTP
 * @param requestsPerSecond most requests that one address may send to the service in a second; 0
 *     for any number
 * @param origins whose pages a browser lets ask the service, as {@code https://app.example}, or
 *     {@code *} for those of anybody; those that the server itself gives need not be told
 */
public record HttpSettings(
    String host,
    int port,
    @Nullable URI baseUrl,
    int urlBytes,
    @Nullable Tls tls,
    int requestsPerSecond,
    Set<String> origins) {
  public HttpSettings {
    origins = Set.copyOf(origins);
  }

  /** HTTP, any number of requests, and no pages of others. */
  public HttpSettings(String host, int port, @Nullable URI baseUrl, int urlBytes) {
    this(host, port, baseUrl, urlBytes, null, 0, Set.of());
  }
}
