package dev.edmund.sql;

import static dev.edmund.model.storage.ColumnType.BINARY;
import static dev.edmund.model.storage.ColumnType.BOOLEAN;
import static dev.edmund.model.storage.ColumnType.DATE;
import static dev.edmund.model.storage.ColumnType.DATETIME;
import static dev.edmund.model.storage.ColumnType.DECIMAL;
import static dev.edmund.model.storage.ColumnType.DOUBLE;
import static dev.edmund.model.storage.ColumnType.DURATION;
import static dev.edmund.model.storage.ColumnType.GUID;
import static dev.edmund.model.storage.ColumnType.INTEGER;
import static dev.edmund.model.storage.ColumnType.JSON;
import static dev.edmund.model.storage.ColumnType.TEXT;
import static dev.edmund.model.storage.ColumnType.TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Operation;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every operation has the same result on both databases (Part 2, 5.1.1). */
final class OperationsTest {
  private static final BothDatabases BOTH = open();

  private static BothDatabases open() {
    try {
      return new BothDatabases();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Signature(Operation operation, ColumnType result, List<ColumnType> types) {}

  private static final List<Signature> SIGNATURES = new ArrayList<>();

  private static void add(ColumnType result, List<ColumnType> types, Operation... operations) {
    Arrays.stream(operations).forEach(o -> SIGNATURES.add(new Signature(o, result, types)));
  }

  static {
    add(TEXT, List.of(TEXT, TEXT), Operation.CONCAT);
    add(INTEGER, List.of(TEXT), Operation.LENGTH);
    add(INTEGER, List.of(TEXT, TEXT), Operation.INDEX_OF);
    add(TEXT, List.of(TEXT, INTEGER), Operation.SUBSTRING_FROM);
    add(TEXT, List.of(TEXT, INTEGER, INTEGER), Operation.SUBSTRING);
    add(TEXT, List.of(TEXT), Operation.LOWER, Operation.UPPER, Operation.TRIM);
    add(INTEGER, List.of(DATE), Operation.YEAR, Operation.MONTH, Operation.DAY);
    add(INTEGER, List.of(DATETIME), Operation.YEAR, Operation.MONTH, Operation.DAY);
    add(INTEGER, List.of(DATETIME), Operation.HOUR, Operation.MINUTE, Operation.SECOND);
    add(INTEGER, List.of(TIME), Operation.HOUR, Operation.MINUTE, Operation.SECOND);
    add(DECIMAL, List.of(TIME), Operation.FRACTION_OF_SECOND);
    add(DECIMAL, List.of(DATETIME), Operation.FRACTION_OF_SECOND);
    add(DATE, List.of(DATETIME), Operation.DATE_OF);
    add(TIME, List.of(DATETIME), Operation.TIME_OF);
    add(DATETIME, List.of(DATETIME, DURATION), Operation.DATETIME_PLUS);
    add(DURATION, List.of(DATETIME, DATETIME), Operation.DATETIME_MINUS);
    add(DATE, List.of(DATE, DURATION), Operation.DATE_PLUS);
    add(DURATION, List.of(DATE, DATE), Operation.DATE_MINUS);
    add(TEXT, List.of(DATETIME), Operation.DATETIME_TO_TEXT);
    for (ColumnType number : List.of(INTEGER, DOUBLE)) {
      add(number, List.of(number), Operation.NEGATE);
      add(
          number,
          List.of(number, number),
          Operation.ADD,
          Operation.SUBTRACT,
          Operation.MULTIPLY,
          Operation.DIVIDE,
          Operation.MODULO);
    }
    add(
        DECIMAL,
        List.of(DECIMAL, DECIMAL),
        Operation.DECIMAL_ADD,
        Operation.DECIMAL_SUBTRACT,
        Operation.DECIMAL_MULTIPLY,
        Operation.DECIMAL_DIVIDE,
        Operation.DECIMAL_MODULO);
    add(DOUBLE, List.of(DOUBLE), Operation.ROUND, Operation.FLOOR, Operation.CEILING);
    add(
        DECIMAL,
        List.of(DECIMAL),
        Operation.DECIMAL_NEGATE,
        Operation.DECIMAL_ROUND,
        Operation.DECIMAL_FLOOR,
        Operation.DECIMAL_CEILING);
    add(DECIMAL, List.of(INTEGER), Operation.INTEGER_TO_DECIMAL);
    add(DECIMAL, List.of(DOUBLE), Operation.DOUBLE_TO_DECIMAL);
    add(DOUBLE, List.of(INTEGER), Operation.INTEGER_TO_DOUBLE);
    add(DOUBLE, List.of(DECIMAL), Operation.DECIMAL_TO_DOUBLE);
    add(INTEGER, List.of(DECIMAL), Operation.DECIMAL_TO_INTEGER);
    add(INTEGER, List.of(DOUBLE), Operation.DOUBLE_TO_INTEGER);
    for (ColumnType text : List.of(TEXT, GUID, DATE, TIME)) {
      add(TEXT, List.of(text), Operation.STORED_AS_TEXT);
    }
    add(TEXT, List.of(INTEGER), Operation.INTEGER_TO_TEXT);
    add(DOUBLE, List.of(DOUBLE), Operation.DOUBLE_TO_SINGLE, Operation.NARROWED);
    add(TEXT, List.of(DOUBLE), Operation.DOUBLE_TO_TEXT);
    add(TEXT, List.of(DURATION), Operation.DURATION_TO_TEXT);
    add(TEXT, List.of(DECIMAL), Operation.DECIMAL_TO_TEXT);
    add(TEXT, List.of(BOOLEAN), Operation.BOOLEAN_TO_TEXT);
  }

  /** Those whose arguments are less free than their types: each has a test of its own. */
  private static final Set<Operation> APART =
      EnumSet.of(
          Operation.DATETIME_LOCAL,
          Operation.OFFSET_MINUTES,
          Operation.OFFSET_TO_TEXT,
          Operation.JSON_VALUE,
          Operation.JSON_TYPE,
          Operation.JSON_ARRAY,
          Operation.JSON_AS_STORED,
          Operation.JSON_TO_DOUBLE,
          Operation.JSON_TO_DECIMAL,
          Operation.JSON_TO_DATETIME,
          Operation.JSON_TO_OFFSET,
          Operation.JSON_TO_BINARY,
          Operation.DYNAMIC,
          Operation.DYNAMIC_TAG,
          Operation.DYNAMIC_ENUM,
          // In LiteralOperationsTest.
          Operation.BINARY_TO_TEXT,
          Operation.TEXT_TO_VALUE,
          Operation.TEXT_TO_OFFSET,
          Operation.ENUM_TO_TEXT,
          Operation.TEXT_TO_ENUM,
          // In ExpressionLanguageTest, over HTTP.
          Operation.CHOOSE,
          Operation.MATCHES,
          Operation.ARRAY_OF,
          Operation.OBJECT_OF,
          Operation.GATHER,
          Operation.ARRAY_OR_EMPTY,
          Operation.CANONICAL,
          Operation.DATETIME_IN_JSON,
          Operation.ARRAY_CONCAT,
          Operation.ARRAY_SLICE,
          Operation.ARRAY_LENGTH,
          Operation.ARRAY_HAS_SUBSET,
          Operation.ARRAY_HAS_SUBSEQUENCE,
          Operation.ARRAY_CONTAINS,
          Operation.ARRAY_STARTS_WITH,
          Operation.ARRAY_ENDS_WITH,
          Operation.ARRAY_INDEX_OF,
          // In GeoOperationsTest.
          Operation.GEOGRAPHY_DISTANCE,
          Operation.GEOMETRY_DISTANCE,
          Operation.GEOGRAPHY_LENGTH,
          Operation.GEOMETRY_LENGTH,
          Operation.GEOGRAPHY_INTERSECTS,
          Operation.GEOMETRY_INTERSECTS);

  @Test
  void allOperationsAreCompared() {
    Set<Operation> compared =
        SIGNATURES.stream().map(Signature::operation).collect(Collectors.toSet());
    compared.addAll(APART);
    assertEquals(EnumSet.allOf(Operation.class), EnumSet.copyOf(compared));
  }

  private static void same(BothDatabases.Call call) {
    assertEquals(BOTH.onSqlite(call), BOTH.onPostgres(call), call::toString);
  }

  private static void same(Operation operation, ColumnType result, Object... typed) {
    List<ColumnType> types = new ArrayList<>();
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int i = 0; i < typed.length; i += 2) {
      types.add((ColumnType) typed[i]);
      arguments.add(typed[i + 1]);
    }
    same(new BothDatabases.Call(operation, types, arguments, result));
  }

  @Property(tries = 8_000, shrinking = ShrinkingMode.BOUNDED)
  void resultsAreTheSame(@ForAll("calls") BothDatabases.Call call) {
    same(call);
  }

  @Provide
  Arbitrary<BothDatabases.Call> calls() {
    return Arbitraries.of(SIGNATURES)
        .flatMap(
            s ->
                Combinators.combine(s.types().stream().map(OperationValues::of).toList())
                    .as(
                        a ->
                            new BothDatabases.Call(
                                s.operation(), s.types(), inRange(s.operation(), a), s.result())));
  }

  /** Letters that newer versions of Unicode pair, and servers have one version or another. */
  private static final String NEWER_LETTERS =
      "[\\p{L}\\p{Cn}&&[^\\x{0}-\\x{24F}\\x{370}-\\x{52F}\\x{1E00}-\\x{1FFF}]]";

  /** SQLite takes only the last 32 bits of a position in a text. */
  private static List<Object> inRange(Operation operation, List<Object> arguments) {
    return switch (operation) {
      case SUBSTRING, SUBSTRING_FROM ->
          arguments.stream().map(a -> a instanceof Long n ? (Object) (n % 1_000_000) : a).toList();
      case LOWER, UPPER ->
          arguments.stream().map(a -> (Object) a.toString().replaceAll(NEWER_LETTERS, "")).toList();
      default -> arguments;
    };
  }

  @Property(tries = 100)
  void offsetsAreTheSame(@ForAll("moments") String time, @ForAll("minutes") long minutes) {
    same(Operation.DATETIME_LOCAL, DATETIME, DATETIME, time, INTEGER, minutes);
    same(Operation.OFFSET_TO_TEXT, TEXT, INTEGER, minutes);
    same(Operation.OFFSET_MINUTES, INTEGER, DATETIME, time, INTEGER, minutes);
    String stored = time + (minutes < 0 ? "" : "+") + minutes;
    same(Operation.JSON_TO_DATETIME, DATETIME, JSON, stored);
    same(Operation.JSON_TO_OFFSET, INTEGER, JSON, stored);
    same(Operation.JSON_TO_DATETIME, DATETIME, JSON, time);
    same(Operation.JSON_TO_OFFSET, INTEGER, JSON, time);
    for (DynamicKind kind : DynamicKind.values()) {
      dynamic(kind, "Edm.DateTimeOffset", "text", stored);
      dynamic(kind, "self.Moment", "text", stored);
      dynamic(kind, "Edm.DateTimeOffset", "text", time);
    }
  }

  @Provide
  Arbitrary<String> moments() {
    return OperationValues.of(DATETIME).map(Object::toString);
  }

  @Provide
  Arbitrary<Long> minutes() {
    return Arbitraries.longs().between(-840, 840);
  }

  @Test
  void sigmaAtTheEndOfAWordHasItsOwnForm() {
    same(Operation.LOWER, TEXT, TEXT, "ΟΔΟΣ ΣΑΣ");
  }

  @Test
  void nullsHaveNoResult() {
    for (Signature s : SIGNATURES) {
      List<@Nullable Object> nulls = new ArrayList<>();
      s.types().forEach(t -> nulls.add(null));
      same(new BothDatabases.Call(s.operation(), s.types(), nulls, s.result()));
    }
    List<@Nullable Object> unknown = new ArrayList<>();
    unknown.add(null);
    same(new BothDatabases.Call(Operation.OFFSET_TO_TEXT, List.of(INTEGER), unknown, TEXT));
  }

  private static void dynamic(DynamicKind kind, String tag, String json, Object value) {
    String postgres = value instanceof String text ? text : plain(json, value);
    ColumnType result = kind.type();
    BothDatabases.Call sqlite =
        new BothDatabases.Call(
            Operation.DYNAMIC,
            List.of(TEXT, TEXT, TEXT, TEXT),
            List.of(kind.name(), tag, json, value),
            result);
    BothDatabases.Call other =
        new BothDatabases.Call(
            Operation.DYNAMIC,
            List.of(TEXT, TEXT, TEXT, TEXT),
            List.of(kind.name(), tag, json, postgres),
            result);
    assertEquals(BOTH.onSqlite(sqlite), BOTH.onPostgres(other), sqlite::toString);
  }

  /** A JSON value taken apart is a text there, whatever its kind. */
  private static String plain(String json, Object value) {
    return json.equals("true") || json.equals("false") ? json : value.toString();
  }

  @Property(tries = 100)
  void dynamicValuesAreTheSame(
      @ForAll("decimalValues") BigDecimal decimal,
      @ForAll("doubleValues") double real,
      @ForAll long integer,
      @ForAll("textValues") String text) {
    String exact = decimal.toPlainString();
    String floating =
        Double.isNaN(real)
            ? "NaN"
            : Double.isInfinite(real) ? (real > 0 ? "INF" : "-INF") : Double.toString(real);
    String word = text.isEmpty() ? "NaN" : text;
    for (DynamicKind kind : DynamicKind.values()) {
      dynamic(kind, "Edm.Decimal", "text", exact);
      dynamic(kind, "self.Amount", "text", exact);
      dynamic(kind, "Edm.Duration", "text", exact);
      if (Double.isFinite(real)) {
        dynamic(kind, "Edm.Double", "real", real);
        dynamic(kind, "", "real", real);
      } else {
        dynamic(kind, "Edm.Double", "text", floating);
        dynamic(kind, "self.Measure", "text", floating);
      }
      dynamic(kind, "Edm.Int64", "integer", integer);
      dynamic(kind, "self.Colour", "integer", integer);
      dynamic(kind, "self.Node/Count", "integer", integer);
      dynamic(kind, "", "text", word);
      dynamic(kind, "Edm.String", "text", word);
      dynamic(kind, "self.Name", "text", word);
      dynamic(kind, "Collection(self.Name)", "text", word);
    }
  }

  @Provide
  Arbitrary<BigDecimal> decimalValues() {
    return OperationValues.decimals()
        .map(d -> d.signum() == 0 ? BigDecimal.ZERO : d.stripTrailingZeros());
  }

  @Provide
  Arbitrary<Double> doubleValues() {
    return OperationValues.doubles().map(d -> d + 0.0);
  }

  @Provide
  Arbitrary<String> textValues() {
    return OperationValues.texts();
  }

  @Test
  void otherDynamicValuesAreTheSame() {
    for (DynamicKind kind : DynamicKind.values()) {
      dynamic(kind, "", "true", 1L);
      dynamic(kind, "", "false", 0L);
      dynamic(kind, "self.Flag", "true", 1L);
      dynamic(kind, "Edm.Guid", "text", "00000000-0000-0000-0000-00000000000a");
      dynamic(kind, "self.Id", "text", "00000000-0000-0000-0000-00000000000a");
      dynamic(kind, "Edm.Date", "text", "2024-02-29");
      dynamic(kind, "Collection(Edm.Date)", "text", "2024-02-29");
      dynamic(kind, "self.Day", "text", "2024-02-29");
      dynamic(kind, "Edm.TimeOfDay", "text", "12:30:00.5");
      dynamic(kind, "self.Clock", "text", "12:30:00.5");
      dynamic(kind, "Edm.Duration", "text", "-12.5");
      dynamic(kind, "Edm.Binary", "text", "_-8");
      dynamic(kind, "self.Bytes", "text", "_-8");
      dynamic(kind, "self.Shape", "object", "{\"@type\":\"self.Ball\",\"Radius\":1}");
      dynamic(kind, "self.Shape", "object", "{\"Label\":\"x\"}");
      dynamic(kind, "", "array", "[1,2]");
      dynamic(kind, "Edm.Untyped", "text", "a");
      dynamic(kind, "Edm.Untyped/Name", "text", "a");
    }
  }

  @Test
  void membersOfJsonAreTheSame() {
    String json =
        "{\"Name\":\"a \\\"b\\\" \\u00e9\",\"Name@type\":\"Edm.String\",\"Yes\":true,\"No\":false,"
            + "\"None\":null,\"Whole\":-12,\"Real\":1.5,\"Big\":1.0E20,"
            + "\"In\":{\"Deep\":{\"Zürich\":\"z\"},\"List\":[1,\"x\",null,{\"a\":1}]}}";
    for (String path :
        List.of(
            "$",
            "$.\"Name\"",
            "$.\"Name@type\"",
            "$.\"None\"",
            "$.\"Missing\"",
            "$.\"Name\".\"Missing\"",
            "$.\"Whole\"",
            "$.\"Real\"",
            "$.\"In\"",
            "$.\"In\".\"Deep\"",
            "$.\"In\".\"Deep\".\"Zürich\"",
            "$.\"In\".\"List\"")) {
      same(Operation.JSON_VALUE, JSON, JSON, json, TEXT, path);
      same(Operation.JSON_TYPE, TEXT, JSON, json, TEXT, path);
      same(Operation.JSON_ARRAY, JSON, JSON, json, TEXT, path, JSON, json, TEXT, path);
    }
    for (String path : List.of("$.\"Yes\"", "$.\"No\"", "$.\"Big\"")) {
      same(Operation.JSON_TYPE, TEXT, JSON, json, TEXT, path);
    }
  }

  /** Numbers are taken out of JSON as texts, which SQLite would not see there. */
  private static void on(Operation operation, ColumnType result, String expected, String... texts) {
    List<ColumnType> types = Arrays.stream(texts).map(t -> TEXT).toList();
    assertEquals(
        expected,
        BOTH.onPostgres(
            new BothDatabases.Call(operation, types, Arrays.asList((Object[]) texts), result)));
  }

  @Test
  void valuesInJsonAreTheSame() {
    same(Operation.JSON_AS_STORED, TEXT, JSON, "a");
    same(Operation.JSON_AS_STORED, GUID, JSON, "00000000-0000-0000-0000-00000000000a");
    on(Operation.JSON_AS_STORED, INTEGER, "-5", "-5");
    on(Operation.JSON_AS_STORED, BOOLEAN, "true", "true");
    for (String number : List.of("1.5", "-1.0E-300", "INF", "-INF", "NaN", "4.9E-324")) {
      same(Operation.JSON_TO_DOUBLE, DOUBLE, JSON, number);
    }
    for (String number : List.of("0", "-12.5", "123456789012345678901234567890.5")) {
      same(Operation.JSON_TO_DECIMAL, DECIMAL, JSON, number);
    }
    for (String bytes : List.of("", "_-8", "AA", "AAE", "_-8A", "not base64", "A")) {
      same(Operation.JSON_TO_BINARY, BINARY, JSON, bytes);
    }
    same(Operation.DYNAMIC_TAG, TEXT, TEXT, "a", TEXT, "b", TEXT, "c");
    on(Operation.DYNAMIC_ENUM, INTEGER, "5", "a", "a", "5");
    same(Operation.DYNAMIC_ENUM, INTEGER, TEXT, "a", TEXT, "b", TEXT, "5");
  }
}
