package dev.edmund.processor;

import dev.edmund.model.Conventions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How a skip token stands in a URL.
 *
 * @param before what comes before the token, with a place for the number of the page
 * @param behind what comes behind it, likewise
 */
record TokenForm(String before, String behind) {
  private static final String TOKEN = "{token}";
  private static final String PAGE = "{page}";
  private static final TokenForm ALONE = new TokenForm("", "");

  /** The form that conventions have. */
  static TokenForm of(Conventions conventions) {
    String form = conventions.skipToken();
    if (form == null) {
      return ALONE;
    }
    int at = form.indexOf(TOKEN);
    return new TokenForm(form.substring(0, at), form.substring(at + TOKEN.length()));
  }

  /** The value of {@code $skiptoken}, as it stands in a URL. */
  String encoded(String token, long page) {
    return filled(before, page) + token + filled(behind, page);
  }

  private static String filled(String text, long page) {
    String whole = text.replace(PAGE, Long.toString(page));
    return URLEncoder.encode(whole, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The token in a value of {@code $skiptoken}; the value itself where it has another form. */
  String token(String value) {
    // The characters of tokens are in no form but by its own words.
    String first = before.substring(before.lastIndexOf('}') + 1);
    int start = first.isEmpty() ? 0 : value.indexOf(first);
    int from = start < 0 ? -1 : start + first.length();
    String last = behind.isEmpty() ? "" : behind.substring(0, 1);
    int to = from < 0 || last.isEmpty() ? value.length() : value.indexOf(last, from);
    return from < 0 || to < 0 ? value : value.substring(from, to);
  }
}
