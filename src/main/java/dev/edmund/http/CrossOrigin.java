package dev.edmund.http;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Lets browsers show answers to pages that another server gave (Fetch, CORS protocol). */
final class CrossOrigin {
  private static final String ANY = "*";
  private static final Duration PREFLIGHT = Duration.ofHours(1);

  private CrossOrigin() {}

  /**
   * The same for those pages too.
   *
   * @param origins theirs, or {@code *} for any
   */
  static Handler allowing(Set<String> origins, Handler handler) {
    if (origins.isEmpty()) {
      return handler;
    }
    CrossOriginHandler allowing = new CrossOriginHandler();
    allowing.setAllowedOriginPatterns(
        origins.stream()
            .map(origin -> origin.equals(ANY) ? ANY : Pattern.quote(origin))
            .collect(Collectors.toUnmodifiableSet()));
    allowing.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"));
    allowing.setAllowedHeaders(Set.of(ANY, "Authorization"));
    allowing.setExposedHeaders(Set.of(ANY));
    // Nobody is known by a cookie, and with credentials a star would mean nothing.
    allowing.setAllowCredentials(false);
    allowing.setDeliverPreflightRequests(false);
    // The start page and clients that are no browsers have origins of their own.
    allowing.setDeliverNonAllowedOriginRequests(true);
    allowing.setPreflightMaxAge(PREFLIGHT);
    allowing.setHandler(handler);
    return allowing;
  }
}
