package dev.edmund.processor.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to the answer of an earlier request, such as {@code $1/Address/City} (Part 1,
 * 11.7.6).
 *
 * @param path the members that lead from the answer to the value
 */
record ValueReference(String id, List<String> path) {
  /** Literals of expressions go before identifiers of requests. */
  private static final Set<String> LITERALS = Set.of("it", "root", "this", "these");

  private static final Pattern ID = Pattern.compile("(?:\\$|%24)([A-Za-z0-9._~-]+)");
  private static final Pattern STEP =
      Pattern.compile("/((?:\\$|%24)?[\\p{L}_][\\p{L}\\p{N}_]*)(?!\\s*\\(|[\\p{L}\\p{N}_(]|%28)");
  private static final Pattern ENCODED = Pattern.compile("%(?!2[Ff])[0-9A-Fa-f]{2}");
  private static final Pattern QUOTE = Pattern.compile("'|%27|\"|%22");

  /** What a path may end with to ask for the number of items. */
  static final String COUNT = "$count";

  /** What a path may end with to ask whether the request succeeded (JSON Format, 19.1). */
  static final String SUCCEEDED = "$succeeded";

  ValueReference {
    path = List.copyOf(path);
  }

  /** A text that is a reference as a whole; empty where it is none. */
  static Optional<ValueReference> whole(String text) {
    Matcher found = ID.matcher(text);
    if (!found.lookingAt()) {
      return Optional.empty();
    }
    List<String> path = new ArrayList<>();
    int end = path(text, found.end(), path);
    return end == text.length() && !LITERALS.contains(found.group(1))
        ? Optional.of(new ValueReference(found.group(1), path))
        : Optional.empty();
  }

  /** Whether there is something in a URL that is a reference if there is such a request. */
  static boolean mayBeIn(String url) {
    List<ValueReference> found = new ArrayList<>();
    int query = url.indexOf('?');
    if (query >= 0 && (url.indexOf('$', query) >= 0 || url.indexOf("%24", query) >= 0)) {
      for (String option : url.substring(query + 1).split("&", -1)) {
        replaced(
            option,
            id -> true,
            reference -> {
              found.add(reference);
              return "";
            });
      }
    }
    return !found.isEmpty();
  }

  /**
   * An expression with other texts in the place of references, but for those inside of quotes.
   *
   * @param text decoded or not
   * @param known whether an identifier is that of a request
   */
  static String replaced(
      String text, Predicate<String> known, Function<ValueReference, String> other) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int quoted = quoted(text, at);
      Matcher id = ID.matcher(text).region(at, text.length());
      if (quoted > at) {
        out.append(text, at, quoted);
        at = quoted;
      } else if (id.lookingAt() && begins(text, at) && isReference(text, id, known)) {
        List<String> path = new ArrayList<>();
        at = path(text, id.end(), path);
        out.append(other.apply(new ValueReference(id.group(1), path)));
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  /** Where the quotes end that begin at a position; that position where none do. */
  private static int quoted(String text, int at) {
    Matcher open = QUOTE.matcher(text).region(at, text.length());
    if (!open.lookingAt()) {
      return at;
    }
    boolean single = open.group().equals("'") || open.group().equals("%27");
    Pattern closing = single ? Pattern.compile("'|%27") : Pattern.compile("\\\\.|\"|%22");
    Matcher close = closing.matcher(text);
    int from = open.end();
    while (close.find(from)) {
      from = close.end();
      if (!close.group().startsWith("\\")) {
        return from;
      }
    }
    return text.length();
  }

  /** Behind these a dollar sign belongs to a path or a name. */
  private static boolean begins(String text, int at) {
    if (at == 0) {
      return true;
    }
    if (at > 2 && ENCODED.matcher(text).region(at - 3, at).matches()) {
      return true;
    }
    char before = text.charAt(at - 1);
    return "/@$._~".indexOf(before) < 0 && !Character.isLetterOrDigit(before);
  }

  private static boolean isReference(String text, Matcher id, Predicate<String> known) {
    String rest = text.substring(id.end());
    boolean option = rest.startsWith("=") || rest.startsWith("%3D") || rest.startsWith("(");
    return !option && !LITERALS.contains(id.group(1)) && known.test(id.group(1));
  }

  /** Reads steps up to one that is a call; where it ended. */
  private static int path(String text, int from, List<String> path) {
    int at = from;
    Matcher step = STEP.matcher(text);
    while (step.region(at, text.length()).lookingAt()) {
      path.add(step.group(1).replace("%24", "$"));
      at = step.end();
    }
    return at;
  }
}
