package dev.edmund.request;

import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmAnnotatable;
import org.apache.olingo.commons.api.edm.EdmAnnotation;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmTerm;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.annotation.EdmExpression;
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
   */
  record Custom(@Nullable EdmType type) {}

  /** The custom aggregate of that name of instances, or of the container; null for none. */
  @Nullable Custom custom(Typed instances, String name) {
    EdmAnnotation annotation = find("CustomAggregate", name, instances.type());
    if (annotation == null) {
      return null;
    }
    EdmExpression value = annotation.getExpression();
    boolean constant = value != null && value.isConstant();
    return new Custom(constant ? names.type(value.asConstant().getValueAsString()) : null);
  }

  /** The paths of a leveled hierarchy from the coarsest level on, or null. */
  @Nullable List<String> levels(@Nullable EdmType type, String qualifier) {
    EdmAnnotation annotation = find("LeveledHierarchy", qualifier, type);
    EdmExpression value = annotation == null ? null : annotation.getExpression();
    if (value == null || !value.isDynamic() || !value.asDynamic().isCollection()) {
      return null;
    }
    List<String> levels = new ArrayList<>();
    for (EdmExpression item : value.asDynamic().asCollection().getItems()) {
      if (item.isDynamic() && item.asDynamic().isPropertyPath()) {
        levels.add(item.asDynamic().asPropertyPath().getValue());
      }
    }
    return levels;
  }

  private @Nullable EdmAnnotation find(String term, String qualifier, @Nullable EdmType type) {
    for (EdmAnnotatable target : targets(type)) {
      for (EdmAnnotation annotation : target.getAnnotations()) {
        EdmTerm declared = annotation.getTerm();
        if (qualifier.equals(annotation.getQualifier())
            && declared != null
            && declared.getName().equals(term)
            && NAMESPACE.equals(declared.getFullQualifiedName().getNamespace())) {
          return annotation;
        }
      }
    }
    return null;
  }

  private List<EdmAnnotatable> targets(@Nullable EdmType type) {
    List<EdmAnnotatable> targets = new ArrayList<>();
    EdmStructuredType structured = EdmTypes.structured(type);
    for (EdmStructuredType t = structured; t != null; t = t.getBaseType()) {
      targets.add(t);
    }
    EdmEntityContainer container = names.edm().getEntityContainer();
    if (container != null) {
      for (EdmEntitySet set : container.getEntitySets()) {
        if (structured != null && EdmTypes.sameName(set.getEntityType(), structured)) {
          targets.add(set);
        }
      }
      targets.add(container);
    }
    return targets;
  }
}
