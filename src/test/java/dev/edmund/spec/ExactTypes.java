package dev.edmund.spec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** The primitive types with random values, the remarkable ones more often. */
final class ExactTypes {
  private static final Pattern ESCAPE = Pattern.compile("(\\\\u00)(\\p{XDigit}{2})");
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

  private ExactTypes() {}

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String unquoted(String token) {
    return token.substring(1, token.length() - 1);
  }

  private static Arbitrary<String> mixed(Arbitrary<String> random, String... remarkable) {
    return Arbitraries.frequencyOf(Tuple.of(3, random), Tuple.of(1, Arbitraries.of(remarkable)));
  }

  /** A type whose values are all plain texts: the literal is the text itself. */
  private static <T extends Comparable<? super T>> ExactType<T> plain(
      String declaration,
      Arbitrary<String> inputs,
      Function<String, T> meaning,
      Function<T, String> json) {
    Function<T, String> bare = value -> json.apply(value).replace("\"", "");
    return new ExactType<>(
        declaration,
        inputs,
        meaning,
        json,
        bare,
        bare,
        (a, b) -> a.compareTo(b) == 0,
        Comparator.naturalOrder(),
        true);
  }

  static ExactType<BigInteger> integer(String name, long least, long most) {
    return plain(
        "Type='Edm." + name + "'",
        mixed(
            Arbitraries.longs()
                .between(least, most)
                .withDistribution(RandomDistribution.uniform())
                .map(String::valueOf),
            String.valueOf(least),
            String.valueOf(least + 1),
            String.valueOf(most - 1),
            String.valueOf(most),
            "0",
            "1"),
        BigInteger::new,
        BigInteger::toString);
  }

  static ExactType<BigDecimal> decimal() {
    Arbitrary<String> random =
        Combinators.combine(
                Arbitraries.bigIntegers()
                    .between(BigInteger.TEN.pow(38).negate(), BigInteger.TEN.pow(38))
                    .withDistribution(RandomDistribution.uniform()),
                Arbitraries.integers().between(0, 40))
            .as((unscaled, scale) -> new BigDecimal(unscaled, scale).toPlainString());
    return plain(
        "Type='Edm.Decimal' Scale='variable'",
        mixed(
            random,
            "0",
            "0.10",
            "1e2",
            "-0.0",
            "9007199254740993",
            "9007199254740992.0",
            "99999999999999999999999999999999999999",
            "-0.00000000000000000000000000000000000001",
            "1" + "0".repeat(200)),
        BigDecimal::new,
        value -> value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
  }

  static ExactType<Double> floating(boolean single) {
    Function<String, Double> number =
        text -> single ? Double.valueOf(Float.valueOf(text).toString()) : Double.valueOf(text);
    Arbitrary<String> random =
        single
            ? Arbitraries.floats().map(f -> new BigDecimal(Float.toString(f)).toString())
            : Arbitraries.doubles().map(d -> new BigDecimal(Double.toString(d)).toString());
    Arbitrary<String> inputs =
        mixed(
            random,
            "0",
            "-0.0",
            "0.1",
            "1",
            "16777217",
            "-1e-40",
            "3e38",
            "\"INF\"",
            "\"-INF\"",
            "\"NaN\"");
    Function<Double, String> json =
        value ->
            value.isNaN() || value.isInfinite() ? quoted(special(value)) : shortest(value, single);
    return new ExactType<>(
        "Type='Edm." + (single ? "Single" : "Double") + "'",
        inputs,
        token ->
            switch (token) {
              case "\"INF\"" -> Double.POSITIVE_INFINITY;
              case "\"-INF\"" -> Double.NEGATIVE_INFINITY;
              case "\"NaN\"" -> Double.NaN;
              default -> number.apply(token) + 0.0;
            },
        json,
        value -> json.apply(value).replace("\"", ""),
        value -> json.apply(value).replace("\"", ""),
        (a, b) -> a.doubleValue() == b.doubleValue(),
        Comparator.naturalOrder(),
        false);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";
  }

  /** The fewest digits that give the same number. */
  private static String shortest(double value, boolean single) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    for (int digits = 1; ; digits++) {
      BigDecimal rounded =
          new BigDecimal(single ? (double) (float) value : value)
              .round(new java.math.MathContext(digits, java.math.RoundingMode.HALF_EVEN));
      boolean same =
          single ? rounded.floatValue() == (float) value : rounded.doubleValue() == value;
      if (same) {
        return java(rounded);
      }
    }
  }

  /** As Java writes numbers: plain near one, with an exponent else. */
  private static String java(BigDecimal number) {
    BigDecimal value = number.stripTrailingZeros();
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= -3 && exponent < 7) {
      String plain = value.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = value.unscaledValue().abs().toString();
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + "."
        + (digits.length() == 1 ? "0" : digits.substring(1))
        + "E"
        + exponent;
  }

  static ExactType<Boolean> bool() {
    return plain(
        "Type='Edm.Boolean'", Arbitraries.of("true", "false"), Boolean::valueOf, String::valueOf);
  }

  static ExactType<String> guid() {
    return plain(
        "Type='Edm.Guid'",
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), Arbitraries.of(true, false))
            .as(
                (high, low, upper) -> {
                  String text = new UUID(high, low).toString();
                  return quoted(upper ? text.toUpperCase(Locale.ROOT) : text);
                }),
        token -> unquoted(token).toLowerCase(Locale.ROOT),
        ExactTypes::quoted);
  }

  static ExactType<LocalDate> date() {
    return plain(
        "Type='Edm.Date'",
        mixed(
            Arbitraries.longs()
                .between(
                    LocalDate.of(1, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay())
                .withDistribution(RandomDistribution.uniform())
                .map(day -> quoted(LocalDate.ofEpochDay(day).toString())),
            "\"0001-01-01\"",
            "\"9999-12-31\"",
            "\"2000-02-29\""),
        token -> LocalDate.parse(unquoted(token)),
        value -> quoted(value.toString()));
  }

  private static Arbitrary<String> fraction() {
    return Arbitraries.strings()
        .numeric()
        .ofMinLength(0)
        .ofMaxLength(12)
        .map(digits -> digits.isEmpty() ? "" : "." + digits);
  }

  static String fractionText(BigDecimal seconds) {
    BigDecimal rest = seconds.remainder(BigDecimal.ONE).abs().stripTrailingZeros();
    return rest.signum() == 0 ? "" : rest.toPlainString().substring(1);
  }

  static ExactType<BigDecimal> timeOfDay() {
    return plain(
        "Type='Edm.TimeOfDay' Precision='12'",
        mixed(
            Combinators.combine(Arbitraries.integers().between(0, 86_399), fraction())
                .as((second, rest) -> quoted(clock(second) + rest)),
            "\"00:00\"",
            "\"23:59:59.999999999999\"",
            "\"08:15:00.10\"",
            "\"08:15:00.1\""),
        token -> secondsOfDay(unquoted(token)),
        value -> quoted(clock(value.intValue()) + fractionText(value)));
  }

  static String clock(int second) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
  }

  static BigDecimal secondsOfDay(String text) {
    BigDecimal seconds =
        BigDecimal.valueOf(
            Integer.parseInt(text.substring(0, 2)) * 3600L
                + Integer.parseInt(text.substring(3, 5)) * 60L);
    return text.length() == 5 ? seconds : seconds.add(new BigDecimal(text.substring(6)));
  }

  /** A point in time: seconds since 1970, and the minutes its clock is ahead of UTC. */
  record Instant(BigDecimal seconds, int offset) implements Comparable<Instant> {
    @Override
    public int compareTo(Instant other) {
      return seconds.compareTo(other.seconds);
    }

    static Instant parse(String text) {
      int zone = Math.max(text.indexOf('Z'), Math.max(text.indexOf('+'), text.lastIndexOf('-')));
      int point = text.indexOf('.');
      OffsetDateTime whole =
          OffsetDateTime.parse(text.substring(0, point < 0 ? zone : point) + text.substring(zone));
      BigDecimal rest =
          point < 0 ? BigDecimal.ZERO : new BigDecimal("0" + text.substring(point, zone));
      return new Instant(
          BigDecimal.valueOf(whole.toEpochSecond()).add(rest),
          whole.getOffset().getTotalSeconds() / 60);
    }

    String text() {
      BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(whole.longValueExact() + offset * 60L, 0, ZoneOffset.UTC);
      String zone =
          offset == 0
              ? "Z"
              : String.format(
                  Locale.ROOT,
                  "%s%02d:%02d",
                  offset < 0 ? "-" : "+",
                  Math.abs(offset) / 60,
                  Math.abs(offset) % 60);
      return local.toLocalDate()
          + "T"
          + clock(local.toLocalTime().toSecondOfDay())
          + fractionText(seconds.subtract(whole))
          + zone;
    }
  }

  static ExactType<Instant> dateTimeOffset() {
    long first = LocalDate.of(1, 1, 2).toEpochDay() * 86_400;
    long last = LocalDate.of(9999, 12, 30).toEpochDay() * 86_400;
    Arbitrary<String> random =
        Combinators.combine(
                Arbitraries.longs()
                    .between(first, last)
                    .withDistribution(RandomDistribution.uniform()),
                fraction(),
                Arbitraries.integers().between(-14 * 60, 14 * 60).injectNull(0.3))
            .as(
                (second, rest, offset) ->
                    quoted(
                        new Instant(
                                new BigDecimal(second + (rest.isEmpty() ? "" : rest)),
                                Objects.requireNonNullElse(offset, 0))
                            .text()));
    return plain(
        "Type='Edm.DateTimeOffset' Precision='12'",
        mixed(
            random,
            "\"0001-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999999999999Z\"",
            "\"2025-03-01T08:15:00+02:00\"",
            "\"2025-03-01T06:15:00Z\"",
            "\"2025-03-01T00:45:00-05:30\"",
            "\"1969-12-31T23:59:59.5Z\""),
        token -> Instant.parse(unquoted(token)),
        value -> quoted(value.text()));
  }

  static ExactType<BigDecimal> duration() {
    Arbitrary<String> random =
        Combinators.combine(
                Arbitraries.of("", "-"),
                Arbitraries.integers().between(0, 100_000),
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(0, 100),
                fraction())
            .as((sign, d, h, s, rest) -> quoted(sign + "P" + d + "DT" + h + "H" + s + rest + "S"));
    ExactType<BigDecimal> plain =
        plain(
            "Type='Edm.Duration' Precision='12'",
            mixed(
                random, "\"PT0S\"", "\"-PT0.000000000001S\"", "\"PT60S\"", "\"P1D\"", "\"PT24H\""),
            token -> durationSeconds(unquoted(token)),
            value -> quoted(durationText(value)));
    return new ExactType<>(
        plain.declaration(),
        plain.inputs(),
        plain.meaning(),
        plain.json(),
        plain.raw(),
        value -> "duration'" + durationText(value) + "'",
        plain.equal(),
        plain.order(),
        true);
  }

  static BigDecimal durationSeconds(String text) {
    var m =
        Pattern.compile("(-?)P(?:(\\d+)D)?T?(?:(\\d+)H)?(?:(\\d+)M)?(?:([\\d.]+)S)?").matcher(text);
    if (!m.matches()) {
      throw new AssertionError(text);
    }
    BigDecimal seconds = BigDecimal.ZERO;
    int[] units = {86_400, 3_600, 60, 1};
    for (int i = 0; i < units.length; i++) {
      String part = m.group(i + 2);
      if (part != null) {
        seconds = seconds.add(new BigDecimal(part).multiply(BigDecimal.valueOf(units[i])));
      }
    }
    return m.group(1).isEmpty() ? seconds : seconds.negate();
  }

  static String durationText(BigDecimal value) {
    BigDecimal[] days = value.abs().divideAndRemainder(DAY);
    int second = days[1].intValue();
    StringBuilder time = new StringBuilder();
    time.append(second >= 3600 ? second / 3600 + "H" : "");
    time.append(second / 60 % 60 > 0 ? second / 60 % 60 + "M" : "");
    String rest = second % 60 + fractionText(value);
    time.append(rest.equals("0") ? "" : rest + "S");
    String date = days[0].signum() > 0 ? days[0].toBigInteger() + "D" : "";
    if (date.isEmpty() && time.length() == 0) {
      return "PT0S";
    }
    return (value.signum() < 0 ? "-" : "") + "P" + date + (time.length() == 0 ? "" : "T" + time);
  }

  static ExactType<String> text() {
    Arbitrary<String> character =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.strings().ofLength(1).withCharRange('\u0001', '\u007f')),
            Tuple.of(2, Arbitraries.strings().ofLength(1).withCharRange('\u0080', '\ud7ff')),
            Tuple.of(1, Arbitraries.strings().ofLength(1).withCharRange('\ue000', '\ufffd')),
            Tuple.of(
                1, Arbitraries.integers().between(0x10000, 0x10ffff).map(Character::toString)));
    Arbitrary<String> random =
        character.list().ofMaxSize(20).map(parts -> jsonString(String.join("", parts)));
    return new ExactType<>(
        "Type='Edm.String'",
        mixed(random, "\"\"", "\" \"", "\"a\"", "\"A\"", "\"é\"", "\"é\"", "\"𝄞\"", "\"\uFFFD\""),
        ExactTypes::parsed,
        ExactTypes::jsonString,
        value -> new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
        value -> "'" + value.replace("'", "''") + "'",
        String::equals,
        ExactTypes::byCodePoint,
        true);
  }

  private static String jsonString(String text) {
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return quoted(
        ESCAPE
            .matcher(escaped)
            .replaceAll(
                m -> Matcher.quoteReplacement(m.group(1) + m.group(2).toLowerCase(Locale.ROOT))));
  }

  private static String parsed(String token) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readValue(token, String.class);
    } catch (java.io.IOException e) {
      throw new AssertionError(token, e);
    }
  }

  static int byCodePoint(String a, String b) {
    int[] first = a.codePoints().toArray();
    int[] second = b.codePoints().toArray();
    return java.util.Arrays.compare(first, second);
  }

  static ExactType<String> binary() {
    Arbitrary<String> random =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(40)
            .map(b -> quoted(Base64.getUrlEncoder().withoutPadding().encodeToString(b)));
    return new ExactType<>(
        "Type='Edm.Binary'",
        mixed(random, "\"\"", "\"AA\"", "\"_-8\""),
        ExactTypes::unquoted,
        ExactTypes::quoted,
        value -> new String(Base64.getUrlDecoder().decode(value), StandardCharsets.ISO_8859_1),
        value -> "binary'" + value + "'",
        String::equals,
        null,
        false);
  }
}
