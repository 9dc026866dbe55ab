package dev.edmund.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A GET in parts, of which some can be left out.
 *
 * @param path below the service root, encoded
 * @param options the query options, not encoded, in their order
 * @param headers each as {@code Name: value}
 */
record RandomRequest(String path, Map<String, Phrase> options, List<String> headers) {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*,;=:@/";

  /** What stands in the request line. */
  String target() {
    String query =
        options.entrySet().stream()
            .map(e -> e.getKey() + "=" + encoded(e.getValue().toString()))
            .collect(Collectors.joining("&"));
    return "/odata/" + path + (query.isEmpty() ? "" : "?" + query);
  }

  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf((char) b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append("%").append(Character.forDigit((b >> 4) & 15, 16));
        encoded.append(Character.forDigit(b & 15, 16));
      }
    }
    return encoded.toString();
  }

  /** Requests that ask for less. */
  Stream<RandomRequest> smaller() {
    List<RandomRequest> all = new ArrayList<>();
    for (String name : options.keySet()) {
      Map<String, Phrase> fewer = new LinkedHashMap<>(options);
      fewer.remove(name);
      all.add(new RandomRequest(path, fewer, headers));
    }
    for (int i = 0; i < headers.size(); i++) {
      List<String> fewer = new ArrayList<>(headers);
      fewer.remove(i);
      all.add(new RandomRequest(path, options, fewer));
    }
    Stream<RandomRequest> shorter =
        options.entrySet().stream()
            .flatMap(
                option ->
                    option
                        .getValue()
                        .smaller()
                        .map(
                            phrase -> {
                              Map<String, Phrase> changed = new LinkedHashMap<>(options);
                              changed.put(option.getKey(), phrase);
                              return new RandomRequest(path, changed, headers);
                            }));
    return Stream.concat(all.stream(), shorter);
  }

  @Override
  public String toString() {
    String query =
        options.entrySet().stream()
            .map(e -> "\n  " + e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining());
    return "GET " + target() + "\n  " + String.join("\n  ", headers) + query;
  }
}
