package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows delta links has what the service has, whatever is written meanwhile. */
final class FollowedChangesTest {
  private static final String JSON = "Content-Type: application/json";
  private static final int WRITERS = 3;
  private static final int ROUNDS = 4;
  private static final int WRITES = 12;
  private static final int KEYS = 10;

  @TempDir Path folder = Path.of("");

  /** A copy of a result, kept by its delta links. */
  private static final class Copy {
    private final ModelUnderTest server;
    private final String query;
    private final String page;
    private final Map<String, JsonNode> entities = new TreeMap<>();
    private String link = "";

    Copy(ModelUnderTest server, String query, int pageSize) {
      this.server = server;
      this.query = query;
      this.page = "Prefer: odata.maxpagesize=" + pageSize;
    }

    void begin() {
      take(query, page + ", odata.track-changes");
    }

    void follow() {
      take(link, page);
    }

    private void take(String first, String prefer) {
      String target = first;
      while (!target.isEmpty()) {
        JsonNode part = server.json(target, prefer);
        part.get("value").forEach(this::apply);
        boolean more = part.has("@odata.nextLink");
        target = more ? target(part, "@odata.nextLink") : "";
        link = more ? link : target(part, "@odata.deltaLink");
      }
    }

    private String target(JsonNode part, String name) {
      return server.targetOf(part.get(name).asText());
    }

    private void apply(JsonNode item) {
      if (item.path("@odata.context").asText().endsWith("/$deletedEntity")) {
        entities.remove(item.get("id").asText());
      } else {
        entities.put(server.url("Customers(" + item.get("Id").asText() + ")"), item);
      }
    }

    Map<String, JsonNode> whole() {
      Copy whole = new Copy(server, query, 1000);
      whole.begin();
      return whole.entities;
    }
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.3: a copy that follows the changes is the same as the result")
  @ValueSource(longs = {1, 2})
  void same(long seed) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (ModelUnderTest server = ModelUnderTest.serve(folder, ChangeTrackingTest.MODEL, Map.of())) {
      Copy all = new Copy(server, "Customers", 4);
      Copy some = new Copy(server, "Customers?$filter=Age lt 50&$select=Id,Age", 3);
      all.begin();
      some.begin();
      for (int round = 0; round < ROUNDS; round++) {
        List<Future<?>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          Random random = new Random(seed * 1000 + round * 10L + w);
          writers.add(threads.submit(() -> write(server, random)));
        }
        all.follow();
        some.follow();
        for (Future<?> writer : writers) {
          writer.get();
        }
        all.follow();
        some.follow();
        assertEquals(all.whole(), all.entities);
        assertEquals(some.whole(), some.entities);
      }
      assertTrue(all.link.contains("$deltatoken="));
    } finally {
      threads.shutdown();
    }
  }

  private static void write(ModelUnderTest server, Random random) {
    for (int i = 0; i < WRITES; i++) {
      int key = 1 + random.nextInt(KEYS);
      String entity = "Customers(" + key + ")";
      String age = "\"Age\":" + random.nextInt(100);
      Answer answer =
          switch (random.nextInt(5)) {
            case 0, 1 -> server.post("Customers", "{\"Id\":" + key + "," + age + "}", JSON);
            case 2 -> server.send("PATCH", entity, "{" + age + "}", JSON);
            case 3 -> server.send("PATCH", entity, "{\"Tags\":[\"t" + i + "\"]}", JSON);
            default -> server.send("DELETE", entity, "");
          };
      assertTrue(answer.status() < 500, answer::text);
    }
  }
}
