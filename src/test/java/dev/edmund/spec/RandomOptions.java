package dev.edmund.spec;

import dev.edmund.spec.RandomExpressions.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;

/** Makes {@code $select}, {@code $expand} and {@code $search}. */
final class RandomOptions {
  private final Random random;
  private final TypeShape.Shapes shapes;
  private final RandomExpressions expressions;

  RandomOptions(Random random, TypeShape.Shapes shapes, RandomExpressions expressions) {
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

  Phrase select(TypeShape shape) {
    List<String> names =
        Stream.concat(shape.properties().stream(), shape.navigation().stream())
            .map(property -> property.getName())
            .toList();
    List<Phrase> items = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0 && !names.isEmpty(); i--) {
      var filled = expressions.filled(shape, shape.properties());
      boolean cast = !shape.derived().isEmpty() && chance(0.1);
      String name = filled == null || chance(0.3) ? any(names) : filled.getName();
      if (cast) {
        EdmStructuredType type = any(shape.derived());
        List<String> own = type.getPropertyNames();
        name = type.getFullQualifiedName() + (own.isEmpty() ? "" : "/" + any(own));
      } else if (shape.type().isOpenType() && chance(0.15)) {
        name = any(RandomExpressions.DYNAMIC);
      }
      items.add(Phrase.of("item", name));
    }
    if (items.isEmpty() || chance(0.1)) {
      items.add(Phrase.of("item", "*"));
    }
    return Phrase.list("select", ",", items);
  }

  Phrase expand(TypeShape shape, int depth) {
    List<Phrase> items = new ArrayList<>();
    int most = 1 + random.nextInt(2);
    for (int i = 0; i < most; i++) {
      items.add(expandItem(shape, depth));
    }
    return Phrase.list("expand", ",", items);
  }

  private Phrase expandItem(TypeShape shape, int depth) {
    if (chance(0.03)) {
      return Phrase.of("item", "*");
    }
    EdmNavigationProperty property =
        shape.toOne().isEmpty() || (!shape.toMany().isEmpty() && chance(0.6))
            ? any(shape.toMany())
            : any(shape.toOne());
    TypeShape target = shapes.of(property.getType());
    String name = property.getName();
    double choice = random.nextDouble();
    if (choice < 0.06) {
      return Phrase.of("item", name + "/$ref");
    }
    if (choice < 0.12 && property.isCollection()) {
      return Phrase.of("item", name + "/$count");
    }
    if (choice < 0.18 && !target.derived().isEmpty()) {
      target = shapes.of(any(target.derived()));
      name += "/" + target.name();
    }
    List<Phrase> options = new ArrayList<>();
    if (property.isCollection()) {
      Scope scope = Scope.of(target);
      if (chance(0.35)) {
        options.add(option("$filter", expressions.condition(scope, random.nextInt(3))));
      }
      if (chance(0.35)) {
        options.add(option("$orderby", expressions.order(scope)));
      }
      if (chance(0.35)) {
        options.add(Phrase.of("option", "$top=" + random.nextInt(4)));
      }
      if (chance(0.25)) {
        options.add(Phrase.of("option", "$skip=" + random.nextInt(4)));
      }
      if (chance(0.25)) {
        options.add(Phrase.of("option", "$count=true"));
      }
    }
    if (chance(0.5)) {
      options.add(option("$select", select(target)));
    }
    boolean recursive = target.type().getNavigationPropertyNames().contains(property.getName());
    if (recursive && chance(0.3)) {
      options.add(Phrase.of("option", "$levels=" + any(List.of("1", "2", "3", "max"))));
    } else if (depth > 1 && !target.navigation().isEmpty() && chance(0.35)) {
      options.add(option("$expand", expand(target, depth - 1)));
    }
    return options.isEmpty()
        ? Phrase.of("item", name)
        : Phrase.of("item", name + "(" + Phrase.GAP + ")", Phrase.list("options", ";", options));
  }

  private static Phrase option(String name, Phrase value) {
    return Phrase.of("option", name + "=" + Phrase.GAP, value);
  }

  String search() {
    List<String> words = List.of("gmbh", "a", "fabrikam", "ü", "\"e r\"", "Ł", "100%", "_");
    String first = any(words);
    return switch (random.nextInt(4)) {
      case 0 -> first + " AND " + any(words);
      case 1 -> first + " OR NOT " + any(words);
      case 2 -> "(" + first + " OR " + any(words) + ") AND " + any(words);
      default -> first;
    };
  }
}
