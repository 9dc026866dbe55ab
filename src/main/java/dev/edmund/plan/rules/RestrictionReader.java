package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import dev.edmund.plan.rules.Places.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmSingleton;

/**
 * Reads restrictions: what is said about a place itself, then in {@code NavigationRestrictions}
 * about the path to it, and where nothing is said, what holds for the whole container.
 */
final class RestrictionReader {
  private static final String CAPABILITIES = "Org.OData.Capabilities.V1.";

  private final Model model;
  private final Annotations annotations;
  private final List<Place> places;

  private RestrictionReader(Model model, Places places) {
    this.model = model;
    this.annotations = model.annotations();
    this.places = places.places();
  }

  static Restrictions read(Model model, Places places) {
    return new RestrictionReader(model, places).read();
  }

  private Restrictions read() {
    boolean writable = isWritable();
    Optional<Set<String>> methods =
        text("UpdateRestrictions", "UpdateMethod")
            .map(
                text ->
                    Arrays.stream(text.split("[\\s,]+"))
                        .map(member -> member.substring(member.lastIndexOf('/') + 1))
                        .collect(Collectors.toSet()));
    return new Restrictions(
        name(),
        writable && !isFalse("InsertRestrictions", "Insertable"),
        writable && !isFalse("UpdateRestrictions", "Updatable"),
        writable && !isFalse("DeleteRestrictions", "Deletable"),
        !isFalse("UpdateRestrictions", "Upsertable"),
        methods.map(m -> m.contains("PATCH")).orElse(true),
        methods.map(m -> m.contains("PUT")).orElse(true),
        !isFalse("UpdateRestrictions", "DeltaUpdateSupported"),
        !isFalse("DeepInsertSupport", "Supported"),
        !isFalse("DeepUpdateSupport", "Supported"),
        values("OptimisticConcurrencyControl").stream()
            .findFirst()
            .map(RestrictionReader::isTrue)
            .orElse(false),
        new Restrictions.Properties(
            paths("InsertRestrictions", "NonInsertableProperties"),
            paths("InsertRestrictions", "NonInsertableNavigationProperties"),
            paths("InsertRestrictions", "RequiredProperties")),
        new Restrictions.Properties(
            paths("UpdateRestrictions", "NonUpdatableProperties"),
            paths("UpdateRestrictions", "NonUpdatableNavigationProperties"),
            paths("UpdateRestrictions", "RequiredProperties")),
        paths("DeleteRestrictions", "NonDeletableNavigationProperties"));
  }

  private String name() {
    if (places.isEmpty()) {
      return "this collection";
    }
    Place nearest = places.get(0);
    String set = nearest.target().substring(nearest.target().lastIndexOf('/') + 1);
    return nearest.path().isEmpty() ? set : set + "/" + nearest.path();
  }

  /** Whether {@code Core.Permissions} of the sets, or of their types, do not forbid it. */
  private boolean isWritable() {
    for (Place place : places) {
      if (!place.path().isEmpty()) {
        continue;
      }
      Optional<Boolean> told =
          TypeReader.permissions(annotations, place.target())
              .or(() -> type(place).flatMap(t -> TypeReader.permissions(annotations, t)));
      if (told.isPresent()) {
        return told.get();
      }
    }
    return true;
  }

  private Optional<String> type(Place place) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container == null) {
      return Optional.empty();
    }
    String name = place.target().substring(place.target().lastIndexOf('/') + 1);
    EdmEntitySet set = container.getEntitySet(name);
    EdmSingleton singleton = set == null ? container.getSingleton(name) : null;
    return set != null
        ? Optional.of(Model.target(set.getEntityType()))
        : Optional.ofNullable(singleton).map(s -> Model.target(s.getEntityType()));
  }

  /** All that is said by a term, the nearest first. */
  private List<AnnotationValue> values(String term) {
    List<AnnotationValue> found = new ArrayList<>();
    for (Place place : places) {
      String path = place.path();
      String target = path.isEmpty() ? place.target() : place.target() + "/" + path;
      annotations.value(target, CAPABILITIES + term).ifPresent(found::add);
      if (!path.isEmpty()) {
        annotations
            .value(place.target(), Terms.NAVIGATION_RESTRICTIONS)
            .flatMap(value -> value.property("RestrictedProperties"))
            .map(AnnotationValue::items)
            .orElse(List.of())
            .stream()
            .filter(item -> text(item, "NavigationProperty").equals(Optional.of(path)))
            .flatMap(item -> item.property(term).stream())
            .forEach(found::add);
      }
    }
    container(term, found);
    return found;
  }

  private void container(String term, List<AnnotationValue> found) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container != null) {
      String target = container.getFullQualifiedName().getFullQualifiedNameAsString();
      annotations.value(target, CAPABILITIES + term).ifPresent(found::add);
      annotations
          .value(target, Terms.DEFAULT_CAPABILITIES)
          .flatMap(value -> value.property(term))
          .ifPresent(found::add);
    }
  }

  private Optional<AnnotationValue> property(String term, String name) {
    return values(term).stream().flatMap(value -> value.property(name).stream()).findFirst();
  }

  private Optional<String> text(String term, String name) {
    return property(term, name).flatMap(AnnotationValue::text).map(String::strip);
  }

  private static Optional<String> text(AnnotationValue value, String name) {
    return value.property(name).flatMap(AnnotationValue::text).map(String::strip);
  }

  private boolean isFalse(String term, String name) {
    return text(term, name).equals(Optional.of("false"));
  }

  private static boolean isTrue(AnnotationValue value) {
    return !value.text().map(String::strip).equals(Optional.of("false"));
  }

  private Set<String> paths(String term, String name) {
    return property(term, name).map(AnnotationValue::items).orElse(List.of()).stream()
        .flatMap(item -> item.text().stream())
        .map(String::strip)
        .collect(Collectors.toSet());
  }
}
