package dev.edmund.model.edm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmAnnotation;
import org.apache.olingo.commons.api.edm.EdmAnnotations;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmTerm;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlNamed;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.jspecify.annotations.Nullable;

/** A schema that lists the very objects the Edm answers look-ups with. */
final class ModelSchema implements EdmSchema {
  private final CsdlSchema schema;
  private final @Nullable EdmEntityContainer container;
  private final List<EdmEnumType> enumTypes;
  private final List<EdmEntityType> entityTypes;
  private final List<EdmComplexType> complexTypes;
  private final List<EdmTypeDefinition> typeDefinitions;
  private final List<EdmTerm> terms;
  private final List<EdmAction> actions;
  private final List<EdmFunction> functions;

  ModelSchema(ModelEdm edm, CsdlSchema schema, @Nullable EdmEntityContainer container) {
    this.schema = schema;
    this.container = schema.getEntityContainer() == null ? null : container;
    this.enumTypes = each(schema.getEnumTypes(), edm::getEnumType);
    this.entityTypes = each(schema.getEntityTypes(), edm::getEntityType);
    this.complexTypes = each(schema.getComplexTypes(), edm::getComplexType);
    this.typeDefinitions = each(schema.getTypeDefinitions(), edm::getTypeDefinition);
    this.terms = each(schema.getTerms(), edm::getTerm);
    this.actions = all(schema.getActions(), edm::actions);
    this.functions = all(schema.getFunctions(), edm::functions);
  }

  private <T> List<T> each(
      List<? extends CsdlNamed> named, Function<FullQualifiedName, @Nullable T> look) {
    List<T> found = new ArrayList<>();
    for (CsdlNamed element : named) {
      T type = look.apply(new FullQualifiedName(schema.getNamespace(), element.getName()));
      if (type != null) {
        found.add(type);
      }
    }
    return List.copyOf(found);
  }

  private <T> List<T> all(
      List<? extends CsdlNamed> named, Function<FullQualifiedName, List<T>> look) {
    return named.stream()
        .map(CsdlNamed::getName)
        .distinct()
        .flatMap(name -> look.apply(new FullQualifiedName(schema.getNamespace(), name)).stream())
        .toList();
  }

  @Override
  public String getNamespace() {
    return schema.getNamespace();
  }

  @Override
  public @Nullable String getAlias() {
    return schema.getAlias();
  }

  @Override
  public List<EdmEnumType> getEnumTypes() {
    return enumTypes;
  }

  @Override
  public List<EdmEntityType> getEntityTypes() {
    return entityTypes;
  }

  @Override
  public List<EdmComplexType> getComplexTypes() {
    return complexTypes;
  }

  @Override
  public List<EdmAction> getActions() {
    return actions;
  }

  @Override
  public List<EdmFunction> getFunctions() {
    return functions;
  }

  @Override
  public List<EdmTypeDefinition> getTypeDefinitions() {
    return typeDefinitions;
  }

  @Override
  public List<EdmTerm> getTerms() {
    return terms;
  }

  @Override
  public @Nullable EdmEntityContainer getEntityContainer() {
    return container;
  }

  /** Nothing: {@link dev.edmund.model.csdl.Annotations} has them all. */
  @Override
  public List<EdmAnnotations> getAnnotationGroups() {
    return List.of();
  }

  @Override
  public @Nullable EdmAnnotation getAnnotation(EdmTerm term, @Nullable String qualifier) {
    return null;
  }

  @Override
  public List<EdmAnnotation> getAnnotations() {
    return List.of();
  }
}
