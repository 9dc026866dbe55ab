package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which headers a request of a batch may have (Part 1, 11.7.7.1). Who asks, and how, is said by the
 * batch; a request in it must not pretend something else.
 */
final class PartHeaderRules {
  /** Belong to the connection or the format, and say nothing of the request. */
  private static final Set<String> DROPPED =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "content-length",
          "content-id",
          "content-transfer-encoding",
          "mime-version",
          "accept-encoding",
          "user-agent");

  private static final Set<String> REFUSED =
      Set.of(
          "authorization",
          "cookie",
          "set-cookie",
          "expect",
          "forwarded",
          "from",
          "max-forwards",
          "range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "www-authenticate",
          "x-real-ip",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-arr-clientcert",
          "x-client-cert");

  private static final List<String> REFUSED_FAMILIES =
      List.of("proxy-", "x-forwarded-", "x-original-", "x-rewrite-", "x-ssl-", "ssl-client-");

  private PartHeaderRules() {}

  private static boolean isOfRefusedFamily(String name) {
    for (String family : REFUSED_FAMILIES) {
      if (name.startsWith(family)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The headers that are taken over.
   *
   * @param headers by their names in lower case
   * @param root the absolute service root
   * @throws ODataException 400 for a header that no request in a batch may have, 415 for a body
   *     that is encoded
   */
  static Map<String, String> taken(Map<String, String> headers, String root) {
    for (String name : headers.keySet()) {
      if (REFUSED.contains(name) || isOfRefusedFamily(name)) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST, "A request in a batch has no header '" + name + "'.", name);
      }
    }
    String host = headers.get("host");
    if (host != null && !PartUrl.isHostOf(host, root)) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "The request is for another host than the batch.", "host");
    }
    if (!headers.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
      throw new ODataException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The body of a request in a batch is not encoded.",
          "content-encoding");
    }
    Map<String, String> taken = new LinkedHashMap<>(headers);
    taken.keySet().removeAll(DROPPED);
    return taken;
  }
}
