package dev.edmund.spec;

import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One model with one set of rows, served from two databases that are asked the same. */
final class TwoDatabases implements AutoCloseable {
  private static final String HOST = "http://edmund.test";
  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "ETag",
          "OData-Version",
          "Preference-Applied",
          "Vary",
          "Allow",
          "Content-Range",
          "Retry-After");
  private static final Pattern NEXT =
      Pattern.compile("nextLink\":\"" + Pattern.quote(HOST) + "([^\"]*)\"");

  /** Signed with the secret of the database. */
  private static final Pattern TOKEN = Pattern.compile("skiptoken=[\\w-]*");

  private static final int PAGES = 200;
  private static final int SHOWN = 300;

  private final One first;
  private final One second;
  private int found;

  private TwoDatabases(One first, One second) {
    this.first = first;
    this.second = second;
  }

  private record One(HttpServer server, ShippedService service, RawHttp client) {
    static One serve(ShippedService service) {
      try {
        HttpServer server =
            HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
        server.start(service.service());
        return new One(server, service, new RawHttp(server.port()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Answer get(String target, List<String> headers) {
      List<String> all = new ArrayList<>(headers);
      all.add("Host: " + HOST.substring("http://".length()));
      return client.send("GET", target, all, "");
    }

    void close() {
      server.close();
      service.close();
    }
  }

  /**
   * Serves a model.
   *
   * @param data the folder to load where a database is new; null for none
   */
  static TwoDatabases serve(Path model, @Nullable Path data, String first, String second) {
    return of(ShippedService.of(model, data, first), ShippedService.of(model, data, second));
  }

  /** Asks two services over the same rows, or what should look the same. */
  static TwoDatabases of(ShippedService first, ShippedService second) {
    return new TwoDatabases(One.serve(first), One.serve(second));
  }

  /** What the first database answers. */
  Answer get(String target, String... headers) {
    return first.get(target, List.of(headers));
  }

  /** How many requests were answered with 200 by both, those for further pages among them. */
  int found() {
    return found;
  }

  /** How the answers differ, those to the next links in them included. */
  Optional<String> difference(RandomRequest request) {
    return difference(request.target(), request.target(), request.headers(), new int[] {PAGES});
  }

  private Optional<String> difference(
      String target, String other, List<String> headers, int[] pages) {
    Answer a = first.get(target, headers);
    Answer b = second.get(other, headers);
    found += a.status() == 200 ? 1 : 0;
    Optional<String> difference = between(a, b);
    if (difference.isPresent()) {
      return difference.map(text -> "GET " + target + "\n" + text);
    }
    List<String> next = next(a);
    List<String> others = next(b);
    for (int i = 0; i < next.size() && pages[0]-- > 0; i++) {
      difference = difference(next.get(i), others.get(i), headers, pages);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static List<String> next(Answer answer) {
    Matcher links = NEXT.matcher(answer.text());
    return links.results().map(link -> link.group(1).replace("\\/", "/")).toList();
  }

  private static Optional<String> between(Answer a, Answer b) {
    String x = head(a) + "\n" + comparable(a);
    String y = head(b) + "\n" + comparable(b);
    if (x.equals(y)) {
      // What neither can answer is as wrong as what both answer in different ways.
      return a.status() == 500 ? Optional.of(a.text()) : Optional.empty();
    }
    int at = 0;
    while (at < Math.min(x.length(), y.length()) && x.charAt(at) == y.charAt(at)) {
      at++;
    }
    return Optional.of("first:  " + around(x, at) + "\nsecond: " + around(y, at));
  }

  private static String comparable(Answer answer) {
    // A character for a byte, whatever the bytes are.
    String text = new String(answer.bytes(), StandardCharsets.ISO_8859_1);
    return TOKEN.matcher(text).replaceAll("skiptoken=");
  }

  private static String head(Answer answer) {
    return answer.status()
        + HEADERS.stream()
            .filter(name -> !answer.all(name).isEmpty())
            .map(name -> " " + name + ": " + answer.all(name))
            .collect(Collectors.joining());
  }

  private static String around(String text, int at) {
    int from = Math.max(0, at - SHOWN);
    int to = Math.min(text.length(), at + SHOWN);
    return text.substring(0, 3) + " … " + utf8(text, from, at) + "►" + utf8(text, at, to);
  }

  private static String utf8(String bytes, int from, int to) {
    byte[] part = bytes.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
    return new String(part, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
