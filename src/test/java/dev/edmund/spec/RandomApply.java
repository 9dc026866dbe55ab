package dev.edmund.spec;

import dev.edmund.spec.RandomExpressions.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** Random chains of transformations, the names of which mostly are there. */
final class RandomApply {
  private final Random random;
  private final TypeShape.Shapes shapes;
  private final RandomExpressions expressions;
  private int names;

  RandomApply(Random random, TypeShape.Shapes shapes, RandomExpressions expressions) {
    this.random = random;
    this.shapes = shapes;
    this.expressions = expressions;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String name() {
    return "n" + names++;
  }

  /** A chain about plain instances of a type. */
  Phrase chain(TypeShape shape, int depth) {
    List<Phrase> steps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      steps.add(step(shape, depth));
    }
    steps.add(chance(0.6) ? group(shape, depth) : step(shape, depth));
    return Phrase.list("apply", "/", steps);
  }

  /** A step that leaves instances what they are. */
  private Phrase step(TypeShape shape, int depth) {
    Scope scope = Scope.of(shape);
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0, 1 -> step("filter(" + Phrase.GAP + ")", expressions.condition(scope, 1));
      case 2 -> step("orderby(" + Phrase.GAP + ")", expressions.order(scope));
      case 3 -> step(any(List.of("top(", "skip(")) + random.nextInt(12) + ")");
      case 4 -> extremes(shape);
      case 5 -> step("identity");
      case 6 ->
          step(
              "concat(" + Phrase.GAP + "," + Phrase.GAP + ")",
              chain(shape, depth - 1),
              chain(shape, depth - 1));
      case 7 -> nested(shape, depth);
      default -> joined(shape, depth);
    };
  }

  private static Phrase step(String text, Phrase... parts) {
    return Phrase.of("step", text, parts);
  }

  private Phrase extremes(TypeShape shape) {
    String number = number(shape);
    String method =
        any(
            List.of(
                "topcount(3,",
                "bottomcount(2,",
                "topsum(1000,",
                "bottomsum(50.5,",
                "toppercent(40,",
                "bottompercent(60,"));
    return step(number == null ? "identity" : method + number + ")");
  }

  private Phrase nested(TypeShape shape, int depth) {
    if (shape.navigation().isEmpty()) {
      return step("identity");
    }
    EdmNavigationProperty property = any(shape.navigation());
    TypeShape target = shapes.of(property.getType());
    Phrase inner =
        property.isCollection()
            ? chain(target, depth - 1)
            : Phrase.list("apply", "/", List.of(step("identity")));
    return step(
        "addnested(" + property.getName() + "," + Phrase.GAP + " as " + name() + ")", inner);
  }

  private Phrase joined(TypeShape shape, int depth) {
    if (shape.toMany().isEmpty()) {
      return step("identity");
    }
    EdmNavigationProperty property = any(shape.toMany());
    String start = (chance(0.5) ? "join(" : "outerjoin(") + property.getName() + " as " + name();
    return chance(0.5)
        ? step(start + ")")
        : step(start + "," + Phrase.GAP + ")", chain(shapes.of(property.getType()), depth - 1));
  }

  private Phrase group(TypeShape shape, int depth) {
    List<Phrase> paths = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      paths.add(Phrase.of("path", path(shape)));
    }
    Phrase then = chance(0.7) || depth == 0 ? aggregate(shape) : chain(shape, depth - 1);
    if (paths.isEmpty()) {
      return then;
    }
    Phrase by = Phrase.list("paths", ",", paths);
    return chance(0.2)
        ? step("groupby((" + Phrase.GAP + "))", by)
        : step("groupby((" + Phrase.GAP + ")," + Phrase.GAP + ")", by, then);
  }

  private Phrase aggregate(TypeShape shape) {
    List<Phrase> items = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      items.add(Phrase.of("item", item(shape) + " as " + name()));
    }
    return step("aggregate(" + Phrase.GAP + ")", Phrase.list("items", ",", items));
  }

  private String item(TypeShape shape) {
    String number = number(shape);
    return switch (random.nextInt(5)) {
      case 0 -> "$count";
      case 1 -> path(shape) + " with countdistinct";
      case 2 -> path(shape) + " with " + any(List.of("min", "max"));
      case 3 -> shape.toMany().isEmpty() ? "$count" : any(shape.toMany()).getName() + "/$count";
      default -> number == null ? "$count" : number + " with " + any(List.of("sum", "average"));
    };
  }

  private @Nullable String number(TypeShape shape) {
    List<EdmProperty> numbers = shape.of(ValueKind.NUMBER);
    return numbers.isEmpty() ? null : any(numbers).getName();
  }

  /** A property, perhaps one of a related instance. */
  private String path(TypeShape shape) {
    if (!shape.toOne().isEmpty() && chance(0.3)) {
      EdmNavigationProperty property = any(shape.toOne());
      TypeShape target = shapes.of(property.getType());
      return target.properties().isEmpty() || chance(0.3)
          ? property.getName()
          : property.getName() + "/" + any(target.properties()).getName();
    }
    if (shape.properties().isEmpty()) {
      return "missing";
    }
    EdmProperty filled = expressions.filled(shape, shape.properties());
    return filled == null || chance(0.2) ? any(shape.properties()).getName() : filled.getName();
  }
}
