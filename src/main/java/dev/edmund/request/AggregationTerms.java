package dev.edmund.request;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.request.expr.AggregationMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** What a model says with the aggregation vocabulary (Data Aggregation, 5). */
final class AggregationTerms {
  static final String NAMESPACE = "Org.OData.Aggregation.V1";

  private final EdmNames names;

  AggregationTerms(EdmNames names) {
    this.names = names;
  }

  /**
   * A custom aggregate.
   *
   * @param type the type that the annotation names; null where it names none
   * @param method how the property of that name is aggregated; null where the model does not say
   */
  record Custom(@Nullable EdmType type, @Nullable AggregationMethod method) {}

  /** The custom aggregate of that name of instances, or of the container; null for none. */
  @Nullable Custom custom(Typed instances, String name) {
    List<String> targets = targets(instances.type());
    Optional<AnnotationValue> value = find(targets, "CustomAggregate#" + name);
    if (value.isEmpty()) {
      return null;
    }
    EdmType type = value.flatMap(AnnotationValue::text).map(names::type).orElse(null);
    return new Custom(type, recommended(targets, name));
  }

  /** How a property is aggregated where nobody says how (5.1). */
  private @Nullable AggregationMethod recommended(List<String> targets, String property) {
    return targets.stream()
        .flatMap(target -> value(target, "ApplySupported").stream())
        .flatMap(supported -> supported.property("AggregatableProperties").stream())
        .flatMap(properties -> properties.items().stream())
        .filter(item -> text(item, "Property").equals(Optional.of(property)))
        .flatMap(item -> text(item, "RecommendedAggregationMethod").stream())
        .findFirst()
        .map(AggregationMethod::named)
        .orElse(null);
  }

  private static Optional<String> text(AnnotationValue item, String property) {
    return item.property(property).flatMap(AnnotationValue::text);
  }

  /** The paths of a leveled hierarchy from the coarsest level on, or null. */
  @Nullable List<String> levels(@Nullable EdmType type, String qualifier) {
    return find(targets(type), "LeveledHierarchy#" + qualifier)
        .map(
            value ->
                value.items().stream()
                    .map(AnnotationValue::text)
                    .flatMap(Optional::stream)
                    .toList())
        .orElse(null);
  }

  private Optional<AnnotationValue> find(List<String> targets, String term) {
    return targets.stream().flatMap(target -> value(target, term).stream()).findFirst();
  }

  private Optional<AnnotationValue> value(String target, String term) {
    return names.terms().value(target, NAMESPACE + "." + term);
  }

  private List<String> targets(@Nullable EdmType type) {
    List<String> targets = new ArrayList<>();
    EdmStructuredType structured = EdmTypes.structured(type);
    for (EdmStructuredType t = structured; t != null; t = t.getBaseType()) {
      targets.add(t.getFullQualifiedName().getFullQualifiedNameAsString());
    }
    EdmEntityContainer container = names.edm().getEntityContainer();
    if (container != null) {
      String name = container.getFullQualifiedName().getFullQualifiedNameAsString();
      for (EdmEntitySet set : container.getEntitySets()) {
        if (structured != null && EdmTypes.sameName(set.getEntityType(), structured)) {
          targets.add(name + "/" + set.getName());
        }
      }
      targets.add(name);
    }
    return targets;
  }
}
