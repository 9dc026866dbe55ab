package dev.edmund.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** Makes expressions about a type that are mostly valid. */
final class RandomExpressions {
  static final String CONDITION = "condition";
  private static final String GAP = Phrase.GAP;
  private static final List<String> COMPARISONS =
      List.of("eq", "ne", "gt", "ge", "lt", "le", "eq", "ne");
  private static final List<ValueKind> KINDS =
      List.of(
          ValueKind.NUMBER,
          ValueKind.NUMBER,
          ValueKind.TEXT,
          ValueKind.TEXT,
          ValueKind.MOMENT,
          ValueKind.BOOLEAN,
          ValueKind.GUID,
          ValueKind.DATE,
          ValueKind.TIME,
          ValueKind.DURATION,
          ValueKind.BINARY);
  static final List<String> DYNAMIC =
      List.of("Text", "Flag", "Small", "Exact", "Half", "At", "Day", "Span", "Id", "Nope");

  private final Random random;
  private final TypeShape.Shapes shapes;
  private final SampleValues samples;
  private final RandomFunctions functions;
  private int variables;

  RandomExpressions(Random random, TypeShape.Shapes shapes, SampleValues samples) {
    this.random = random;
    this.shapes = shapes;
    this.samples = samples;
    this.functions = new RandomFunctions(random, this);
  }

  /**
   * What an expression is about.
   *
   * @param shape null for a primitive value
   * @param prefix what stands before a member, with its slash; of a primitive value its name
   */
  record Scope(@Nullable TypeShape shape, String prefix, @Nullable ValueKind kind) {
    static Scope of(TypeShape shape) {
      return new Scope(shape, "", null);
    }
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  Phrase condition(Scope scope, int depth) {
    double choice = random.nextDouble();
    if (depth > 0 && choice < 0.25) {
      return Phrase.of(
          CONDITION,
          "(" + GAP + (chance(0.5) ? " and " : " or ") + GAP + ")",
          condition(scope, depth - 1),
          condition(scope, depth - 1));
    }
    if (depth > 0 && choice < 0.35) {
      return Phrase.of(CONDITION, "not (" + GAP + ")", condition(scope, depth - 1));
    }
    if (depth > 0 && choice < 0.5) {
      Phrase lambda = lambda(scope, depth);
      if (lambda != null) {
        return lambda;
      }
    }
    if (choice < 0.56) {
      return Phrase.of(CONDITION, member(scope) + (chance(0.5) ? " eq null" : " ne null"));
    }
    if (choice < 0.62) {
      Phrase enumeration = enumeration(scope);
      if (enumeration != null) {
        return enumeration;
      }
    }
    if (choice < 0.66) {
      Phrase isof = isof(scope);
      if (isof != null) {
        return isof;
      }
    }
    if (choice < 0.74) {
      return Phrase.of(
          CONDITION,
          any(List.of("contains", "startswith", "endswith")) + "(" + GAP + "," + GAP + ")",
          value(ValueKind.TEXT, scope, depth),
          value(ValueKind.TEXT, scope, 0));
    }
    ValueKind kind =
        scope.kind() != null && scope.kind() != ValueKind.ENUM && chance(0.8)
            ? scope.kind()
            : any(KINDS);
    if (choice < 0.8) {
      List<Phrase> items = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        items.add(Phrase.of("literal", literal(kind)));
      }
      return Phrase.of(
          CONDITION,
          GAP + " in (" + GAP + ")",
          value(kind, scope, depth),
          Phrase.list("literals", ",", items));
    }
    return Phrase.of(
        CONDITION,
        GAP + " " + any(COMPARISONS) + " " + GAP,
        value(kind, scope, depth),
        value(kind, scope, depth));
  }

  /** A value of a kind: a member, a literal, or what a function makes. */
  Phrase value(ValueKind kind, Scope scope, int depth) {
    if (depth > 0 && chance(0.35)) {
      Phrase made = functions.of(kind, scope, depth - 1);
      if (made != null) {
        return made;
      }
    }
    if (chance(0.6)) {
      String member = member(kind, scope);
      if (member != null) {
        return Phrase.of(kind.name(), member);
      }
    }
    return Phrase.of(kind.name(), chance(0.02) ? "null" : literal(kind));
  }

  String literal(ValueKind kind) {
    List<String> known = samples.literals(kind);
    if (kind.literals().isEmpty() || (!known.isEmpty() && chance(0.5))) {
      return known.isEmpty() ? "null" : any(known);
    }
    return any(kind.literals());
  }

  /** The path of a property of a kind. */
  @Nullable String member(ValueKind kind, Scope scope) {
    TypeShape shape = scope.shape();
    if (shape == null) {
      return scope.kind() == kind ? scope.prefix() : null;
    }
    String path = scope.prefix();
    for (int hop = 0; hop < 4 && shape != null; hop++) {
      EdmProperty property = filled(shape, shape.of(kind));
      if (property != null && chance(hop == 0 ? 0.75 : 0.9)) {
        return path + property.getName();
      }
      if (shape.type().isOpenType() && chance(0.3)) {
        return path + any(DYNAMIC);
      }
      Step step = step(shape);
      if (step == null) {
        return property == null ? null : path + property.getName();
      }
      path += step.path() + "/";
      shape = step.shape();
    }
    return null;
  }

  private record Step(String path, TypeShape shape) {}

  /** To one thing that a thing has, or a cast. */
  private @Nullable Step step(TypeShape shape) {
    double choice = random.nextDouble();
    if (choice < 0.15 && !shape.derived().isEmpty()) {
      EdmStructuredType type = any(shape.derived());
      return new Step(type.getFullQualifiedName().toString(), shapes.of(type));
    }
    EdmProperty complex = filled(shape, shape.complex());
    if (complex != null && (choice < 0.6 || shape.toOne().isEmpty())) {
      return new Step(complex.getName(), shapes.of((EdmComplexType) complex.getType()));
    }
    if (!shape.toOne().isEmpty()) {
      EdmNavigationProperty navigation = any(shape.toOne());
      return new Step(navigation.getName(), shapes.of(navigation.getType()));
    }
    return null;
  }

  /** Mostly one that has values. */
  @Nullable EdmProperty filled(TypeShape shape, List<EdmProperty> all) {
    if (all.isEmpty()) {
      return null;
    }
    EdmProperty found = any(all);
    for (int i = 0; i < 6 && !samples.isFilled(shape.type(), found.getName()); i++) {
      found = any(all);
    }
    return found;
  }

  /** Anything that can be compared with null. */
  private String member(Scope scope) {
    TypeShape shape = scope.shape();
    if (shape == null) {
      return scope.prefix();
    }
    if (chance(0.3)) {
      List<EdmNavigationProperty> navigation = shape.toOne();
      if (!navigation.isEmpty()) {
        return scope.prefix() + any(navigation).getName();
      }
    }
    List<EdmProperty> properties = new ArrayList<>(shape.complex());
    shape.values().values().forEach(properties::addAll);
    if (properties.isEmpty()) {
      return scope.prefix() + "id";
    }
    return scope.prefix() + any(properties).getName();
  }

  private @Nullable Phrase enumeration(Scope scope) {
    TypeShape shape = scope.shape();
    EdmProperty property = shape == null ? null : filled(shape, shape.of(ValueKind.ENUM));
    if (property == null) {
      return null;
    }
    String path = scope.prefix() + property.getName();
    EdmEnumType type = (EdmEnumType) property.getType();
    String literal = enumLiteral(type);
    return switch (random.nextInt(4)) {
      case 0 -> Phrase.of(CONDITION, path + " has " + literal);
      case 1 -> Phrase.of(CONDITION, path + " in (" + literal + "," + enumLiteral(type) + ")");
      default -> Phrase.of(CONDITION, path + " " + any(COMPARISONS) + " " + literal);
    };
  }

  private String enumLiteral(EdmEnumType type) {
    String name = type.getFullQualifiedName().toString();
    String members =
        type.isFlags() && chance(0.3)
            ? type.getMemberNames().stream().limit(2).collect(Collectors.joining(","))
            : any(type.getMemberNames());
    return (chance(0.5) ? name : "") + "'" + members + "'";
  }

  private @Nullable Phrase isof(Scope scope) {
    TypeShape shape = scope.shape();
    if (shape == null || shape.derived().isEmpty()) {
      return null;
    }
    String type = any(shape.derived()).getFullQualifiedName().toString();
    String self = scope.prefix().isEmpty() ? "" : scope.prefix().replaceAll("/$", "") + ",";
    return Phrase.of(CONDITION, "isof(" + self + type + ")");
  }

  private @Nullable Phrase lambda(Scope scope, int depth) {
    TypeShape shape = scope.shape();
    if (shape == null) {
      return null;
    }
    String variable = "x" + ++variables;
    String path;
    Scope inner;
    boolean navigates = !shape.toMany().isEmpty();
    if (navigates && (shape.collections().isEmpty() || chance(0.5))) {
      EdmNavigationProperty navigation = any(shape.toMany());
      path = navigation.getName();
      inner = new Scope(shapes.of(navigation.getType()), variable + "/", null);
    } else {
      EdmProperty collection = filled(shape, shape.collections());
      if (collection == null) {
        return null;
      }
      path = collection.getName();
      inner =
          collection.getType() instanceof EdmComplexType complex
              ? new Scope(shapes.of(complex), variable + "/", null)
              : new Scope(null, variable, ValueKind.of(collection.getType()));
    }
    path = scope.prefix() + path;
    return switch (random.nextInt(6)) {
      case 0 -> Phrase.of(CONDITION, path + "/any()");
      case 1 ->
          Phrase.of(CONDITION, path + "/$count " + any(COMPARISONS) + " " + random.nextInt(4));
      case 2, 3 ->
          Phrase.of(
              CONDITION, path + "/all(" + variable + ":" + GAP + ")", condition(inner, depth - 1));
      default ->
          Phrase.of(
              CONDITION, path + "/any(" + variable + ":" + GAP + ")", condition(inner, depth - 1));
    };
  }

  /** The keys of {@code $orderby}. */
  Phrase order(Scope scope) {
    List<Phrase> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      ValueKind kind = any(KINDS);
      Phrase key;
      double choice = random.nextDouble();
      TypeShape shape = scope.shape();
      if (choice < 0.1) {
        key = condition(scope, 1);
      } else if (choice < 0.2 && shape != null && !shape.toMany().isEmpty()) {
        key = Phrase.of("key", scope.prefix() + any(shape.toMany()).getName() + "/$count");
      } else if (choice < 0.3 && shape != null && !shape.of(ValueKind.ENUM).isEmpty()) {
        key = Phrase.of("key", scope.prefix() + any(shape.of(ValueKind.ENUM)).getName());
      } else if (choice < 0.75) {
        String member = member(scope.kind() == null ? kind : scope.kind(), scope);
        key = Phrase.of("key", member == null ? member(scope) : member);
      } else {
        key = value(kind, scope, 2);
      }
      keys.add(Phrase.of("key", GAP + any(List.of("", " asc", " desc", " desc")), key));
    }
    return Phrase.list("order", ",", keys);
  }
}
