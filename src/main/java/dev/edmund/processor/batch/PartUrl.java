package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in the service the URL of a request leads: nowhere else, whatever it looks like.
 *
 * @param root the service root that it is below
 * @param path behind the service root, with a leading slash, undecoded
 * @param query without the question mark; null where there is none
 */
record PartUrl(Roots.Root root, String path, @Nullable String query) {
  private static final Pattern ABSOLUTE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?(.*)", Pattern.DOTALL);
  private static final Pattern BEFORE_COLON = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  /**
   * Finds a URL in the three forms of Part 1, 11.7.7.1.
   *
   * @throws ODataException 400 or 404 when it leads out of the service
   */
  static PartUrl of(String url, Roots roots) {
    String text = clean(url);
    Matcher service = absolute(roots.own());
    String base = service.group(3);
    boolean absolute = BEFORE_COLON.matcher(text).matches();
    if (absolute) {
      Matcher parts = ABSOLUTE.matcher(text);
      if (!parts.matches() || !origin(parts).equals(origin(service))) {
        throw elsewhere(ErrorCode.BAD_REQUEST);
      }
      text = parts.group(3).startsWith("/") ? parts.group(3) : "/" + parts.group(3);
    }
    int mark = text.indexOf('?');
    String query = mark < 0 ? null : text.substring(mark + 1);
    String path = mark < 0 ? text : text.substring(0, mark);
    if (path.startsWith("//") || path.indexOf('\\') >= 0) {
      throw elsewhere(ErrorCode.BAD_REQUEST);
    }
    String whole = normal(path.startsWith("/") ? path : base + "/" + path);
    boolean rootless = roots.rootless() && !absolute && path.startsWith("/");
    return roots
        .all()
        .flatMap(root -> below(root, whole, query).stream())
        .findFirst()
        .or(() -> Optional.of(new PartUrl(roots.own(), whole, query)).filter(u -> rootless))
        .orElseThrow(() -> elsewhere(ErrorCode.NOT_FOUND));
  }

  private static Optional<PartUrl> below(Roots.Root root, String path, @Nullable String query) {
    String base = absolute(root).group(3);
    if (path.equals(base)) {
      return Optional.of(new PartUrl(root, "/", query));
    }
    return path.startsWith(base + "/")
        ? Optional.of(new PartUrl(root, path.substring(base.length()), query))
        : Optional.empty();
  }

  private static Matcher absolute(Roots.Root root) {
    Matcher url = ABSOLUTE.matcher(root.url());
    if (!url.matches()) {
      throw new IllegalArgumentException("The service root is an absolute URL");
    }
    return url;
  }

  /** Clients write blanks in queries; everything else that no URL holds is refused. */
  private static String clean(String url) {
    StringBuilder out = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c < ' ' || c == 0x7F || c == '#') {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            "The URL holds the character U+%04X, which has to be encoded.".formatted((int) c));
      }
      out.append(c == ' ' ? "%20" : String.valueOf(c));
    }
    return out.toString();
  }

  private static String origin(Matcher url) {
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    String usual = scheme.equals("https") ? ":443" : ":80";
    String host = String.valueOf(url.group(2)).toLowerCase(Locale.ROOT);
    return scheme
        + "://"
        + (host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host);
  }

  /** Whether a header Host names the host of the service. */
  static boolean isHostOf(String host, String root) {
    Matcher service = ABSOLUTE.matcher(root);
    return service.matches()
        && ABSOLUTE.matcher(service.group(1) + "://" + host).matches()
        && originOf(service.group(1) + "://" + host).equals(origin(service));
  }

  private static String originOf(String url) {
    Matcher parts = ABSOLUTE.matcher(url);
    return parts.matches() && parts.group(3).isEmpty() ? origin(parts) : "";
  }

  /** Takes the steps {@code .} and {@code ..} of a path, however they are encoded. */
  private static String normal(String path) {
    Deque<String> steps = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (String segment : segments) {
      String plain = plain(segment);
      if (plain.equals("..")) {
        if (steps.pollLast() == null) {
          throw elsewhere(ErrorCode.BAD_REQUEST);
        }
      } else if (!plain.equals(".")) {
        requireNoSteps(plain);
        steps.add(segment);
      }
    }
    return "/" + String.join("/", steps);
  }

  private static String plain(String segment) {
    return segment.replaceAll("%2[eE]", ".").replaceAll("%2[fF]", "/").replaceAll("%5[cC]", "\\\\");
  }

  /** An encoded slash is a character of a key, and never a way to another place. */
  private static void requireNoSteps(String segment) {
    for (String piece : segment.split("[/\\\\]", -1)) {
      if (!piece.equals(segment) && (piece.equals("..") || piece.equals("."))) {
        throw elsewhere(ErrorCode.BAD_REQUEST);
      }
    }
  }

  private static ODataException elsewhere(ErrorCode code) {
    return new ODataException(code, "The URL of the request leads out of this service.");
  }

  /** Whether this is the place of batches. */
  boolean isBatch() {
    return isBatch(path);
  }

  /** Whether a raw path behind the service root is the place of batches. */
  static boolean isBatch(String path) {
    try {
      String plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      return plain.replaceFirst("/$", "").equals("/$batch");
    } catch (IllegalArgumentException e) {
      return false; // Not an encoding, and so no place at all.
    }
  }
}
