package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.ArrayList;
import java.util.List;

/** Splits a raw path at its slashes. */
final class PathSegments {
  private static final String FILTER = "$filter(";

  private PathSegments() {}

  /**
   * The decoded segments. One empty segment at the end is dropped; slashes inside of {@code
   * $filter(…)} do not split.
   */
  static List<Text> split(String rawPath) {
    List<String> raw = new ArrayList<>(List.of(rawPath.split("/", -1)));
    if (raw.get(raw.size() - 1).isEmpty()) {
      raw.remove(raw.size() - 1);
    }
    List<Text> segments = new ArrayList<>();
    int i = 0;
    while (i < raw.size()) {
      Text segment = PercentDecoder.path(raw.get(i), raw.get(i));
      int parts = 1;
      if (segment.value().startsWith(FILTER)) {
        parts = filterParts(raw, i);
        String joined = String.join("/", raw.subList(i, i + parts));
        segment = PercentDecoder.path(joined, FILTER + "…)");
      }
      if (segment.value().isEmpty()) {
        throw new ODataException(ErrorCode.SYNTAX, "The path has an empty segment.", rawPath);
      }
      segments.add(segment);
      i += parts;
    }
    return segments;
  }

  private static int filterParts(List<String> raw, int from) {
    int open = 0;
    boolean quoted = false;
    for (int i = from; i < raw.size(); i++) {
      String part = PercentDecoder.path(raw.get(i), FILTER + "…)").value();
      for (int j = 0; j < part.length(); j++) {
        char c = part.charAt(j);
        quoted ^= c == '\'';
        open += quoted || c != '(' ? 0 : 1;
        open -= quoted || c != ')' ? 0 : 1;
      }
      if (open <= 0 && !quoted) {
        return i - from + 1;
      }
    }
    return raw.size() - from;
  }
}
