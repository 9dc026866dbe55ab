package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes values through a data file, reads them over HTTP, and compares with what they mean. */
final class ExactValues<T> implements AutoCloseable {
  private static final String NONE = "Accept: application/json;odata.metadata=none";
  private static final int PAGE = 29;

  private final ExactType<T> type;
  private final List<@Nullable T> values;
  private final List<@Nullable T> others;
  private final Path folder;
  private final ModelUnderTest service;

  /**
   * Serves values.
   *
   * @param inputs JSON tokens, {@code null} among them
   */
  ExactValues(ExactType<T> type, List<String> inputs) {
    this.type = type;
    this.values = meaning(type, inputs);
    List<String> rotated = new ArrayList<>(inputs);
    Collections.rotate(rotated, 1);
    this.others = meaning(type, rotated);
    try {
      this.folder = Files.createTempDirectory("edmund-exact");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> data = new TreeMap<>();
    data.put(
        "Rows.json",
        IntStream.range(0, inputs.size())
            .mapToObj(
                i -> "{\"Id\":%d,\"V\":%s,\"W\":%s}".formatted(i, inputs.get(i), rotated.get(i)))
            .collect(Collectors.joining(",\n", "[", "]")));
    if (type.key()) {
      data.put(
          "Keys.json",
          distinct(inputs).stream()
              .map(token -> "{\"V\":" + token + "}")
              .collect(Collectors.joining(",\n", "[", "]")));
    }
    this.service = ModelUnderTest.serve(folder, schema(), data);
  }

  private static <T> List<@Nullable T> meaning(ExactType<T> type, List<String> inputs) {
    List<@Nullable T> values = new ArrayList<>();
    inputs.forEach(token -> values.add(token.equals("null") ? null : type.meaning().apply(token)));
    return values;
  }

  private String schema() {
    String keys =
        "<EntityType Name='Key'><Key><PropertyRef Name='V'/></Key><Property Name='V' %s"
                .formatted(type.declaration())
            + " Nullable='false'/></EntityType>";
    return "<EntityType Name='Row'><Key><PropertyRef Name='Id'/></Key>"
        + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
        + "<Property Name='V' %s/><Property Name='W' %s/></EntityType>"
            .formatted(type.declaration(), type.declaration())
        + (type.key() ? keys : "")
        + "<EntityContainer Name='C'><EntitySet Name='Rows' EntityType='self.Row'/>"
        + (type.key() ? "<EntitySet Name='Keys' EntityType='self.Key'/>" : "")
        + "</EntityContainer>";
  }

  /** Tokens whose values are not equal to one another. */
  private List<String> distinct(List<String> inputs) {
    List<String> distinct = new ArrayList<>();
    List<T> seen = new ArrayList<>();
    for (String token : inputs) {
      if (!token.equals("null")) {
        T value = type.meaning().apply(token);
        if (seen.stream().noneMatch(s -> type.equal().test(s, value))) {
          seen.add(value);
          distinct.add(token);
        }
      }
    }
    return distinct;
  }

  @Override
  public void close() {
    service.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values come out in their canonical form: in a collection, by themselves, and bare. */
  void areReadByteByByte() {
    String expected =
        IntStream.range(0, values.size())
            .mapToObj(i -> "{\"Id\":%d,\"V\":%s}".formatted(i, json(values.get(i))))
            .collect(Collectors.joining(",", "{\"value\":[", "]}"));
    assertEquals(expected, service.get("Rows?$select=Id,V&$orderby=Id", NONE).ok().text());
    for (int i = 0; i < values.size(); i += 7) {
      T value = values.get(i);
      Answer single = service.get("Rows(" + i + ")/V", NONE);
      Answer bare = service.get("Rows(" + i + ")/V/$value");
      if (value == null) {
        single.is(204);
        bare.is(204);
      } else {
        assertEquals("{\"value\":" + json(value) + "}", single.ok().text());
        assertEquals(
            type.raw().apply(value), new String(bare.ok().bytes(), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private String json(@Nullable T value) {
    return value == null ? "null" : type.json().apply(value);
  }

  /** Each value as a literal against all others (Part 2, 5.1.1.1). */
  void areCompared(int literals) {
    List<T> drawn = drawn(literals);
    for (T literal : drawn) {
      String text = type.literal().apply(literal);
      for (String operator : operators()) {
        boolean isNot = operator.equals("ne");
        filtered(
            "V " + operator + " " + text,
            (v, w) -> v == null ? isNot : type.holds(v, operator, literal));
        filtered(
            "not (" + text + " " + operator + " V)",
            (v, w) -> v == null ? !isNot : !type.holds(literal, operator, v));
      }
    }
    filtered(
        "V in (%s)".formatted(drawn.stream().map(type.literal()).collect(Collectors.joining(","))),
        (v, w) -> v != null && drawn.stream().anyMatch(d -> type.equal().test(v, d)));
    filtered("V eq null", (v, w) -> v == null);
    filtered("V ne null", (v, w) -> v != null);
    for (String operator : operators()) {
      filtered("V " + operator + " W", (v, w) -> holds(v, operator, w));
      filtered("not (V " + operator + " W)", (v, w) -> !holds(v, operator, w));
    }
  }

  private boolean holds(@Nullable T v, String operator, @Nullable T w) {
    if (v != null && w != null) {
      return type.holds(v, operator, w);
    }
    boolean same = v == null && w == null;
    return operator.equals("eq") ? same : operator.equals("ne") && !same;
  }

  private List<String> operators() {
    return type.order() == null ? List.of("eq", "ne") : List.of("eq", "ne", "lt", "le", "gt", "ge");
  }

  private List<T> drawn(int literals) {
    List<T> drawn = new ArrayList<>();
    for (int i = 0; i < values.size() && drawn.size() < literals; i += 3) {
      T value = values.get(i);
      if (value != null) {
        drawn.add(value);
      }
    }
    return drawn;
  }

  private void filtered(String filter, BiPredicate<@Nullable T, @Nullable T> holds) {
    List<Integer> expected =
        IntStream.range(0, values.size())
            .filter(i -> holds.test(values.get(i), others.get(i)))
            .boxed()
            .toList();
    String option = "$filter=" + encoded(filter);
    assertEquals(expected, ids(service.json("Rows?$select=Id&$orderby=Id&" + option)), filter);
    assertEquals(
        Integer.toString(expected.size()), service.get("Rows/$count?" + option).ok().text());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<Integer> ids(JsonNode page) {
    List<Integer> ids = new ArrayList<>();
    page.get("value").forEach(row -> ids.add(row.get("Id").asInt()));
    return ids;
  }

  /** Nulls first ascending and last descending (Part 2, 5.1.5), page by page. */
  void areSorted() {
    List<Integer> ascending =
        IntStream.range(0, values.size()).boxed().sorted(this::compare).toList();
    assertEquals(ascending, paged("Rows?$select=Id&$orderby=V"));
    List<Integer> descending = new ArrayList<>(ascending);
    Collections.reverse(descending);
    assertEquals(descending, paged("Rows?$select=Id&$orderby=V desc"));
  }

  private int compare(int first, int second) {
    Comparator<T> order = type.order();
    T a = values.get(first);
    T b = values.get(second);
    if (a == null || b == null || order == null) {
      return a == b ? Integer.compare(first, second) : a == null ? -1 : 1;
    }
    int compared = order.compare(a, b);
    return compared == 0 ? Integer.compare(first, second) : compared;
  }

  private List<Integer> paged(String target) {
    String preference = "Prefer: odata.maxpagesize=" + PAGE;
    JsonNode page = service.json(target, preference);
    List<Integer> ids = ids(page);
    while (page.has("@odata.nextLink")) {
      String next = page.get("@odata.nextLink").asText();
      page = service.json(next.substring(next.indexOf("Rows?")), preference);
      ids.addAll(ids(page));
    }
    return ids;
  }

  /** A literal finds the entity whose key equals it (Part 2, 4.3.1), and its id leads to it. */
  void areKeys(int literals) {
    for (T literal : drawn(literals)) {
      String url = "Keys(" + encoded(type.literal().apply(literal)) + ")";
      JsonNode entity = service.json(url, "Accept: application/json;odata.metadata=full");
      String id = entity.get("@odata.id").asText();
      assertEquals(
          service.get(url).ok().text(), service.get(id.substring(id.indexOf("Keys("))).ok().text());
    }
  }
}
