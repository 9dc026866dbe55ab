package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The examples of Data Aggregation, 3 and 7, and what goes with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AggregationTest {
  private static final Path FOLDER = Path.of("src/test/resources/models");
  private static final Path ANSWERS = Path.of("src/test/resources/aggregation");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    Map<String, String> data = new HashMap<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("sales"))) {
      for (Path file : files.toList()) {
        data.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    service = ModelUnderTest.serve(folder, FOLDER.resolve("sales.csdl.xml"), data);
  }

  @AfterAll
  void close() {
    service.close();
  }

  /** Each request of the files is answered as it stands below it. */
  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(ANSWERS)) {
      for (Path file : files.sorted().toList()) {
        for (String block : Files.readString(file).strip().split("\n\n", -1)) {
          int end = block.indexOf('\n');
          String request = block.substring(0, end);
          String expected = block.substring(end + 1);
          tests.add(DynamicTest.dynamicTest(request, () -> check(request, expected)));
        }
      }
    }
    return tests.stream();
  }

  private void check(String request, String expected) {
    Answer answer = service.get(request);
    String body = answer.text().replaceAll("http://[^/]*/odata/", "~/");
    assertEquals(expected, answer.status() + " " + body);
  }

  private List<String> texts(String target, String pointer) {
    List<String> texts = new ArrayList<>();
    service.json(target).get("value").forEach(item -> texts.add(item.at(pointer).asText()));
    return texts;
  }

  /** 3.3.8: pages of groups go on where the one before ended. */
  @Test
  void groupsComeInPages() {
    String target = "Sales?$apply=groupby((Customer/Name,Amount))&$orderby=Amount desc";
    List<String> pages = new ArrayList<>();
    JsonNode page = service.json(target, "Prefer: maxpagesize=2");
    int number = 1;
    page.get("value").forEach(item -> pages.add(item.toString()));
    while (page.has("@odata.nextLink")) {
      String next = page.get("@odata.nextLink").asText();
      page = service.json(next.substring(next.indexOf("/odata/") + 7), "Prefer: maxpagesize=2");
      page.get("value").forEach(item -> pages.add(item.toString()));
      number++;
    }
    List<String> whole = new ArrayList<>();
    service.json(target).get("value").forEach(item -> whole.add(item.toString()));
    assertEquals(whole, pages);
    assertTrue(number > 2, () -> "one page: " + pages);
  }

  /** 3.3.8: entities that are left come in pages as well. */
  @Test
  void entitiesComeInPages() {
    String target = "Sales?$apply=filter(Amount gt 1)&$orderby=Amount desc&$top=5";
    List<String> pages = new ArrayList<>();
    JsonNode page = service.json(target, "Prefer: maxpagesize=2");
    page.get("value").forEach(item -> pages.add(item.get("ID").asText()));
    while (page.has("@odata.nextLink")) {
      String next = page.get("@odata.nextLink").asText();
      page = service.json(next.substring(next.indexOf("/odata/") + 7), "Prefer: maxpagesize=2");
      page.get("value").forEach(item -> pages.add(item.get("ID").asText()));
    }
    assertEquals(texts(target, "/ID"), pages);
    assertEquals(5, pages.size());
  }

  /** What each level of concat multiplies is limited by name. */
  @Test
  void readingsAreLimited() {
    String chain = "concat(identity,identity)";
    String eight = String.join("/", java.util.Collections.nCopies(8, chain));
    String message = service.get("Sales?$apply=" + eight).error(400);
    assertTrue(message.contains("applyReads (200)"), message);
    String seven = String.join("/", java.util.Collections.nCopies(7, chain));
    assertEquals("1024", service.get("Sales/$count?$apply=" + seven).ok().text());
  }

  /** A hundred transformations are a statement that either database takes. */
  @Test
  void chainsMayBeLong() {
    String filters = String.join("/", java.util.Collections.nCopies(100, "filter(Amount gt 1)"));
    assertEquals("6", service.get("Sales/$count?$apply=" + filters).ok().text());
    String tops = String.join("/", java.util.Collections.nCopies(50, "top(3)/filter(Amount gt 0)"));
    assertEquals("3", service.get("Sales/$count?$apply=" + tops).ok().text());
    String groups = String.join("/", java.util.Collections.nCopies(99, "groupby((Amount))"));
    String total = groups + "/aggregate(Amount with sum as T)";
    assertEquals(List.of("15"), texts("Sales?$apply=" + total, "/T"));
  }
}
