package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.Locale;

/** Entity-ids as paths behind the service root. Nothing is ever fetched. */
final class EntityIds {
  private EntityIds() {}

  /** The path behind the root. */
  static String relative(String id, String serviceRoot) {
    String root = serviceRoot.endsWith("/") ? serviceRoot : serviceRoot + "/";
    boolean absolute = id.matches("(?i)[a-z][a-z0-9+.-]*:.*") && id.indexOf(':') < slash(id);
    String path = id;
    if (absolute || id.startsWith("/")) {
      String prefix = absolute || !hasAuthority(root) ? root : path(root);
      int length = prefix.length();
      if (id.startsWith("//") || !sameStart(id, prefix)) {
        throw bad(id, "is not in this service");
      }
      path = id.substring(length);
    }
    if (path.isEmpty() || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      throw bad(id, "is not the id of an entity");
    }
    return path;
  }

  /** A colon behind the first slash, quote or parenthesis belongs to a key and not to a scheme. */
  private static int slash(String id) {
    for (int i = 0; i < id.length(); i++) {
      if ("/'(".indexOf(id.charAt(i)) >= 0) {
        return i;
      }
    }
    return id.length();
  }

  private static boolean hasAuthority(String root) {
    return root.contains("://");
  }

  private static String path(String root) {
    int slash = root.indexOf('/', root.indexOf("://") + 3);
    return root.substring(slash);
  }

  /** Scheme and host are compared without case, the path with it. */
  private static boolean sameStart(String id, String prefix) {
    if (id.length() < prefix.length()) {
      return false;
    }
    int split = hasAuthority(prefix) ? prefix.length() - path(prefix).length() : 0;
    return id.substring(0, split)
            .toLowerCase(Locale.ROOT)
            .equals(prefix.substring(0, split).toLowerCase(Locale.ROOT))
        && id.startsWith(prefix.substring(split), split);
  }

  private static ODataException bad(String id, String what) {
    return new ODataException(ErrorCode.INVALID_VALUE, "The id '" + id + "' " + what + ".", "$id");
  }
}
