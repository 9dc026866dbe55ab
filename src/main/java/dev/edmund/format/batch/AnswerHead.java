package dev.edmund.format.batch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes before the body of an answer to one request of a batch.
 *
 * @param id the identifier of the request; null where it has none
 * @param group the change set or atomicity group of the request; null for none
 */
public record AnswerHead(
    @Nullable String id, @Nullable String group, int status, Map<String, List<String>> headers) {

  /** The first value of a header, whatever the case of its name; empty without one. */
  public String header(String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
        return header.getValue().get(0);
      }
    }
    return "";
  }
}
