package dev.edmund.processor;

import dev.edmund.processor.SourceRow.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An expression as text, and what it means for a row: written from Part 2, 5.1.1 alone, sharing
 * nothing with what it tests. Null is no value, or unknown.
 */
record Formula(Kind kind, String text, Function<SourceRow, @Nullable Object> meaning) {

  @Nullable Object of(SourceRow row) {
    return meaning.apply(row);
  }

  @Override
  public String toString() {
    return text;
  }

  static Formula property(Kind kind, String name) {
    return new Formula(kind, name, row -> row.value(name, kind));
  }

  static Formula literal(Kind kind, String text, String plain) {
    Object value = kind.parse(plain);
    return new Formula(kind, text, row -> value);
  }

  /** A function is null where an argument is. */
  static Formula call(Kind kind, String text, Formula argument, Function<Object, Object> body) {
    return new Formula(
        kind,
        text,
        row -> {
          Object value = argument.of(row);
          return value == null ? null : body.apply(value);
        });
  }

  static Formula call(
      Kind kind, String text, Formula first, Formula second, BiFunction<Object, Object, Object> f) {
    return new Formula(
        kind,
        text,
        row -> {
          Object a = first.of(row);
          Object b = second.of(row);
          return a == null || b == null ? null : f.apply(a, b);
        });
  }

  static Formula length(Formula of) {
    return call(Kind.INTEGER, "length(" + of + ")", of, s -> number(points((String) s)));
  }

  static Formula lower(Formula of) {
    return call(Kind.TEXT, "tolower(" + of + ")", of, s -> ((String) s).toLowerCase(Locale.ROOT));
  }

  static Formula upper(Formula of) {
    return call(Kind.TEXT, "toupper(" + of + ")", of, s -> ((String) s).toUpperCase(Locale.ROOT));
  }

  static Formula trim(Formula of) {
    return call(Kind.TEXT, "trim(" + of + ")", of, s -> ((String) s).strip());
  }

  static Formula substring(Formula of, int start) {
    String text = "substring(" + of + "," + start + ")";
    return call(
        Kind.TEXT,
        text,
        of,
        s ->
            start >= points((String) s)
                ? ""
                : ((String) s).substring(((String) s).offsetByCodePoints(0, start)));
  }

  static Formula concat(Formula a, Formula b) {
    return call(Kind.TEXT, "concat(" + a + "," + b + ")", a, b, (x, y) -> x + "" + y);
  }

  static Formula indexOf(Formula a, Formula b) {
    return call(
        Kind.INTEGER,
        "indexof(" + a + "," + b + ")",
        a,
        b,
        (x, y) -> {
          int found = ((String) x).indexOf((String) y);
          return number(found < 0 ? -1 : ((String) x).codePointCount(0, found));
        });
  }

  static Formula year(Formula of) {
    return call(
        Kind.INTEGER,
        "year(" + of + ")",
        of,
        t ->
            number(
                t instanceof LocalDate date
                    ? date.getYear()
                    : ((Instant) t).atOffset(ZoneOffset.UTC).getYear()));
  }

  static Formula date(Formula of) {
    return call(
        Kind.DATE,
        "date(" + of + ")",
        of,
        t -> ((Instant) t).atOffset(ZoneOffset.UTC).toLocalDate());
  }

  static Formula rounded(String function, RoundingMode mode, Formula of) {
    return call(of.kind(), function + "(" + of + ")", of, n -> ((BigDecimal) n).setScale(0, mode));
  }

  static Formula arithmetic(String operator, Formula a, Formula b) {
    Kind kind = a.kind() == Kind.DECIMAL ? Kind.DECIMAL : b.kind();
    return call(
        kind,
        "(" + a + " " + operator + " " + b + ")",
        a,
        b,
        (x, y) -> {
          BigDecimal left = (BigDecimal) x;
          BigDecimal right = (BigDecimal) y;
          BigDecimal result =
              switch (operator) {
                case "add" -> left.add(right);
                case "sub" -> left.subtract(right);
                case "mul" -> left.multiply(right);
                case "mod" -> left.remainder(right);
                default -> left.divideToIntegralValue(right);
              };
          // Beyond 64 bits the request fails; the exception says so.
          return kind == Kind.DECIMAL ? result : BigDecimal.valueOf(result.longValueExact());
        });
  }

  static Formula match(String function, Formula text, Formula part) {
    return call(
        Kind.BOOLEAN,
        function + "(" + text + "," + part + ")",
        text,
        part,
        (x, y) ->
            switch (function) {
              case "contains" -> ((String) x).contains((String) y);
              case "startswith" -> ((String) x).startsWith((String) y);
              default -> ((String) x).endsWith((String) y);
            });
  }

  /** Part 2, 5.1.1.1: null equals null only, and is neither less nor greater than anything. */
  static Formula compare(String operator, Formula a, Formula b) {
    return new Formula(
        Kind.BOOLEAN,
        "(" + a + " " + operator + " " + b + ")",
        row -> {
          Object x = a.of(row);
          Object y = b.of(row);
          boolean equal = (x == null || y == null) ? x == y : order(x, y) == 0;
          if (operator.equals("eq")) {
            return equal;
          }
          if (operator.equals("ne")) {
            return !equal;
          }
          if (x == null || y == null) {
            return false;
          }
          int order = order(x, y);
          return switch (operator) {
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
          };
        });
  }

  static Formula comparedWithNull(String operator, Formula of) {
    return new Formula(
        Kind.BOOLEAN,
        "(" + of + " " + operator + " null)",
        row ->
            switch (operator) {
              case "eq" -> of.of(row) == null;
              case "ne" -> of.of(row) != null;
              default -> false;
            });
  }

  static Formula in(Formula of, List<Formula> items, boolean withNull) {
    String list = String.join(",", items.stream().map(Formula::text).toList());
    return new Formula(
        Kind.BOOLEAN,
        "(" + of + " in (" + list + (withNull ? ",null" : "") + "))",
        row -> {
          Object value = of.of(row);
          return value == null
              ? withNull
              : items.stream().anyMatch(i -> order(value, Objects.requireNonNull(i.of(row))) == 0);
        });
  }

  static Formula and(Formula a, Formula b) {
    return junction("and", false, a, b);
  }

  static Formula or(Formula a, Formula b) {
    return junction("or", true, a, b);
  }

  /** One operand decides when it is {@code deciding}; else null makes the result unknown. */
  private static Formula junction(String operator, boolean deciding, Formula a, Formula b) {
    return new Formula(
        Kind.BOOLEAN,
        "(" + a + " " + operator + " " + b + ")",
        row -> {
          Object x = a.of(row);
          Object y = b.of(row);
          if (Objects.equals(x, deciding) || Objects.equals(y, deciding)) {
            return deciding;
          }
          return (x == null || y == null) ? null : !deciding;
        });
  }

  static Formula not(Formula of) {
    return call(Kind.BOOLEAN, "(not " + of + ")", of, b -> !((Boolean) b));
  }

  private static BigDecimal number(int n) {
    return BigDecimal.valueOf(n);
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Text is ordered by code points. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static int order(Object a, Object b) {
    if (a instanceof String text) {
      int[] x = text.codePoints().toArray();
      int[] y = ((String) b).codePoints().toArray();
      return java.util.Arrays.compare(x, y);
    }
    return ((Comparable) a).compareTo(b);
  }
}
