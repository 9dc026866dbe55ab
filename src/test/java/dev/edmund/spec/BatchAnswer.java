package dev.edmund.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One part of a multipart answer.
 *
 * @param headers the lines above the response, in lower case
 * @param status of the response; 0 for a change set
 * @param responseHeaders the header lines of the response
 * @param body of the response, or of the change set
 */
record BatchAnswer(List<String> headers, int status, List<String> responseHeaders, String body) {

  /** The parts of a whole answer, which has to be complete. */
  static List<BatchAnswer> of(Answer answer) {
    String type = answer.ok().header("Content-Type").orElse("");
    return of(answer.text(), type);
  }

  private static List<BatchAnswer> of(String text, String contentType) {
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed;boundary=")) {
      throw new AssertionError("not multipart: " + contentType + "\n" + text);
    }
    String delimiter = "--" + contentType.substring("multipart/mixed;boundary=".length());
    if (!text.endsWith(delimiter + "--\r\n") || !text.startsWith(delimiter)) {
      throw new AssertionError("not closed: " + text);
    }
    // The line end before a delimiter is part of it.
    String inner = text.substring(0, text.length() - 6 - delimiter.length());
    List<BatchAnswer> parts = new ArrayList<>();
    for (String part : ("\r\n" + inner).split("\r\n" + delimiter + "\r\n", -1)) {
      if (!part.isEmpty()) {
        parts.add(part(part));
      }
    }
    return parts;
  }

  private static BatchAnswer part(String text) {
    int end = text.indexOf("\r\n\r\n");
    List<String> headers = List.of(text.substring(0, end).toLowerCase(Locale.ROOT).split("\r\n"));
    String rest = text.substring(end + 4);
    if (!rest.startsWith("HTTP/1.1 ")) {
      return new BatchAnswer(headers, 0, List.of(), rest + "\r\n");
    }
    int blank = rest.indexOf("\r\n\r\n");
    List<String> lines = List.of(rest.substring(0, blank).split("\r\n"));
    return new BatchAnswer(
        headers,
        Integer.parseInt(lines.get(0).substring(9, 12)),
        lines.subList(1, lines.size()),
        rest.substring(blank + 4));
  }

  /** The value of a header above the response. */
  Optional<String> outer(String name) {
    return value(headers, name);
  }

  /** The value of a header of the response. */
  Optional<String> header(String name) {
    return value(responseHeaders, name);
  }

  private static Optional<String> value(List<String> lines, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).trim())
        .findFirst();
  }

  /** The answers of a change set. */
  List<BatchAnswer> changeSet() {
    return of(body, outer("Content-Type").orElse(""));
  }
}
