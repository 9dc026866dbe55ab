package dev.edmund.processor;

import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.jspecify.annotations.Nullable;

/**
 * Requests to try, made from what the first stored entity set has, so that they answer for any
 * model and show what can be asked: a filter, a lookup, a list of related entities, a count.
 */
final class Samples {
  private final Model model;
  private final String set;
  private final EntityStorage type;

  private Samples(Model model, String set, EntityStorage type) {
    this.model = model;
    this.set = set;
    this.type = type;
  }

  /** Paths from the server's root with their query, encoded, the most telling first. */
  static List<String> of(Model model) {
    String root = model.mounts().get(0).path();
    List<String> samples = new ArrayList<>();
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container != null) {
      first(container, model).ifPresent(s -> s.addTo(samples));
    }
    samples.add("$metadata");
    return samples.stream().map(s -> root + s.replace(" ", "%20")).toList();
  }

  private static Optional<Samples> first(EdmEntityContainer container, Model model) {
    for (EdmEntitySet set : container.getEntitySets()) {
      Optional<EntityStorage> type = model.storage().of(set.getEntityType());
      if (type.isPresent()) {
        return Optional.of(new Samples(model, set.getName(), type.get()));
      }
    }
    return Optional.empty();
  }

  private void addTo(List<String> samples) {
    String select = prefixed("&", select(type));
    String filter =
        name(type).map(n -> "$filter=contains(" + n + ",'a')&$orderby=" + n + "&").orElse("");
    samples.add(set + "?" + filter + "$top=3&$count=true" + select);
    links(false)
        .findFirst()
        .ifPresent(
            link -> samples.add(set + "?$expand=" + expand(link, "") + leading(link) + select));
    links(true)
        .findFirst()
        .ifPresent(
            link ->
                samples.add(set + "?$expand=" + expand(link, "$top=2") + having(link) + select));
    samples.add(set + "/$count");
  }

  private Stream<Link> links(boolean collection) {
    return type.links().values().stream().filter(l -> l.collection() == collection);
  }

  /** The expansion of a link, down to what tells its targets apart. */
  private String expand(Link link, String option) {
    List<String> options =
        Stream.of(select(target(link)), option).filter(o -> !o.isEmpty()).toList();
    return link.name() + (options.isEmpty() ? "" : "(" + String.join(";", options) + ")");
  }

  /** Key and name: short to look at, and there whatever else the type has. */
  private String select(EntityStorage of) {
    List<String> names =
        Stream.concat(
                of.type().getKeyPredicateNames().stream().filter(of.properties()::containsKey),
                name(of).stream())
            .distinct()
            .toList();
    return names.isEmpty() ? "" : "$select=" + String.join(",", names);
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }

  /** Only the entities with which a link leads somewhere, where the target's key can tell. */
  private String leading(Link link) {
    return target(link).type().getKeyPredicateNames().stream()
        .filter(target(link).properties()::containsKey)
        .findFirst()
        .map(key -> "&$filter=" + link.name() + "/" + key + " ne null&$top=3")
        .orElse("&$top=3");
  }

  private static String having(Link link) {
    return "&$filter=" + link.name() + "/any()&$top=3";
  }

  private EntityStorage target(Link link) {
    return model.storage().require(link.target());
  }

  /** The text that tells entities of a type apart for people, if there is one. */
  private Optional<String> name(EntityStorage of) {
    List<String> key = of.type().getKeyPredicateNames();
    Stream<String> others =
        of.properties().keySet().stream().filter(property -> !key.contains(property));
    return Stream.of(
            model.primaryName(of.type()).stream(),
            model.searchable(of.type()).stream(),
            others,
            key.stream())
        .flatMap(names -> names)
        .filter(property -> isText(of.properties().get(property)))
        .findFirst();
  }

  private static boolean isText(@Nullable PropertyStorage property) {
    return property != null
        && property
            .asScalar()
            .filter(s -> s.type().getFullQualifiedName().toString().equals("Edm.String"))
            .isPresent();
  }
}
