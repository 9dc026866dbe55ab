package dev.edmund.conventions.dataverse.fetch;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends. Dataverse has the values of the last row in it; here it is the skip token of
 * the service, in the same form.
 *
 * @param first the page that was asked for without a cookie
 * @param token the skip token
 */
record PagingCookie(int first, String token) {
  private static final Pattern FORM =
      Pattern.compile(
          "<cookie page=\"\\d{1,9}\"><row last=\"([\\w-]+)\" first=\"(\\d{1,9})\" ?/>.*");

  /** The cookie of a query; null where it has none of this service. */
  static @Nullable PagingCookie read(@Nullable String text) {
    String cookie = text == null ? "" : text;
    for (int i = 0; i < 3; i++) {
      Matcher form = FORM.matcher(cookie);
      if (form.matches()) {
        return new PagingCookie(Integer.parseInt(form.group(2)), form.group(1));
      }
      cookie = decoded(cookie);
    }
    return null;
  }

  /** As it is sent, for the page behind one. */
  String written(int page) {
    String cookie =
        "<cookie page=\""
            + page
            + "\"><row last=\""
            + token
            + "\" first=\""
            + first
            + "\" /></cookie>";
    return "<cookie pagenumber=\""
        + (page + 1)
        + "\" pagingcookie=\""
        + encoded(encoded(cookie))
        + "\" istracking=\"False\" />";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
