package dev.edmund.spec;

import dev.edmund.spec.RandomExpressions.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** Makes requests to a service that are mostly valid. */
final class RandomRequests {
  private static final List<String> ACCEPTED =
      List.of(
          "application/json;odata.metadata=full",
          "application/json;odata.metadata=none",
          "application/json;odata.metadata=minimal;IEEE754Compatible=true",
          "application/json;odata.metadata=full;IEEE754Compatible=true");

  private final Random random;
  private final TypeShape.Shapes shapes;
  private final SampleValues samples;
  private final RandomExpressions expressions;
  private final RandomOptions selections;
  private final RandomApply transformations;
  private final List<String> sets;

  /**
   * Makes a source of requests.
   *
   * @param sets the sets that most requests are about; empty for all
   */
  RandomRequests(Random random, TypeShape.Shapes shapes, SampleValues samples, List<String> sets) {
    this.random = random;
    this.shapes = shapes;
    this.samples = samples;
    this.sets = sets;
    this.expressions = new RandomExpressions(random, shapes, samples);
    this.selections = new RandomOptions(random, shapes, expressions);
    this.transformations = new RandomApply(random, shapes, expressions);
  }

  /** What a path has led to; without shape and kind nothing more is known of it. */
  private record Place(
      String path, @Nullable TypeShape shape, @Nullable ValueKind kind, boolean many) {}

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  RandomRequest next() {
    Place place = start();
    for (int step = 0; step < 4 && !place.many() && place.shape() != null && chance(0.6); step++) {
      place = step(place);
    }
    TypeShape shape = place.shape();
    if (shape != null && !shape.derived().isEmpty() && chance(0.15)) {
      EdmStructuredType type = any(shape.derived());
      place =
          new Place(
              place.path() + "/" + type.getFullQualifiedName(),
              shapes.of(type),
              null,
              place.many());
    }
    Map<String, Phrase> options = new LinkedHashMap<>();
    String end = end(place);
    if (end.startsWith("/$filter")) {
      options.put("@f", expressions.condition(scope(place), 2));
    }
    options(place, end, options);
    Map<String, Phrase> given = chance(0.03) ? spoiled(options) : options;
    return new RandomRequest(place.path() + end, given, headers());
  }

  private Place start() {
    List<EdmSingleton> singletons = shapes.edm().getEntityContainer().getSingletons();
    if (!singletons.isEmpty() && chance(0.05)) {
      EdmSingleton singleton = any(singletons);
      return new Place(
          encoded(singleton.getName()), shapes.of(singleton.getEntityType()), null, false);
    }
    String chosen = sets.isEmpty() || chance(0.1) ? null : any(sets);
    EdmEntitySet set =
        chosen == null
            ? any(shapes.edm().getEntityContainer().getEntitySets())
            : shapes.edm().getEntityContainer().getEntitySet(chosen);
    TypeShape shape = shapes.of(set.getEntityType());
    List<String> ids = samples.ids(set.getName());
    if (ids.isEmpty() || chance(0.6)) {
      return new Place(encoded(set.getName()), shape, null, true);
    }
    return new Place(any(ids), shape, null, false);
  }

  private static String encoded(String name) {
    return RandomRequest.encoded(name);
  }

  private Place step(Place place) {
    TypeShape shape = place.shape();
    if (shape == null) {
      return place;
    }
    List<EdmNavigationProperty> navigation = shape.navigation();
    if (!navigation.isEmpty() && chance(0.5)) {
      EdmNavigationProperty property = any(navigation);
      return new Place(
          place.path() + "/" + encoded(property.getName()),
          shapes.of(property.getType()),
          null,
          property.isCollection());
    }
    EdmProperty property = expressions.filled(shape, shape.properties());
    if (property == null) {
      return place;
    }
    TypeShape next =
        property.getType() instanceof EdmComplexType complex ? shapes.of(complex) : null;
    return new Place(
        place.path() + "/" + encoded(property.getName()),
        next,
        next == null ? ValueKind.of(property.getType()) : null,
        property.isCollection());
  }

  private String end(Place place) {
    double choice = random.nextDouble();
    if (place.many()) {
      return choice < 0.12
          ? "/$count"
          : choice < 0.17 ? "/$ref" : choice < 0.2 ? "/$filter(@f)" : "";
    }
    return choice < (place.shape() == null ? 0.3 : 0.03) ? "/$value" : choice < 0.06 ? "/$ref" : "";
  }

  private static Scope scope(Place place) {
    return new Scope(place.shape(), place.shape() == null ? "$it" : "", place.kind());
  }

  private void options(Place place, String end, Map<String, Phrase> options) {
    Scope scope = scope(place);
    TypeShape shape = place.shape();
    boolean bare = !end.isEmpty() && !end.startsWith("/$filter");
    if (place.many() && shape != null && !bare && chance(0.2)) {
      options.put("$apply", transformations.chain(shape, 2));
      number(options, "$top", 0.3, 12);
      number(options, "$skip", 0.2, 12);
      return;
    }
    if (place.many()) {
      if (chance(0.55)) {
        options.put("$filter", expressions.condition(scope, random.nextInt(4)));
      }
      if (chance(0.06)) {
        options.put("$search", Phrase.of("search", selections.search()));
      }
      if (!end.equals("/$count")) {
        if (chance(0.45)) {
          options.put("$orderby", expressions.order(scope));
        }
        number(options, "$top", 0.3, 12);
        number(options, "$skip", 0.2, 12);
        if (chance(0.2)) {
          options.put("$count", Phrase.of("count", "true"));
        }
      }
    }
    if (!bare && shape != null) {
      if (chance(0.55)) {
        options.put("$select", selections.select(shape));
      }
      if (!shape.navigation().isEmpty() && chance(0.4)) {
        options.put("$expand", selections.expand(shape, 2));
      }
    }
  }

  private void number(Map<String, Phrase> options, String name, double probability, int most) {
    if (chance(probability)) {
      options.put(name, Phrase.of("number", String.valueOf(random.nextInt(most))));
    }
  }

  private List<String> headers() {
    List<String> headers = new ArrayList<>();
    List<String> preferences = new ArrayList<>();
    if (chance(0.35)) {
      preferences.add("odata.maxpagesize=" + (1 + random.nextInt(30)));
    }
    if (chance(0.1)) {
      preferences.add("odata.include-annotations=\"*\"");
    }
    if (!preferences.isEmpty()) {
      headers.add("Prefer: " + String.join(",", preferences));
    }
    if (chance(0.4)) {
      headers.add("Accept: " + any(ACCEPTED));
    }
    if (chance(0.2)) {
      headers.add("OData-MaxVersion: " + any(List.of("4.0", "4.01")));
    }
    return headers;
  }

  /** With a character lost, doubled or changed somewhere. */
  private Map<String, Phrase> spoiled(Map<String, Phrase> options) {
    Map<String, Phrase> spoiled = new LinkedHashMap<>(options);
    spoiled.replaceAll(
        (name, phrase) -> {
          String text = phrase.toString();
          int at = random.nextInt(text.length() + 1);
          String rest = text.substring(Math.min(text.length(), at + random.nextInt(2)));
          String extra = any(List.of("", "x", "(", ")", "'", ",", " ", "9", "/"));
          return Phrase.of(phrase.kind(), text.substring(0, at) + extra + rest);
        });
    return spoiled;
  }

  /** As many requests as wanted, for one seed always the same. */
  static Stream<RandomRequest> of(
      long seed, TypeShape.Shapes shapes, SampleValues samples, List<String> sets) {
    RandomRequests requests = new RandomRequests(new Random(seed), shapes, samples, sets);
    return Stream.generate(requests::next);
  }
}
