package dev.edmund.processor.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.processor.ErrorAnswers;
import dev.edmund.processor.Responses;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads of a batch on several threads (JSON Format, 19.4). */
final class ParallelReadsTest {
  private static final String ROOT = "http://edmund.test/odata";
  private static final int LARGE = 3_000_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Helpers helpers =
      work -> {
        threads.execute(work);
        return true;
      };

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /**
   * Answers {@code slow} after two milliseconds, {@code pair} when another thread asks for {@code
   * pair}, too, {@code large} with megabytes, {@code late} with an error behind its beginning.
   */
  private static final class Reads implements Service {
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Set<Thread> used = ConcurrentHashMap.newKeySet();
    final CountDownLatch pair = new CountDownLatch(2);
    boolean met = true;

    @Override
    public ODataResponse answer(ODataRequest request, Mount mount) {
      String path = request.getRawODataPath();
      asked.add(request.getMethod() + " " + path);
      used.add(Thread.currentThread());
      ODataResponse response = new ODataResponse();
      response.setStatusCode(200);
      if (path.contains("slow")) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
      }
      if (path.contains("pair")) {
        pair.countDown();
        try {
          met &= pair.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      if (path.contains("fail")) {
        return Responses.error(new ODataException(ErrorCode.CONFLICT, "No."), "4.0", null);
      }
      if (path.contains("defect")) {
        throw new IllegalStateException("secret");
      }
      Responses.body(
          response,
          "application/json",
          out -> {
            byte[] piece = ("\"" + path + "\"").getBytes(StandardCharsets.UTF_8);
            if (path.contains("late")) {
              out.write(piece);
              throw new ODataException(ErrorCode.UNAVAILABLE, "Too late.");
            }
            out.write('[');
            out.write(piece);
            for (int i = 0; path.contains("large") && i < LARGE; i += 1_000) {
              out.write(("," + "1".repeat(999)).getBytes(StandardCharsets.US_ASCII));
            }
            out.write(']');
          });
      return response;
    }

    @Override
    public <R> R run(Function<Service, R> requests) {
      return requests.apply(this);
    }

    @Override
    public ODataResponse options(ODataRequest request, Mount mount) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean holds(String condition, Map<String, String> values) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public ServiceOverview overview() {
      throw new UnsupportedOperationException();
    }
  }

  private String batch(Reads service, Helpers with, String... requests) throws IOException {
    String body = "{\"requests\":[" + String.join(",", requests).replace('\'', '"') + "]}";
    ODataRequest request = new ODataRequest();
    request.setMethod(HttpMethod.POST);
    request.setRawBaseUri(ROOT);
    request.setRawODataPath("/$batch");
    request.setRawRequestUri(ROOT + "/$batch");
    request.setHeader("Content-Type", "application/json");
    request.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    BatchService batches =
        new BatchService(service, Limits.defaults(), service, ErrorAnswers.ODATA, List.of(), with);
    ODataResponse response = batches.answer(request, new Mount("/odata/", false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.getODataContent().write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String get(int id, String url) {
    return "{'id':'" + id + "','method':'get','url':'" + url + "'}";
  }

  private static String[] mixed() {
    String[] requests = new String[60];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = get(i, i % 7 == 0 ? "slow" + i : i % 13 == 0 ? "late" + i : "read" + i);
    }
    requests[20] = get(20, "fail");
    requests[21] = get(21, "defect");
    requests[30] = "{'id':'30','method':'post','url':'changed','body':{}}";
    requests[40] = "{'id':'40','method':'get','url':'$39','dependsOn':['39']}";
    requests[50] = get(50, "large");
    requests[51] = get(51, "large");
    requests[52] = get(52, "large");
    return requests;
  }

  @Test
  @DisplayName("the answers are the same, and in the same order, as on one thread")
  void sameAnswers() throws IOException {
    String alone = batch(new Reads(), Helpers.NONE, mixed());
    for (int i = 0; i < 5; i++) {
      Reads service = new Reads();
      String together = batch(service, helpers, mixed());
      // Not by assertEquals, which would print megabytes.
      assertTrue(alone.equals(together), () -> together.substring(0, 2_000));
    }
  }

  @Test
  @DisplayName("two reads are answered at the same time once a batch has proved slow")
  void together() throws IOException {
    Reads service = new Reads();
    String answer =
        batch(service, helpers, get(1, "slow"), get(2, "pair1"), get(3, "pair2"), get(4, "read"));
    assertTrue(service.met, answer);
    assertTrue(service.used.size() > 1, answer);
    assertTrue(answer.indexOf("pair1") < answer.indexOf("pair2"), answer);
  }

  @Test
  @DisplayName("no read overtakes a change, and none is made before a change that stands before it")
  void changes() throws IOException {
    Reads service = new Reads();
    batch(
        service,
        helpers,
        get(1, "slow1"),
        get(2, "slow2"),
        get(3, "slow3"),
        "{'id':'4','method':'post','url':'changed','body':{}}",
        get(5, "after1"),
        get(6, "after2"));
    List<String> asked = List.copyOf(service.asked);
    int change = asked.indexOf("POST /changed");
    assertEquals(3, change, asked.toString());
    assertEquals(6, asked.size());
  }

  @Test
  @DisplayName("a large answer waits for its turn without being held as a whole")
  void bounded() throws IOException {
    Reads service = new Reads();
    String answer =
        batch(service, helpers, get(1, "slow"), get(2, "large2"), get(3, "large3"), get(4, "end"));
    assertTrue(answer.length() > 2 * LARGE, "length " + answer.length());
    assertTrue(answer.endsWith("\"body\":[\"/end\"]}]}"), "the end");
  }

  @Test
  @DisplayName("who makes an answer that nobody wants any more is let go")
  void dropped() throws Exception {
    Reads service = new Reads();
    CountDownLatch ended = new CountDownLatch(1);
    Helpers watched =
        work -> {
          threads.execute(
              () -> {
                work.run();
                ended.countDown();
              });
          return true;
        };
    String part = "--b\r\nContent-Type: application/http\r\n\r\nGET %s\r\n\r\n";
    String body =
        part.formatted("slow") + part.formatted("slow-fail") + part.formatted("large") + "--b--";
    ODataRequest request = new ODataRequest();
    request.setMethod(HttpMethod.POST);
    request.setRawBaseUri(ROOT);
    request.setRawODataPath("/$batch");
    request.setRawRequestUri(ROOT + "/$batch");
    request.setHeader("Content-Type", "multipart/mixed; boundary=b");
    request.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    ODataResponse response =
        new BatchService(
                service, Limits.defaults(), service, ErrorAnswers.ODATA, List.of(), watched)
            .answer(request, new Mount("/odata/", false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.getODataContent().write(out);
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("large"));
    assertTrue(ended.await(30, TimeUnit.SECONDS));
  }
}
