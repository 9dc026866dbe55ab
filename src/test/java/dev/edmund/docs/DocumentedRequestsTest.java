package dev.edmund.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say what the service does: every example in them is sent and compared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedRequestsTest {
  private static final Path PAGES = Path.of("src/site/markdown");

  private RunningEdmund edmund;
  private final Map<String, RunningEdmund> others = new HashMap<>();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    edmund = RunningEdmund.start(folder);
    for (DocumentedRequest example : examples()) {
      String model = example.model();
      if (!model.isEmpty() && !others.containsKey(model)) {
        Path own = Files.createDirectory(folder.resolve("model" + others.size()));
        others.put(model, RunningEdmund.start(own, Path.of(model)));
      }
    }
  }

  @AfterAll
  void stop() {
    edmund.close();
    others.values().forEach(RunningEdmund::close);
  }

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> pages = Files.walk(PAGES)) {
      documents.addAll(pages.filter(p -> p.toString().endsWith(".md")).sorted().toList());
    }
    return documents;
  }

  static List<DocumentedRequest> examples() throws IOException {
    return documents().stream().flatMap(d -> DocumentedRequest.in(d).stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsAnsweredAsWritten(DocumentedRequest example) throws IOException {
    RunningEdmund.Answer answer =
        others
            .getOrDefault(example.model(), edmund)
            .send(example.method(), example.target(), example.headers(), example.body());
    assertEquals(example.status(), answer.status(), () -> example.place() + "\n" + answer.text());
    for (String fragment : example.fragments()) {
      assertTrue(
          answer.text().contains(fragment),
          () -> example.place() + ": no " + fragment + " in\n" + answer.text());
    }
  }

  @Test
  void everySampleOfTheStartPageAnswers() throws IOException {
    RunningEdmund.Answer page = edmund.send("GET", "/", List.of("Accept: text/html"));
    List<String> links =
        page.text()
            .lines()
            .flatMap(line -> Stream.of(line.split("href=\"", -1)).skip(1))
            .map(part -> part.substring(0, part.indexOf('"')))
            .map(link -> link.replace("&amp;", "&").replace("&apos;", "'").replace("&#39;", "'"))
            .toList();
    assertTrue(links.size() > 40, page.text());
    for (String link : links) {
      String target = link.substring("http://127.0.0.1:8080".length());
      assertEquals(200, edmund.send("GET", target, List.of()).status(), target);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksBetweenDocumentsLeadSomewhere(Path document) throws IOException {
    for (String part : Files.readString(document).split("\\]\\(", -1)) {
      int end = part.indexOf(')');
      String link = end < 0 ? "" : part.substring(0, end);
      if (link.endsWith(".md") && !link.contains(":")) {
        assertTrue(Files.exists(document.resolveSibling(link)), document + " links to " + link);
      }
    }
  }

  @Test
  void everyPageIsLinkedFromTheIndex() throws IOException {
    String index = Files.readString(PAGES.resolve("index.md"));
    for (Path document : documents().subList(1, documents().size())) {
      String link = PAGES.relativize(document).toString();
      assertTrue(link.equals("index.md") || index.contains("](" + link + ")"), link);
    }
  }
}
