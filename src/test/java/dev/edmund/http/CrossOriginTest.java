package dev.edmund.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers to pages of other servers, by the CORS protocol that browsers follow (Fetch, 3.2). */
final class CrossOriginTest {
  private static final String APP = "http://localhost:3000";

  private interface Asked {
    void with(RawClient client) throws IOException;
  }

  private static void serving(Set<String> origins, Asked asked) throws IOException {
    int urlBytes = Limits.defaults().urlBytes();
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, null, urlBytes, null, 0, origins);
    try (HttpServer server = HttpServer.bind(settings)) {
      server.start(new EchoService());
      asked.with(new RawClient(server.port()));
    }
  }

  private static RawClient.Answer preflight(RawClient client, String origin) throws IOException {
    return client.request(
        "OPTIONS",
        "/odata/a(1)",
        "Origin: " + origin,
        "Access-Control-Request-Method: PATCH",
        "Access-Control-Request-Headers: authorization,content-type,mscrm.mergelabels");
  }

  private static Optional<String> allowed(RawClient.Answer answer) {
    return answer.header("Access-Control-Allow-Origin");
  }

  @Test
  void pageOfTheOriginMaySendAnyHeaderAndMethodAndSeesTheHeadersOfTheAnswer() throws IOException {
    serving(
        Set.of(APP, "https://app.example"),
        client -> {
          RawClient.Answer before = preflight(client, APP);
          assertTrue(before.status() == 200 || before.status() == 204, before.head());
          assertEquals(Optional.of(APP), allowed(before));
          assertTrue(list(before, "Access-Control-Allow-Methods").contains("patch"), before.head());
          assertTrue(
              list(before, "Access-Control-Allow-Headers")
                  .containsAll(List.of("authorization", "*")),
              before.head());
          RawClient.Answer answer = client.get("/odata/a", "Origin: https://app.example");
          assertEquals(200, answer.status());
          assertEquals(Optional.of("https://app.example"), allowed(answer));
          assertEquals(Optional.of("*"), answer.header("Access-Control-Expose-Headers"));
          assertTrue(list(answer, "Vary").contains("origin"), answer.head());
        });
  }

  @Test
  void errorsCanBeReadToo() throws IOException {
    serving(
        Set.of(APP),
        client -> {
          RawClient.Answer nowhere = client.get("/nowhere", "Origin: " + APP);
          assertEquals(404, nowhere.status());
          assertEquals(Optional.of(APP), allowed(nowhere));
        });
  }

  @Test
  void pagesOfOthersSeeNothingAndTheServersOwnGoOn() throws IOException {
    serving(
        Set.of("https://app.example"),
        client -> {
          for (String origin :
              List.of("https://app.example.evil.example", "https://appxexample", "null", APP)) {
            assertEquals(Optional.empty(), allowed(preflight(client, origin)), origin);
            RawClient.Answer answer = client.get("/odata/a", "Origin: " + origin);
            assertEquals(200, answer.status(), origin);
            assertEquals(Optional.empty(), allowed(answer), origin);
          }
        });
  }

  @Test
  void anyPageMayAskWithoutCredentials() throws IOException {
    serving(
        Set.of("*"),
        client -> {
          RawClient.Answer answer = client.get("/odata/a", "Origin: " + APP);
          assertEquals(Optional.of(APP), allowed(answer));
          assertEquals(Optional.empty(), answer.header("Access-Control-Allow-Credentials"));
          assertTrue(
              list(preflight(client, APP), "Access-Control-Allow-Headers")
                  .contains("authorization"));
        });
  }

  @Test
  void nobodyMayUnlessItIsSaid() throws IOException {
    serving(
        Set.of(),
        client -> {
          assertEquals(Optional.empty(), allowed(client.get("/odata/a", "Origin: " + APP)));
          assertEquals(Optional.empty(), allowed(preflight(client, APP)));
        });
  }

  private static List<String> list(RawClient.Answer answer, String header) {
    return answer.all(header).stream()
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .map(item -> item.trim().toLowerCase(Locale.ROOT))
        .toList();
  }
}
