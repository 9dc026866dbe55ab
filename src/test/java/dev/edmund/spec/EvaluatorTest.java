package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.expr.Expr;
import dev.edmund.spec.EvaluatedValues.Undefined;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random expressions mean in the database what {@link Evaluator} makes of the specification (Part
 * 2, 5.1.1). The properties {@code edmund.test.seed} and {@code edmund.test.requests} ask for other
 * expressions and for more of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EvaluatorTest {
  private static final long SEED = Long.getLong("edmund.test.seed", 7);
  private static final int EXPRESSIONS = Integer.getInteger("edmund.test.requests", 300);
  private static final int DIFFERENCES = Integer.getInteger("edmund.test.differences", 5);
  private static final int ROWS = 60;
  private static final int BATCH = 25;
  private static final int DEPTH = 4;
  private static final int ATTEMPTS = 150;
  private static final String LEFT_OPEN = "left open";

  private final TypedRows rows = TypedRows.of(new Random(SEED), ROWS);

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @SuppressWarnings("NullAway.Init")
  private UriParser parser;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, TypedRows.schema(), Map.of("Rows.json", rows.json()));
    Model model = Model.load(folder.resolve("model.csdl.xml"));
    parser = new UriParser(model.edm(), Limits.defaults(), ParserSettings.DEFAULT);
  }

  @AfterAll
  void close() {
    service.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * An expression with its value for each row.
   *
   * @param values {@link #LEFT_OPEN} where the specification says nothing
   */
  private record Expected(Phrase phrase, Expr expr, List<@Nullable String> values) {
    boolean decided() {
      return values.stream().noneMatch(LEFT_OPEN::equals);
    }

    String option() {
      return encoded(phrase.toString());
    }
  }

  /** Empty where the types do not fit, or there is none. */
  private Optional<Expected> expected(Phrase phrase) {
    Expr expr;
    try {
      String query = "$compute=" + encoded(phrase.toString()) + "%20as%20x";
      expr = parser.parse("Rows", query, "/").options().compute().get(0).expression();
    } catch (ODataException wrong) {
      return Optional.empty();
    }
    if (expr.type() == null) {
      return Optional.empty();
    }
    List<@Nullable String> values = new ArrayList<>();
    for (Map<String, Object> row : rows.values()) {
      try {
        values.add(Evaluator.text(expr, expr.accept(new Evaluator(row))));
      } catch (Undefined open) {
        values.add(LEFT_OPEN);
      }
    }
    return Optional.of(new Expected(phrase, expr, values));
  }

  @Test
  void computedValuesAreThoseOfTheSpecification() {
    TypedExpressions expressions = new TypedExpressions(new Random(SEED));
    areAsExpected(Stream.generate(() -> expressions.value(DEPTH)), this::computed, this::computed);
  }

  @Test
  void filtersFindWhatTheSpecificationSays() {
    TypedExpressions expressions = new TypedExpressions(new Random(SEED + 1));
    areAsExpected(
        Stream.generate(() -> expressions.condition(DEPTH)),
        this::filtered,
        all -> all.stream().map(this::filtered).flatMap(Optional::stream).findFirst());
  }

  private void areAsExpected(
      Stream<Phrase> random,
      Function<Expected, Optional<String>> one,
      Function<List<Expected>, Optional<String>> many) {
    List<Expected> all =
        random.limit(EXPRESSIONS).map(this::expected).flatMap(Optional::stream).toList();
    List<Expected> decided = all.stream().filter(Expected::decided).toList();
    assertTrue(
        decided.size() > EXPRESSIONS / 2, () -> decided.size() + " of " + all.size() + " decided");
    List<Expected> suspects = new ArrayList<>(all.stream().filter(e -> !e.decided()).toList());
    for (int i = 0; i < decided.size(); i += BATCH) {
      List<Expected> batch = decided.subList(i, Math.min(i + BATCH, decided.size()));
      if (many.apply(batch).isPresent()) {
        suspects.addAll(batch);
      }
    }
    List<String> differences = new ArrayList<>();
    Iterator<Expected> left = suspects.iterator();
    while (left.hasNext() && differences.size() < DIFFERENCES) {
      Expected suspect = left.next();
      if (one.apply(suspect).isPresent()) {
        Expected smallest = shrunk(suspect, one);
        differences.add(smallest.phrase() + "\n  " + one.apply(smallest).orElse("") + "\n");
      }
    }
    assertEquals("", String.join("\n", differences), "seed " + SEED);
  }

  private Expected shrunk(Expected suspect, Function<Expected, Optional<String>> one) {
    Expected smallest = suspect;
    int left = ATTEMPTS;
    boolean found = true;
    while (found && left > 0) {
      found = false;
      Iterator<Phrase> smaller = smallest.phrase().smaller().iterator();
      while (!found && smaller.hasNext() && left-- > 0) {
        Optional<Expected> next = expected(smaller.next());
        if (next.isPresent() && one.apply(next.get()).isPresent()) {
          smallest = next.get();
          found = true;
        }
      }
    }
    return smallest;
  }

  private Optional<String> computed(Expected expected) {
    return computed(List.of(expected));
  }

  /** The first value that is another one. */
  private Optional<String> computed(List<Expected> all) {
    String items =
        IntStream.range(0, all.size())
            .mapToObj(i -> all.get(i).option() + "%20as%20x" + i)
            .collect(Collectors.joining(","));
    String names =
        IntStream.range(0, all.size()).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    Answer answer = service.get("Rows?$compute=" + items + "&$select=Id," + names + "&$orderby=Id");
    if (answer.status() != 200) {
      return refused(answer, all);
    }
    JsonNode found = answer.json().get("value");
    for (int i = 0; i < all.size(); i++) {
      for (int row = 0; row < ROWS; row++) {
        String wanted = all.get(i).values().get(row);
        JsonNode value = found.get(row).path("x" + i);
        if (!LEFT_OPEN.equals(wanted) && !same(wanted, value, name(all.get(i)))) {
          return Optional.of(
              "row " + row + ": " + value + " and not " + wanted + about(all.get(i), row));
        }
      }
    }
    return Optional.empty();
  }

  private String about(Expected expected, int row) {
    String text = expected.phrase().toString();
    return rows.values().get(row).entrySet().stream()
        .filter(e -> text.contains(e.getKey()))
        .map(e -> "\n    " + e.getKey() + " = " + e.getValue())
        .collect(Collectors.joining());
  }

  /** Where a row lets the request fail, it may; what is not built may be refused. */
  private static Optional<String> refused(Answer answer, List<Expected> all) {
    boolean mayBe = answer.status() == 400 && all.size() == 1 && !all.get(0).decided();
    return mayBe ? Optional.empty() : Optional.of(answer.status() + " " + answer.text());
  }

  private static String name(Expected expected) {
    EdmType type = expected.expr().type();
    return type == null ? "" : type.getName();
  }

  /** Several texts of the same length may stand for one floating point number. */
  private static boolean same(@Nullable String wanted, JsonNode value, String type) {
    if (wanted == null) {
      return value.isNull();
    }
    if (!value.isNumber()) {
      return wanted.equals(value.asText()) && !value.isNull();
    }
    if (wanted.endsWith("N") || wanted.endsWith("F")) {
      return false;
    }
    return switch (type) {
      case "Single" -> Float.parseFloat(wanted) == value.floatValue();
      case "Double" -> Double.parseDouble(wanted) == value.doubleValue();
      default -> new BigDecimal(wanted).compareTo(value.decimalValue()) == 0;
    };
  }

  private Optional<String> filtered(Expected expected) {
    String option = "&$filter=" + expected.option();
    Answer answer = service.get("Rows?$select=Id&$orderby=Id" + option);
    if (answer.status() != 200) {
      return refused(answer, List.of(expected));
    }
    List<Integer> found = new ArrayList<>();
    answer.json().get("value").forEach(row -> found.add(row.get("Id").asInt()));
    for (int row = 0; row < ROWS; row++) {
      String wanted = expected.values().get(row);
      if (!LEFT_OPEN.equals(wanted) && Objects.equals(wanted, "true") != found.contains(row)) {
        return Optional.of("row " + row + " is " + wanted + about(expected, row));
      }
    }
    return Optional.empty();
  }
}
