package dev.edmund.request;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query that goes on behind a page, cut up before it is read: all pages of a result have the same
 * text around their tokens.
 *
 * @param around what stands around the token, as no query does
 */
public record PageUrl(String around, String skipToken) {
  private static final String OPTION = "$skiptoken=";

  /** Empty where there is no token, or one that would have to be decoded. */
  public static Optional<PageUrl> of(@Nullable String query) {
    int option = query == null ? -1 : query.lastIndexOf(OPTION);
    if (query == null || option < 0 || (option > 0 && query.charAt(option - 1) != '&')) {
      return Optional.empty();
    }
    int start = option + OPTION.length();
    int end = start;
    while (end < query.length() && isPlain(query.charAt(end))) {
      end++;
    }
    boolean whole = end > start && (end == query.length() || query.charAt(end) == '&');
    return whole
        ? Optional.of(
            new PageUrl(
                query.substring(0, start) + LiteralCutter.MARK + query.substring(end),
                query.substring(start, end)))
        : Optional.empty();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
