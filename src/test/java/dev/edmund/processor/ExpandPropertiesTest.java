package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.BothStrategies;
import dev.edmund.ShippedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Random trees of expansions give the same bytes, however what is nested is read. */
final class ExpandPropertiesTest {
  private static final int DEPTH = 3;

  private final BothStrategies service = BothStrategies.of(ShippedService.get());

  @Provide
  Arbitrary<String> urls() {
    List<EdmEntitySet> sets =
        service.nested().model().edm().getEntityContainer().getEntitySets().stream()
            .filter(set -> !set.getEntityType().getNavigationPropertyNames().isEmpty())
            .toList();
    return Arbitraries.randoms()
        .map(
            random -> {
              EdmEntitySet set = any(sets, random);
              return set.getName()
                  + "?$top="
                  + random.nextInt(60)
                  + "&$skip="
                  + random.nextInt(5)
                  + "&"
                  + expand(set.getEntityType(), DEPTH, random);
            });
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String expand(EdmEntityType type, int depth, Random random) {
    List<String> items = new ArrayList<>();
    List<String> names = new ArrayList<>(type.getNavigationPropertyNames());
    for (int i = random.nextInt(3); i >= 0 && !names.isEmpty(); i--) {
      String name = names.remove(random.nextInt(names.size()));
      items.add(item(type.getNavigationProperty(name), depth, random));
    }
    return "$expand=" + String.join(",", items);
  }

  private static String item(EdmNavigationProperty navigation, int depth, Random random) {
    EdmEntityType target = navigation.getType();
    List<EdmProperty> properties =
        target.getPropertyNames().stream()
            .map(target::getStructuralProperty)
            .filter(p -> !p.isCollection() && p.getType().getKind() == EdmTypeKind.PRIMITIVE)
            .filter(p -> !Set.of("Stream", "Binary").contains(p.getType().getName()))
            .toList();
    List<String> options = new ArrayList<>();
    if (random.nextInt(3) > 0 && !properties.isEmpty()) {
      options.add("$select=" + any(properties, random).getName());
    }
    if (depth > 1 && !target.getNavigationPropertyNames().isEmpty() && random.nextInt(3) > 0) {
      options.add(expand(target, depth - 1, random));
    }
    if (navigation.isCollection() && !properties.isEmpty()) {
      switch (random.nextInt(8)) {
        case 0 -> {
          return navigation.getName() + "/$count";
        }
        case 1 -> {
          return navigation.getName() + "/$ref";
        }
        case 2 -> options.add("$count=true");
        case 3 -> options.add("$filter=" + any(properties, random).getName() + "%20ne%20null");
        default -> options.add("$top=" + random.nextInt(4));
      }
      if (random.nextBoolean()) {
        options.add("$skip=" + random.nextInt(3));
      }
      if (random.nextBoolean()) {
        String direction = random.nextBoolean() ? "%20desc" : "";
        options.add("$orderby=" + any(properties, random).getName() + direction);
      }
    }
    return navigation.getName() + (options.isEmpty() ? "" : "(" + String.join(";", options) + ")");
  }

  @Property(tries = 250)
  void bothStrategiesGiveTheSameBytes(@ForAll("urls") String url) {
    ShippedService.Answer answer = service.nested().get(url);
    assertEquals(200, answer.status(), () -> url + " " + answer.body());
    service.get(url);
    service.get(url, "Prefer", "odata.maxpagesize=7");
  }
}
