package dev.edmund.model;

import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;

/**
 * Asks an Edm for everything once. Olingo's types fill themselves when they are first asked, and
 * some do it wrongly when two threads ask at once (the key of an entity type gets its properties
 * twice); after this pass they only answer.
 */
final class Warmup {
  private Warmup() {}

  /**
   * @throws org.apache.olingo.commons.api.edm.EdmException when the Edm refers to what it does not
   *     have; the reader leaves such references out, so that would be its defect
   */
  static void touch(Edm edm) {
    for (EdmSchema schema : edm.getSchemas()) {
      schema.getEnumTypes().forEach(type -> type.getMemberNames().forEach(type::getMember));
      schema.getTypeDefinitions().forEach(type -> type.getUnderlyingType());
      schema.getComplexTypes().forEach(Warmup::structured);
      schema.getEntityTypes().forEach(Warmup::entity);
      schema.getTerms().forEach(term -> term.getType());
      schema.getTerms().forEach(term -> term.getAppliesTo());
      schema.getActions().forEach(Warmup::operation);
      for (EdmFunction function : schema.getFunctions()) {
        operation(function);
      }
    }
    EdmEntityContainer container = edm.getEntityContainer();
    if (container != null) {
      container.getEntitySets().forEach(Warmup::target);
      container.getSingletons().forEach(Warmup::target);
      container.getActionImports().forEach(action -> action.getReturnedEntitySet());
      container.getFunctionImports().forEach(function -> function.getReturnedEntitySet());
    }
  }

  private static void entity(EdmEntityType type) {
    type.getKeyPredicateNames();
    type.getKeyPropertyRefs().forEach(EdmKeyPropertyRef::getProperty);
    type.getAnnotations();
    structured(type);
  }

  private static void structured(EdmStructuredType type) {
    type.getBaseType();
    type.getAnnotations();
    for (String name : type.getPropertyNames()) {
      type.getStructuralProperty(name).getType();
      type.getStructuralProperty(name).isPrimitive();
      type.getStructuralProperty(name).getAnnotations();
    }
    for (String name : type.getNavigationPropertyNames()) {
      EdmNavigationProperty property = type.getNavigationProperty(name);
      property.getType();
      property.getPartner();
      property.getReferentialConstraints();
      property.getAnnotations();
    }
  }

  private static void operation(EdmOperation operation) {
    for (String name : operation.getParameterNames()) {
      operation.getParameter(name).getType();
    }
    if (operation.getReturnType() != null) {
      operation.getReturnType().getType();
    }
  }

  private static void target(EdmBindingTarget target) {
    target.getEntityType();
    target
        .getNavigationPropertyBindings()
        .forEach(binding -> target.getRelatedBindingTarget(binding.getPath()));
  }
}
