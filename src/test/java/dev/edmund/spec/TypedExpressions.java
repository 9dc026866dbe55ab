package dev.edmund.spec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes random expressions about {@link TypedRows}, nearly all of which fit their types. */
final class TypedExpressions {
  static final String NUMBER = "number";
  static final String CONDITION = "condition";
  private static final String GAP = Phrase.GAP;
  private static final String ANY_NUMBER = "I1 I2 L1 L2 By Sb Sh D1 D2 Q1 F1 F2 R1 R2 I1 D1 F1";
  private static final List<String> OPERATORS = List.of("eq", "ne", "lt", "le", "gt", "ge");
  private static final List<String> KINDS =
      List.of(
          NUMBER,
          NUMBER,
          NUMBER,
          "String",
          "String",
          "DateTimeOffset",
          "Date",
          "TimeOfDay",
          "Duration",
          "Guid",
          "Boolean");
  private static final Map<String, List<String>> PROPERTIES =
      Map.of(
          NUMBER,
          List.of(ANY_NUMBER.split(" ")),
          "Int32",
          List.of("I1", "I2", "By", "Sb", "Sh"),
          "String",
          List.of("T1", "T2", "T3"),
          "DateTimeOffset",
          List.of("M1", "M2"),
          "Date",
          List.of("A1", "A2"),
          "TimeOfDay",
          List.of("C1", "C2"),
          "Duration",
          List.of("P1", "P2"),
          "Guid",
          List.of("U1", "U2"),
          "Boolean",
          List.of("O1", "O2"));
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "2",
          "-1",
          "3",
          "7",
          "255",
          "-128",
          "32768",
          "2147483648",
          "9007199254740993",
          "0.5",
          "-2.5",
          "0.1",
          "1.0",
          "1234567890.12345678901234567890",
          "1e0",
          "-2.5e0",
          "1e300",
          "1.5e-7",
          "INF",
          "-INF",
          "NaN");

  private final Random random;
  private final Deque<String> variables = new ArrayDeque<>();

  TypedExpressions(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String any(String all) {
    return any(List.of(all.split(" ")));
  }

  /** A value of any kind. */
  Phrase value(int depth) {
    return value(random.nextInt(5) == 0 ? CONDITION : any(KINDS), depth);
  }

  private Phrase value(String kind, int depth) {
    if (kind.equals(CONDITION)) {
      return condition(depth);
    }
    if (depth <= 0 || random.nextInt(4) == 0) {
      return leaf(kind);
    }
    if (random.nextInt(14) == 0) {
      return Phrase.of(
          kind,
          "case(" + GAP + ":" + GAP + "," + GAP + ":" + GAP + ")",
          condition(depth - 1),
          value(kind, depth - 1),
          condition(depth - 2),
          value(kind, depth - 1));
    }
    return switch (kind) {
      case NUMBER -> number(depth - 1);
      case "Int32" -> integer(depth - 1);
      case "String" -> text(depth - 1);
      case "DateTimeOffset" -> moment(depth - 1);
      case "Date" -> date(depth - 1);
      case "TimeOfDay" ->
          of(
              kind,
              any(List.of("time(" + GAP + ")", "cast(" + GAP + ",Edm.TimeOfDay)")),
              depth - 1,
              "DateTimeOffset");
      case "Duration" -> duration(depth - 1);
      case "Guid" -> of(kind, "cast(" + GAP + ",Edm.Guid)", depth - 1, "String");
      default -> of(kind, "(" + GAP + ")", depth - 1, CONDITION);
    };
  }

  private Phrase leaf(String kind) {
    boolean numeric = kind.equals(NUMBER) || kind.equals("Int32");
    if (!variables.isEmpty() && random.nextInt(2) == 0) {
      String variable = variables.peek();
      if (variable.startsWith("n") == numeric && (numeric || kind.equals("String"))) {
        return Phrase.of(kind, variable);
      }
    }
    if (random.nextInt(10) < 6) {
      return Phrase.of(kind, any(PROPERTIES.getOrDefault(kind, List.of("T1"))));
    }
    if (random.nextInt(40) == 0) {
      return Phrase.of(kind, "null");
    }
    return Phrase.of(
        kind,
        kind.equals(NUMBER)
            ? any(LITERALS)
            : kind.equals("Int32")
                ? String.valueOf(random.nextInt(8) - 3)
                : TypedRows.literal(kind, any(TypedRows.POOLS.getOrDefault(kind, List.of("")))));
  }

  private Phrase of(String kind, String text, int depth, String... arguments) {
    Phrase[] parts = new Phrase[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      parts[i] = value(arguments[i], depth);
    }
    return Phrase.of(kind, text, parts);
  }

  private Phrase infix(String kind, String operator, int depth, String left, String right) {
    return of(kind, "(" + GAP + " " + operator + " " + GAP + ")", depth, left, right);
  }

  private Phrase call(String kind, String function, int depth, String... arguments) {
    String gaps = (GAP + ",").repeat(arguments.length);
    return of(kind, function + "(" + gaps.substring(0, gaps.length() - 1) + ")", depth, arguments);
  }

  private Phrase number(int depth) {
    return switch (random.nextInt(12)) {
      case 0 -> call(NUMBER, any("round floor ceiling"), depth, NUMBER);
      case 1, 2 ->
          of(
              NUMBER,
              "cast("
                  + GAP
                  + ",Edm."
                  + any("SByte Byte Int16 Int32 Int64 Decimal Double Single")
                  + ")",
              depth,
              random.nextInt(4) == 0 ? "String" : NUMBER);
      case 3 -> of(NUMBER, "-(" + GAP + ")", depth, NUMBER);
      case 4 -> call(NUMBER, "fractionalseconds", depth, any("DateTimeOffset TimeOfDay"));
      case 5 -> call(NUMBER, "totalseconds", depth, "Duration");
      case 6 -> value("Int32", depth + 1);
      default -> infix(NUMBER, any("add sub mul div divby mod"), depth, NUMBER, NUMBER);
    };
  }

  private Phrase integer(int depth) {
    String kind = "Int32";
    return switch (random.nextInt(8)) {
      case 0 -> call(kind, "length", depth, "String");
      case 1 -> call(kind, "indexof", depth, "String", "String");
      case 2 -> call(kind, any("year month day"), depth, any("Date DateTimeOffset"));
      case 3 -> call(kind, any("hour minute second"), depth, any("TimeOfDay DateTimeOffset"));
      case 4 -> call(kind, "totaloffsetminutes", depth, "DateTimeOffset");
      case 5 -> Phrase.of(kind, any("Ns Ts") + "/$count");
      default -> infix(kind, any("add sub mul div mod"), depth, kind, kind);
    };
  }

  private Phrase text(int depth) {
    String kind = "String";
    return switch (random.nextInt(7)) {
      case 0 -> call(kind, "concat", depth, kind, kind);
      case 1 -> call(kind, any("tolower toupper trim"), depth, kind);
      case 2 -> call(kind, "substring", depth, kind, "Int32");
      case 3 -> call(kind, "substring", depth, kind, "Int32", "Int32");
      default -> of(kind, "cast(" + GAP + ",Edm.String)", depth, any(KINDS));
    };
  }

  private Phrase moment(int depth) {
    String kind = "DateTimeOffset";
    return switch (random.nextInt(6)) {
      case 0 -> Phrase.of(kind, any("mindatetime() maxdatetime()"));
      case 1 -> of(kind, "cast(" + GAP + ",Edm.DateTimeOffset)", depth, any("String Date"));
      default -> infix(kind, any("add sub"), depth, kind, "Duration");
    };
  }

  private Phrase date(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> call("Date", "date", depth, "DateTimeOffset");
      case 1 -> of("Date", "cast(" + GAP + ",Edm.Date)", depth, any("String DateTimeOffset"));
      default -> infix("Date", any("add sub"), depth, "Date", "Duration");
    };
  }

  private Phrase duration(int depth) {
    String kind = "Duration";
    return switch (random.nextInt(7)) {
      case 0 -> infix(kind, "sub", depth, "DateTimeOffset", "DateTimeOffset");
      case 1 -> infix(kind, "sub", depth, "Date", "Date");
      case 2 -> infix(kind, any("mul div divby"), depth, kind, NUMBER);
      case 3 -> infix(kind, "mul", depth, NUMBER, kind);
      case 4 -> of(kind, "-(" + GAP + ")", depth, kind);
      case 5 -> of(kind, "cast(" + GAP + ",Edm.Duration)", depth, "String");
      default -> infix(kind, any("add sub"), depth, kind, kind);
    };
  }

  /** Something that is true, false or unknown. */
  Phrase condition(int depth) {
    String kind = any(KINDS);
    return switch (random.nextInt(depth > 0 ? 16 : 5)) {
      case 0 -> Phrase.of(CONDITION, any("O1 O2"));
      case 1 -> of(CONDITION, GAP + any(List.of(" eq null", " ne null")), depth, kind);
      case 2 -> enumeration();
      case 3 -> call(CONDITION, any("contains startswith endswith"), depth - 1, "String", "String");
      case 5, 6 ->
          of(
              CONDITION,
              "(" + GAP + " " + any("and or") + " " + GAP + ")",
              depth - 1,
              CONDITION,
              CONDITION);
      case 7 -> of(CONDITION, "not (" + GAP + ")", depth - 1, CONDITION);
      case 8 -> of(CONDITION, GAP + " in (" + GAP + "," + GAP + ")", depth - 1, kind, kind, kind);
      case 9 -> lambda(depth);
      case 10 ->
          of(
              CONDITION,
              "matchesPattern(" + GAP + ",'" + any("^a b$ [0-9] .é? A|z") + "')",
              depth - 1,
              "String");
      case 11 -> Phrase.of(CONDITION, "isdefined(" + any("I1 T1 D1 M1") + ")");
      default -> of(CONDITION, GAP + " " + any(OPERATORS) + " " + GAP, depth - 1, kind, kind);
    };
  }

  private Phrase enumeration() {
    return Phrase.of(
        CONDITION,
        any(
            List.of(
                "N1 eq N2",
                "N1 ne N2",
                "N1 lt N2",
                "N1 ge self.Hue'Green'",
                "N1 in ('Red','Green')",
                "N1 eq 'Blue'",
                "K1 has self.Looks'Dotted'",
                "K1 has self.Looks'Dotted,Striped'",
                "K1 has K2",
                "not (K1 has K2)",
                "X1 eq X2",
                "X1 ne X2",
                "X1 eq binary'_w'",
                "I1 in Ns",
                "T1 in Ts",
                "not (D1 in Ns)",
                "O1 in (O2,true)")));
  }

  private Phrase lambda(int depth) {
    String variable = any("n t") + variables.size();
    if (variables.isEmpty() && random.nextInt(6) == 0) {
      return Phrase.of(CONDITION, any("Ns Ts") + "/any()");
    }
    variables.push(variable);
    Phrase predicate = condition(depth - 1);
    variables.pop();
    // No shorter one can take its place: the variable would be unknown.
    return Phrase.of(
        CONDITION,
        (variable.startsWith("n") ? "Ns" : "Ts")
            + any("/any( /all(")
            + variable
            + ":"
            + predicate
            + ")");
  }
}
