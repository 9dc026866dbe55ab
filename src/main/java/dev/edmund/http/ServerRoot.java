package dev.edmund.http;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The absolute URL under which a client reaches the server's root, without a last slash. It goes
 * into context URLs and next links, so nothing but a plain scheme, host and path may get through.
 */
final class ServerRoot {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,100}){1,10}/?");

  private ServerRoot() {}

  /**
   * The configured root, or else what the proxy says, or else the Host header.
   *
   * @throws ODataException when a header has no usable value
   */
  static String of(HttpServletRequest request, @Nullable URI configured) {
    if (configured != null) {
      return withoutSlash(configured.toString());
    }
    String scheme = first(request, "X-Forwarded-Proto");
    String host = first(request, "X-Forwarded-Host");
    String prefix = first(request, "X-Forwarded-Prefix");
    return scheme(scheme == null ? request.getScheme() : scheme)
        + "://"
        + (host == null
            ? checked("Host", authority(request), HOST)
            : checked("X-Forwarded-Host", host, HOST))
        + (prefix == null || prefix.equals("/")
            ? ""
            : withoutSlash(checked("X-Forwarded-Prefix", prefix, PREFIX)));
  }

  private static String scheme(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (lower.equals("http") || lower.equals("https")) {
      return lower;
    }
    throw unusable("X-Forwarded-Proto");
  }

  private static String authority(HttpServletRequest request) {
    int port = request.getServerPort();
    boolean usual = port <= 0 || port == (request.isSecure() ? 443 : 80);
    return request.getServerName() + (usual ? "" : ":" + port);
  }

  private static String checked(String header, String value, Pattern pattern) {
    if (pattern.matcher(value).matches()) {
      return value;
    }
    throw unusable(header);
  }

  private static ODataException unusable(String header) {
    return new ODataException(
        ErrorCode.INVALID_VALUE, "The header " + header + " has no usable value.", header);
  }

  /** The value nearest to the client: each proxy adds its own behind a comma. */
  private static @Nullable String first(HttpServletRequest request, String header) {
    String value = request.getHeader(header);
    if (value == null || value.isBlank()) {
      return null;
    }
    int comma = value.indexOf(',');
    return (comma < 0 ? value : value.substring(0, comma)).trim();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
