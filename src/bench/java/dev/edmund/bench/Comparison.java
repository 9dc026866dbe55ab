package dev.edmund.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.bench.load.HttpConnection;
import dev.edmund.bench.load.Tail;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks that two services answer alike, so that their speeds may be compared. */
final class Comparison {
  private static final int OK = 200;

  private final Service subject;
  private final Service reference;
  private final Path directory;

  Comparison(Service subject, Service reference, Path directory) {
    this.subject = subject;
    this.reference = reference;
    this.directory = directory;
  }

  /** Path and query of the same page of both. */
  record Page(String subject, String reference) {
    static Page first(String target) {
      return new Page(target, target);
    }
  }

  /**
   * Compares the answers to one request as parsed JSON.
   *
   * @return the next page, if both have one
   */
  Optional<Page> check(Page page, String prefer) throws IOException {
    Path mine = directory.resolve("subject.json");
    Path theirs = directory.resolve("reference.json");
    Optional<String> next = fetch(subject, page.subject(), prefer, mine);
    Optional<String> referenceNext = fetch(reference, page.reference(), prefer, theirs);
    JsonDifference difference = new JsonDifference(subject, reference);
    try (AnswerReader a = new AnswerReader(mine);
        AnswerReader b = new AnswerReader(theirs)) {
      JsonNode left = a.nextEntity();
      JsonNode right = b.nextEntity();
      for (int i = 0; left != null || right != null; i++) {
        difference.compare("value[" + i + "]", left, right);
        left = a.nextEntity();
        right = b.nextEntity();
      }
      difference.compare("", a.others(), b.others());
    }
    if (!difference.found().isEmpty()) {
      throw new BenchmarkException(
          "The answers to\n  "
              + page.subject()
              + "\ndiffer at\n"
              + String.join("\n", difference.found()));
    }
    return next.isPresent() && referenceNext.isPresent()
        ? Optional.of(new Page(next.get(), referenceNext.get()))
        : Optional.empty();
  }

  private static Optional<String> fetch(Service service, String target, String prefer, Path file)
      throws IOException {
    try (HttpConnection connection = new HttpConnection(service.port());
        OutputStream body = Files.newOutputStream(file)) {
      byte[] request = HttpConnection.request(service.port(), target, prefer);
      HttpConnection.Answer answer = connection.send(request, body);
      if (answer.status() != OK) {
        throw new BenchmarkException(
            service.name()
                + " answers "
                + answer.status()
                + " to\n  "
                + target
                + "\n"
                + Files.readString(file));
      }
    }
    Tail tail = new Tail();
    try (var in = Files.newInputStream(file)) {
      in.transferTo(tail);
    }
    return tail.nextTarget();
  }
}
