package dev.edmund.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An example of a document: a block fenced with {@code http}. Its first line is the request, the
 * next ones headers, then the body behind a blank line where there is one, then a line with {@code
 * HTTP} and the status, and what the answer holds: each line up to the next blank one, its
 * indentation apart, stands in the headers or the body. A comment {@code <!-- model: FILE -->}
 * above the examples tells that they are about another model, with the data beside it.
 *
 * @param model the model that the file says its examples are about; empty for that of Edmund
 * @param place file and line, for messages
 * @param line method and target; blanks in the target stand for {@code %20}
 */
record DocumentedRequest(
    String model,
    String place,
    String line,
    List<String> headers,
    String body,
    int status,
    List<String> fragments) {
  private static final String STATUS = "HTTP ";
  private static final String MODEL = "<!-- model: ";

  DocumentedRequest {
    headers = List.copyOf(headers);
    fragments = List.copyOf(fragments);
  }

  String method() {
    return line.substring(0, line.indexOf(' '));
  }

  String target() {
    return line.substring(line.indexOf(' ') + 1).replace(" ", "%20");
  }

  /** The examples of a Markdown file. */
  static List<DocumentedRequest> in(Path file) {
    List<DocumentedRequest> found = new ArrayList<>();
    List<String> block = null;
    int number = 0;
    String model = "";
    for (String line : lines(file)) {
      number++;
      if (line.startsWith(MODEL)) {
        model = line.substring(MODEL.length(), line.indexOf(" -->"));
      } else if (block == null) {
        block = line.equals("```http") ? new ArrayList<>() : null;
      } else if (line.equals("```")) {
        found.add(of(model, file.getFileName() + ":" + (number - block.size()), block));
        block = null;
      } else {
        block.add(line);
      }
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DocumentedRequest of(String model, String place, List<String> block) {
    int status = 1;
    while (status < block.size() && !block.get(status).startsWith(STATUS)) {
      status++;
    }
    if (status == block.size()) {
      throw new AssertionError(place + ": the example has no line 'HTTP <status>'");
    }
    int blank = block.subList(0, status).indexOf("");
    int body = blank < 0 ? status : blank;
    return new DocumentedRequest(
        model,
        place,
        block.get(0),
        block.subList(1, body),
        String.join("\n", block.subList(Math.min(body + 1, status), status)),
        Integer.parseInt(block.get(status).substring(STATUS.length()).trim()),
        block.subList(status + 1, block.size()).stream()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList());
  }
}
