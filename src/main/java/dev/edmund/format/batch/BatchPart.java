package dev.edmund.format.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of a batch.
 *
 * @param number its place in the batch, from 1
 * @param id its identifier; null where it has none
 * @param group the change set or atomicity group it belongs to; null for none
 * @param dependsOn the requests and groups that must have succeeded before
 * @param condition the condition of {@code if}; null without one
 * @param url as it was sent
 * @param headers by their names in lower case
 * @param body empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BatchPart(
    int number,
    @Nullable String id,
    @Nullable String group,
    List<String> dependsOn,
    @Nullable String condition,
    String method,
    String url,
    Map<String, String> headers,
    byte[] body) {

  /** Where in the batch this is, for messages. */
  public String place() {
    return place(number, id);
  }

  static String place(int number, @Nullable String id) {
    return id == null ? "Request " + number : "Request " + number + " (id '" + id + "')";
  }

  /** The error of a batch in which this request is wrong. */
  public ODataException wrong(String what) {
    return new ODataException(ErrorCode.BAD_REQUEST, place() + ": " + what);
  }
}
