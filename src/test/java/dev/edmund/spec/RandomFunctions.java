package dev.edmund.spec;

import dev.edmund.spec.RandomExpressions.Scope;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes values by functions and arithmetic. */
final class RandomFunctions {
  private static final String GAP = Phrase.GAP;
  private static final List<String> CASTS =
      List.of("Int64", "Decimal", "Double", "Int32", "Single", "Byte");

  private final Random random;
  private final RandomExpressions expressions;

  RandomFunctions(Random random, RandomExpressions expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Null where no function makes such a value. */
  @Nullable Phrase of(ValueKind kind, Scope scope, int depth) {
    return switch (kind) {
      case NUMBER -> number(scope, depth);
      case TEXT -> text(scope, depth);
      case MOMENT -> moment(scope, depth);
      case DATE -> date(scope, depth);
      case DURATION -> duration(scope, depth);
      case TIME -> call(kind, "time", scope, depth, ValueKind.MOMENT);
      case BOOLEAN -> Phrase.of(kind.name(), "(" + GAP + ")", expressions.condition(scope, depth));
      case GUID -> cast(kind, "Edm.Guid", scope, depth, ValueKind.TEXT);
      default -> null;
    };
  }

  private Phrase call(ValueKind kind, String name, Scope scope, int depth, ValueKind... of) {
    Phrase[] arguments = new Phrase[of.length];
    String gaps = "";
    for (int i = 0; i < of.length; i++) {
      arguments[i] = expressions.value(of[i], scope, depth);
      gaps += (i == 0 ? "" : ",") + GAP;
    }
    return Phrase.of(kind.name(), name + "(" + gaps + ")", arguments);
  }

  private Phrase cast(ValueKind kind, String type, Scope scope, int depth, ValueKind of) {
    return Phrase.of(
        kind.name(), "cast(" + GAP + "," + type + ")", expressions.value(of, scope, depth));
  }

  private Phrase binary(
      ValueKind kind, String operator, Scope scope, int depth, ValueKind left, ValueKind right) {
    return Phrase.of(
        kind.name(),
        "(" + GAP + " " + operator + " " + GAP + ")",
        expressions.value(left, scope, depth),
        expressions.value(right, scope, depth));
  }

  private Phrase number(Scope scope, int depth) {
    ValueKind kind = ValueKind.NUMBER;
    return switch (random.nextInt(14)) {
      case 0 -> call(kind, "length", scope, depth, ValueKind.TEXT);
      case 1 -> call(kind, "indexof", scope, depth, ValueKind.TEXT, ValueKind.TEXT);
      case 2 -> call(kind, any(List.of("round", "floor", "ceiling")), scope, depth, kind);
      case 3 -> call(kind, any(List.of("year", "month", "day")), scope, depth, ValueKind.MOMENT);
      case 4 -> call(kind, any(List.of("year", "month", "day")), scope, depth, ValueKind.DATE);
      case 5 ->
          call(
              kind,
              any(List.of("hour", "minute", "second", "fractionalseconds")),
              scope,
              depth,
              random.nextBoolean() ? ValueKind.MOMENT : ValueKind.TIME);
      case 6 -> call(kind, "totaloffsetminutes", scope, depth, ValueKind.MOMENT);
      case 7 -> call(kind, "totalseconds", scope, depth, ValueKind.DURATION);
      case 8 -> cast(kind, "Edm." + any(CASTS), scope, depth, kind);
      case 9 -> cast(kind, "Edm." + any(CASTS), scope, depth, ValueKind.TEXT);
      case 10 -> Phrase.of(kind.name(), "-(" + GAP + ")", expressions.value(kind, scope, depth));
      default ->
          binary(
              kind,
              any(List.of("add", "sub", "mul", "div", "divby", "mod")),
              scope,
              depth,
              kind,
              kind);
    };
  }

  private Phrase text(Scope scope, int depth) {
    ValueKind kind = ValueKind.TEXT;
    return switch (random.nextInt(6)) {
      case 0 -> call(kind, "concat", scope, depth, kind, kind);
      case 1 -> call(kind, "substring", scope, depth, kind, ValueKind.NUMBER);
      case 2 ->
          Phrase.of(
              kind.name(),
              "substring(" + GAP + "," + random.nextInt(5) + "," + random.nextInt(5) + ")",
              expressions.value(kind, scope, depth));
      case 3 -> cast(kind, "Edm.String", scope, depth, any(List.of(ValueKind.values())));
      default -> call(kind, any(List.of("tolower", "toupper", "trim")), scope, depth, kind);
    };
  }

  private Phrase moment(Scope scope, int depth) {
    ValueKind kind = ValueKind.MOMENT;
    return switch (random.nextInt(6)) {
      case 0 -> Phrase.of(kind.name(), any(List.of("mindatetime()", "maxdatetime()")));
      case 1 -> cast(kind, "Edm.DateTimeOffset", scope, depth, ValueKind.TEXT);
      default ->
          binary(
              kind, any(List.of("add", "sub")), scope, depth, ValueKind.MOMENT, ValueKind.DURATION);
    };
  }

  private Phrase date(Scope scope, int depth) {
    ValueKind kind = ValueKind.DATE;
    return switch (random.nextInt(3)) {
      case 0 -> cast(kind, "Edm.Date", scope, depth, ValueKind.MOMENT);
      case 1 -> binary(kind, any(List.of("add", "sub")), scope, depth, kind, ValueKind.DURATION);
      default -> call(kind, "date", scope, depth, ValueKind.MOMENT);
    };
  }

  private Phrase duration(Scope scope, int depth) {
    ValueKind kind = ValueKind.DURATION;
    return switch (random.nextInt(6)) {
      case 0 -> binary(kind, "sub", scope, depth, ValueKind.MOMENT, ValueKind.MOMENT);
      case 1 -> binary(kind, "sub", scope, depth, ValueKind.DATE, ValueKind.DATE);
      case 2 ->
          binary(kind, any(List.of("mul", "div", "divby")), scope, depth, kind, ValueKind.NUMBER);
      case 3 -> Phrase.of(kind.name(), "-(" + GAP + ")", expressions.value(kind, scope, depth));
      case 4 -> cast(kind, "Edm.Duration", scope, depth, ValueKind.TEXT);
      default -> binary(kind, any(List.of("add", "sub")), scope, depth, kind, kind);
    };
  }
}
