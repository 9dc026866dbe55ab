package dev.edmund.processor;

import dev.edmund.processor.SourceRow.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Makes random formulas about the rows of a set: its properties, and some made of other sets. */
final class FormulaSource {
  private static final List<String> ORDERING = List.of("eq", "ne", "gt", "ge", "lt", "le");
  private static final List<String> EQUALITY = List.of("eq", "ne");

  private final List<SourceRow> rows;
  private final Map<Kind, List<Formula>> atoms = new LinkedHashMap<>();
  private final Map<Kind, List<Formula>> literals = new LinkedHashMap<>();

  FormulaSource(EdmStructuredType type, List<SourceRow> rows) {
    this.rows = rows;
    collect(type, "");
  }

  private void collect(EdmStructuredType type, String path) {
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      if (property.getType() instanceof EdmComplexType complex && !property.isCollection()) {
        collect(complex, path + name + "/");
      } else if (rows.stream().anyMatch(row -> row.text(path + name) != null)) {
        Kind kind = kind(property.getType());
        if (kind != null) {
          add(Formula.property(kind, path + name), property.getType());
        }
      }
    }
  }

  /** One more value to make formulas of, such as a path through a navigation property. */
  void add(Formula atom, @Nullable EdmType type) {
    atoms.computeIfAbsent(atom.kind(), k -> new ArrayList<>()).add(atom);
    Set<String> texts = new LinkedHashSet<>();
    for (SourceRow row : rows) {
      String text = row.text(atom.text());
      if (text != null && texts.size() < 12) {
        texts.add(text);
      }
    }
    for (String text : texts) {
      literals
          .computeIfAbsent(atom.kind(), k -> new ArrayList<>())
          .add(Formula.literal(atom.kind(), literal(atom.kind(), text, type), text));
    }
  }

  private static @Nullable Kind kind(EdmType type) {
    if (type.getKind() == EdmTypeKind.ENUM) {
      // Members of different enumerations cannot be compared; one set has several of them.
      return null;
    }
    return switch (type.getName()) {
      case "Int32", "Int64" -> Kind.INTEGER;
      case "Decimal" -> Kind.DECIMAL;
      case "Double" -> Kind.DOUBLE;
      case "String" -> Kind.TEXT;
      case "DateTimeOffset" -> Kind.DATE_TIME;
      case "Date" -> Kind.DATE;
      case "Guid" -> Kind.GUID;
      case "Boolean" -> Kind.BOOLEAN;
      default -> null;
    };
  }

  private static String literal(Kind kind, String text, @Nullable EdmType type) {
    return switch (kind) {
      case TEXT -> "'" + text.replace("'", "''") + "'";
      case ENUMERATION -> Objects.requireNonNull(type).getFullQualifiedName() + "'" + text + "'";
      default -> text;
    };
  }

  /** Equality and membership of each enumeration property, which have literals of their own. */
  void addEnumerations(EdmStructuredType type) {
    List<Formula> tests = atoms.computeIfAbsent(Kind.BOOLEAN, k -> new ArrayList<>());
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      if (property.getType().getKind() != EdmTypeKind.ENUM || property.isCollection()) {
        continue;
      }
      Formula atom = Formula.property(Kind.ENUMERATION, name);
      Set<String> members = new LinkedHashSet<>();
      rows.stream().map(r -> r.text(name)).filter(Objects::nonNull).forEach(members::add);
      members.stream()
          .limit(6)
          .map(
              m ->
                  Formula.literal(
                      Kind.ENUMERATION, literal(Kind.ENUMERATION, m, property.getType()), m))
          .forEach(
              m -> {
                tests.add(Formula.compare("eq", atom, m));
                tests.add(Formula.compare("ne", atom, m));
                tests.add(Formula.in(atom, List.of(m), true));
              });
    }
  }

  private Arbitrary<Formula> atom(Kind kind) {
    return Arbitraries.of(atoms.getOrDefault(kind, List.of()));
  }

  private Arbitrary<Formula> literal(Kind kind) {
    return Arbitraries.of(literals.getOrDefault(kind, List.of()));
  }

  private Arbitrary<Formula> text() {
    Arbitrary<Formula> plain = atom(Kind.TEXT);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(6, plain),
        net.jqwik.api.Tuple.of(1, plain.map(Formula::lower)),
        net.jqwik.api.Tuple.of(1, plain.map(Formula::upper)),
        net.jqwik.api.Tuple.of(1, plain.map(Formula::trim)),
        net.jqwik.api.Tuple.of(
            1,
            Combinators.combine(plain, Arbitraries.integers().between(0, 8))
                .as(Formula::substring)),
        net.jqwik.api.Tuple.of(1, Combinators.combine(plain, plain).as(Formula::concat)),
        net.jqwik.api.Tuple.of(2, literal(Kind.TEXT)));
  }

  private Arbitrary<Formula> part() {
    return literal(Kind.TEXT)
        .flatMap(
            l -> {
              String plain = l.text().substring(1, l.text().length() - 1).replace("''", "'");
              int[] points = plain.codePoints().toArray();
              return Combinators.combine(
                      Arbitraries.integers().between(0, Math.max(0, points.length - 1)),
                      Arbitraries.integers().between(0, 3))
                  .as(
                      (from, size) -> {
                        int to = Math.min(points.length, from + size);
                        String part = new String(points, from, Math.max(0, to - from));
                        return Formula.literal(
                            Kind.TEXT, "'" + part.replace("'", "''") + "'", part);
                      });
            });
  }

  private Arbitrary<Formula> number() {
    List<Arbitrary<Formula>> choices = new ArrayList<>();
    for (Kind kind : List.of(Kind.INTEGER, Kind.DECIMAL)) {
      if (atoms.containsKey(kind)) {
        Arbitrary<Formula> atom = atom(kind);
        choices.add(atom);
        choices.add(
            Combinators.combine(Arbitraries.of("add", "sub", "mul", "mod"), atom, small(kind))
                .as(Formula::arithmetic));
      }
    }
    if (atoms.containsKey(Kind.INTEGER)) {
      choices.add(
          Combinators.combine(atom(Kind.INTEGER), small(Kind.INTEGER))
              .as((a, b) -> Formula.arithmetic("div", a, b)));
    }
    if (atoms.containsKey(Kind.DECIMAL)) {
      Arbitrary<Formula> atom = atom(Kind.DECIMAL);
      choices.add(atom.map(f -> Formula.rounded("round", RoundingMode.HALF_UP, f)));
      choices.add(atom.map(f -> Formula.rounded("floor", RoundingMode.FLOOR, f)));
      choices.add(atom.map(f -> Formula.rounded("ceiling", RoundingMode.CEILING, f)));
    }
    choices.add(atom(Kind.TEXT).map(Formula::length));
    choices.add(Combinators.combine(atom(Kind.TEXT), part()).as(Formula::indexOf));
    if (atoms.containsKey(Kind.DATE_TIME)) {
      choices.add(atom(Kind.DATE_TIME).map(Formula::year));
    }
    return Arbitraries.oneOf(choices);
  }

  private static Arbitrary<Formula> small(Kind kind) {
    if (kind == Kind.INTEGER) {
      return Arbitraries.integers()
          .between(1, 50)
          .map(i -> Formula.literal(kind, i.toString(), i.toString()));
    }
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("0.001"), new BigDecimal("50"))
        .ofScale(3)
        .map(d -> Formula.literal(kind, d.toPlainString(), d.toPlainString()));
  }

  private Arbitrary<Formula> numberLiteral() {
    List<Formula> known = new ArrayList<>(literals.getOrDefault(Kind.INTEGER, List.of()));
    known.addAll(literals.getOrDefault(Kind.DECIMAL, List.of()));
    return Arbitraries.oneOf(Arbitraries.of(known), small(Kind.INTEGER), small(Kind.DECIMAL));
  }

  private Arbitrary<Formula> simple() {
    List<Arbitrary<Formula>> choices = new ArrayList<>();
    choices.add(compare(ORDERING, number(), numberLiteral()));
    choices.add(compare(ORDERING, number(), number()));
    choices.add(compare(ORDERING, text(), text()));
    choices.add(
        Combinators.combine(Arbitraries.of("contains", "startswith", "endswith"), text(), part())
            .as(Formula::match));
    choices.add(
        Combinators.combine(Arbitraries.of("contains", "startswith", "endswith"), text(), text())
            .as(Formula::match));
    choices.add(
        Combinators.combine(Arbitraries.of(EQUALITY), Arbitraries.oneOf(List.of(number(), text())))
            .as(Formula::comparedWithNull));
    for (Kind kind : List.of(Kind.DATE_TIME, Kind.DATE, Kind.DOUBLE, Kind.GUID)) {
      if (atoms.containsKey(kind) && literals.containsKey(kind)) {
        List<String> operators = kind == Kind.GUID ? EQUALITY : ORDERING;
        choices.add(compare(operators, atom(kind), literal(kind)));
        choices.add(compare(operators, atom(kind), atom(kind)));
      }
    }
    for (Kind kind : List.of(Kind.TEXT, Kind.INTEGER, Kind.GUID, Kind.DATE_TIME)) {
      if (atoms.containsKey(kind) && literals.containsKey(kind)) {
        choices.add(
            Combinators.combine(
                    atom(kind),
                    literal(kind).list().ofMinSize(1).ofMaxSize(4),
                    Arbitraries.of(true, false))
                .as(Formula::in));
      }
    }
    if (atoms.containsKey(Kind.BOOLEAN)) {
      choices.add(atom(Kind.BOOLEAN));
      choices.add(atom(Kind.BOOLEAN));
    }
    return Arbitraries.oneOf(choices);
  }

  private static Arbitrary<Formula> compare(
      List<String> operators, Arbitrary<Formula> a, Arbitrary<Formula> b) {
    return Combinators.combine(Arbitraries.of(operators), a, b).as(Formula::compare);
  }

  /** Conditions, up to some depth of and, or, not and comparisons of truth values. */
  Arbitrary<Formula> conditions() {
    return Arbitraries.recursive(this::simple, this::wider, 0, 3);
  }

  private Arbitrary<Formula> wider(Arbitrary<Formula> inner) {
    Formula yes = Formula.literal(Kind.BOOLEAN, "true", "true");
    Formula no = Formula.literal(Kind.BOOLEAN, "false", "false");
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(inner, simple()).as(Formula::and),
            Combinators.combine(simple(), inner).as(Formula::or),
            inner.map(Formula::not),
            compare(EQUALITY, inner, Arbitraries.of(yes, no)),
            compare(EQUALITY, inner, simple()),
            inner.map(f -> Formula.comparedWithNull("eq", f))));
  }
}
