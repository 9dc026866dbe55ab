package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.sql.AnswersSql;
import dev.edmund.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests that clients may repeat, kept in the transaction of the change: one is
 * there if and only if its change is, after a crash and for other processes too.
 *
 * @param now when the request is answered
 */
public record RepeatedAnswers(ChangeSession session, Instant now) {

  /**
   * A request that may be repeated.
   *
   * @param client empty where it does not say who it is
   * @param id unique for the client
   * @param content what tells whether another request with the id is the same
   * @param until how long its answer counts
   */
  public record Request(String client, String id, String content, Instant until) {}

  /** What was answered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Begins a request, unless it has been answered. What is in another transaction is waited for.
   *
   * @return the answer that it got; empty where it is the first of its id
   * @throws ODataException 400 when the id was used for another request
   */
  public Optional<Answer> begin(Request request) {
    boolean first =
        !rows(AnswersSql.claim(
                request.client(),
                request.id(),
                request.content(),
                request.until().getEpochSecond(),
                now.getEpochSecond()))
            .isEmpty();
    if (first) {
      return Optional.empty();
    }
    List<@Nullable Object> row = rows(AnswersSql.read(request.client(), request.id())).get(0);
    if (!request.content().equals(row.get(0))) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "The id was used for another request: method, URL or body are not the same.",
          "Repeatability-Request-ID");
    }
    return Optional.of(
        new Answer(
            Integer.parseInt(String.valueOf(row.get(1))),
            headers(String.valueOf(row.get(2))),
            Base64.getDecoder().decode(String.valueOf(row.get(3)))));
  }

  /** Keeps the answer to a request that was begun, and forgets some that are too old. */
  public void end(Request request, Answer answer) {
    rows(
        AnswersSql.keep(
            request.client(),
            request.id(),
            answer.status(),
            text(answer.headers()),
            Base64.getEncoder().encodeToString(answer.body())));
    rows(AnswersSql.forget(now.getEpochSecond()));
  }

  private List<List<@Nullable Object>> rows(Statement statement) {
    return session.run(statement).orElse(List.of());
  }

  /** A line for each value: no header has line breaks. */
  static String text(Map<String, List<String>> headers) {
    StringBuilder text = new StringBuilder();
    headers.forEach(
        (name, values) ->
            values.forEach(value -> text.append(name).append(": ").append(value).append('\n')));
    return text.toString();
  }

  static Map<String, List<String>> headers(String text) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              headers
                  .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                  .add(line.substring(colon + 2));
            });
    return headers;
  }
}
